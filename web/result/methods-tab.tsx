import { KPI_ROWS } from "../../contract/kpi-words.ts";
import { RULE_NAMES } from "../../contract/rule-names.ts";
import { METHODS, type Summary } from "../../tiering/index.ts";
import type { TiersAnswer } from "../api/answers.ts";
import { useAnswers } from "../api/use-answer.ts";
import { useDeferred } from "../api/use-deferred.ts";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { changePlan } from "../state/planning.ts";
import { session } from "../state/session.ts";
import { count, measure } from "../words/format.ts";
import { METHOD_HELP, METHOD_NAMES } from "../words/plan-words.ts";
import { planToQuery } from "../words/query.ts";

const REST_MS = 350;

/** What each method would make of the same weights and rules. */
export function MethodsTab() {
  const plan = session.plan.value;
  const rested = useDeferred(plan, REST_MS);
  const paths = METHODS.map((method) => `v1/tiers?${planToQuery({ ...rested, method })}&limit=0`);
  const { answer, trouble, busy } = useAnswers<TiersAnswer>(paths);
  if (trouble !== null) return <TroubleNote trouble={trouble} onRetry={null} />;
  if (answer === null) return <p class="empty">Running the four methods…</p>;
  return (
    <section class="card" aria-labelledby="methods-title" aria-busy={busy || rested !== plan}>
      <h3 id="methods-title">Methods, with these weights and rules</h3>
      <div class="scroll-x">
        <table class="figures methods">
          <thead>
            <tr>
              <th scope="col">Method</th>
              {KPI_ROWS.map(({ key, name, means }) => (
                <th key={key} scope="col" title={means}>
                  {name}
                </th>
              ))}
              <th scope="col">Moved</th>
              <th scope="col">Rules exceeded</th>
              <th scope="col">
                <span class="visually-hidden">Choose</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {answer.map(({ summary }) => (
              <MethodRow key={summary.plan.method} summary={summary} current={plan.method} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function MethodRow({ summary, current }: { readonly summary: Summary; readonly current: string }) {
  const { method } = summary.plan;
  const broken = summary.rules.filter(({ kept }) => !kept);
  return (
    <tr class={method === current ? "main-row" : ""}>
      <th scope="row" title={METHOD_HELP[method]}>
        {METHOD_NAMES[method]}
      </th>
      {KPI_ROWS.map(({ key }) => (
        <td key={key}>{measure(summary.kpis.after[key])}</td>
      ))}
      <td>{summary.moved === null ? "–" : count(summary.moved.count)}</td>
      <td class="verdicts" title={broken.map(({ limit }) => limit).join("; ")}>
        {broken.length === 0 ? "none" : broken.map(({ rule }) => RULE_NAMES[rule].toLowerCase()).join(", ")}
      </td>
      <td>
        <button
          type="button"
          class="small"
          disabled={method === current}
          onClick={() => changePlan({ ...session.plan.value, method })}
        >
          {method === current ? "In use" : "Use"}
        </button>
      </td>
    </tr>
  );
}
