import { useMemo } from "preact/hooks";
import { SIGNALS } from "../../tiering/index.ts";
import { useTiers } from "../api/use-tiers.ts";
import { Change } from "../parts/change.tsx";
import { TroubleNote } from "../parts/trouble-note.tsx";
import type { Scenario } from "../state/model.ts";
import { change, count, measure, signed } from "../words/format.ts";
import { KPI_ROWS } from "../words/kpis.ts";
import { shownPercents } from "../words/percents.ts";
import { METHOD_NAMES, policyPhrases, SIGNAL_NAMES } from "../words/plan-words.ts";
import { Differences } from "./differences.tsx";
import { findDifferences } from "./find-differences.ts";

interface Props {
  readonly first: Scenario;
  readonly second: Scenario;
}

/** Two runs side by side: what was asked, what it brings, and who ends elsewhere. */
export function Comparison({ first, second }: Props) {
  const rows = first.summary.accounts;
  const one = useTiers(first.id, rows);
  const two = useTiers(second.id, rows);
  const tables = one.id === first.id && two.id === second.id ? { one: one.table, two: two.table } : null;
  const differences = useMemo(
    () => (tables?.one && tables.two ? findDifferences(tables.one, tables.two) : null),
    [tables?.one, tables?.two],
  );
  const trouble = one.trouble ?? two.trouble;
  return (
    <section class="card comparison" aria-labelledby="comparison-title">
      <h3 id="comparison-title">Comparison</h3>
      <div class="scroll-x">
        <table class="figures side-by-side">
          <thead>
            <tr>
              <td />
              <th scope="col">{first.name}</th>
              <th scope="col">{second.name}</th>
              <th scope="col">Difference</th>
            </tr>
          </thead>
          <tbody>
            <PlanRows first={first} second={second} />
            <KpiRows first={first} second={second} />
          </tbody>
        </table>
      </div>
      {trouble && <TroubleNote trouble={trouble} onRetry={null} />}
      {differences === null ? (
        !trouble && <p class="hint">Looking who ends elsewhere…</p>
      ) : (
        <Differences first={first} second={second} differences={differences} />
      )}
    </section>
  );
}

function PlanRows({ first, second }: Props) {
  const [one, two] = [shownPercents(first.plan.weights), shownPercents(second.plan.weights)];
  const rules = ({ plan }: Scenario) => policyPhrases(plan.policy).join("; ") || "the method’s own";
  return (
    <>
      <tr>
        <th scope="row">Method</th>
        <td>{METHOD_NAMES[first.plan.method]}</td>
        <td>{METHOD_NAMES[second.plan.method]}</td>
        <td />
      </tr>
      {SIGNALS.map((signal) => (
        <tr key={signal}>
          <th scope="row">{SIGNAL_NAMES[signal]}</th>
          <td>{one[signal]} %</td>
          <td>{two[signal]} %</td>
          <td>
            {change((second.plan.weights[signal] - first.plan.weights[signal]) * 100, 1).replace(".0", "")}
          </td>
        </tr>
      ))}
      <tr class="rule-row">
        <th scope="row">Rules</th>
        <td>{rules(first)}</td>
        <td>{rules(second)}</td>
        <td />
      </tr>
    </>
  );
}

function KpiRows({ first, second }: Props) {
  const [one, two] = [first.summary.kpis.after, second.summary.kpis.after];
  return (
    <>
      {KPI_ROWS.map(({ key, name }) => {
        const [a, b] = [one[key], two[key]];
        return (
          <tr key={key} class={key === "composite" ? "main-row" : ""}>
            <th scope="row">{name}</th>
            <td>{measure(a)}</td>
            <td>{measure(b)}</td>
            <td>
              <Change value={a === null || b === null ? null : b - a} />
            </td>
          </tr>
        );
      })}
      <tr>
        <th scope="row">Accounts moved</th>
        <td>{count(first.summary.moved?.count ?? 0)}</td>
        <td>{count(second.summary.moved?.count ?? 0)}</td>
        <td>{signed((second.summary.moved?.count ?? 0) - (first.summary.moved?.count ?? 0))}</td>
      </tr>
    </>
  );
}
