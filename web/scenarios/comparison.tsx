import { KPI_ROWS } from "../../contract/kpi-words.ts";
import { METHOD_NAMES, SIGNAL_NAMES, SIGNALS } from "../../tiering/index.ts";
import type { CompareAnswer } from "../api/answers.ts";
import { useAnswers } from "../api/use-answer.ts";
import { Change } from "../parts/change.tsx";
import type { Scenario } from "../state/model.ts";
import { count, kpiValue, share } from "../words/format.ts";
import { shownPercents } from "../words/percents.ts";
import { policyPhrases } from "../words/plan-words.ts";
import { Differences } from "./differences.tsx";

interface Props {
  /** At least two, the earliest first. */
  readonly scenarios: readonly Scenario[];
}

/** Runs side by side: what was asked, what each brings, and who ends elsewhere. */
export function Comparison({ scenarios }: Props) {
  const [first] = scenarios;
  const oneYardstick = scenarios.every((scenario) =>
    SIGNALS.every((signal) => scenario.plan.weights[signal] === first!.plan.weights[signal]),
  );
  return (
    <section class="card comparison" aria-labelledby="comparison-title">
      <h3 id="comparison-title">Comparison</h3>
      <div class="scroll-x">
        <table class="figures side-by-side">
          <thead>
            <tr>
              <td />
              {scenarios.map(({ id, name }) => (
                <th key={id} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <PlanRows scenarios={scenarios} />
            <LiftRows scenarios={scenarios} />
            {!oneYardstick && <MeasuredRows scenarios={scenarios} />}
          </tbody>
        </table>
      </div>
      <p class="hint">
        What each changes against today’s tiers,{" "}
        {oneYardstick ? "with the same weights" : "with its own weights"}
        {!oneYardstick &&
          `: potential means something else under other weights, so all are measured with those of “${first!.name}” too`}
        .
      </p>
      {scenarios.slice(1).map((scenario) => (
        <Differences key={scenario.id} first={first!} second={scenario} />
      ))}
    </section>
  );
}

function PlanRows({ scenarios }: Props) {
  const row = (name: string, cell: (scenario: Scenario) => string, className = "") => (
    <tr key={name} class={className}>
      <th scope="row">{name}</th>
      {scenarios.map((scenario) => (
        <td key={scenario.id}>{cell(scenario)}</td>
      ))}
    </tr>
  );
  return (
    <>
      {row("Method", ({ plan }) => METHOD_NAMES[plan.method])}
      {SIGNALS.map((signal) =>
        row(SIGNAL_NAMES[signal], ({ plan }) => `${shownPercents(plan.weights)[signal]} %`),
      )}
      {row(
        "Constraints",
        ({ plan, summary }) => policyPhrases(plan.policy, summary.accounts).join("; ") || "the method’s own",
        "rule-row",
      )}
    </>
  );
}

function LiftRows({ scenarios }: Props) {
  return (
    <>
      {KPI_ROWS.map(({ key, label, name }) => (
        <tr key={key} class={key === "composite" ? "main-row" : ""}>
          <th scope="row">
            {label} <span class="hint">{name}</span>
          </th>
          {scenarios.map(({ id, summary }) => (
            <td key={id}>
              <Change kpi={key} value={summary.kpis.lift?.[key] ?? null} />
            </td>
          ))}
        </tr>
      ))}
      <tr>
        <th scope="row">Accounts that move</th>
        {scenarios.map(({ id, summary: { moved } }) => (
          <td key={id}>{moved === null ? "–" : `${count(moved.count)} (${share(moved.share)})`}</td>
        ))}
      </tr>
    </>
  );
}

/** All by one yardstick: the first one's weights. */
function MeasuredRows({ scenarios }: Props) {
  const query = new URLSearchParams(scenarios.map(({ id }) => ["run", id]));
  const { answer, busy } = useAnswers<CompareAnswer>([`v1/compare?${query}`]);
  const found = answer?.[0]?.scenarios ?? null;
  // The figures of other runs would stand under these names.
  if (found === null || busy) return null;
  return (
    <>
      <tr class="section-row">
        <th scope="rowgroup" colSpan={scenarios.length + 1}>
          Measured with the weights of “{scenarios[0]!.name}”
        </th>
      </tr>
      {KPI_ROWS.map(({ key, label, name }) => (
        <tr key={key} class={key === "composite" ? "main-row" : ""}>
          <th scope="row">
            {label}{" "}
            <span class="hint">
              {name}; today {kpiValue(key, found.before?.[key])}
            </span>
          </th>
          {found.runs.map(({ measured }, at) => (
            <td key={scenarios[at]!.id}>{kpiValue(key, measured[key])}</td>
          ))}
        </tr>
      ))}
    </>
  );
}
