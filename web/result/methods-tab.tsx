import type { ComponentChildren } from "preact";
import { KPI_ROWS } from "../../contract/kpi-words.ts";
import { METHOD_NAMES, METHODS, type Method, RULE_NAMES, type Summary } from "../../tiering/index.ts";
import type { TiersAnswer } from "../api/answers.ts";
import { useAnswers } from "../api/use-answer.ts";
import { useDeferred } from "../api/use-deferred.ts";
import { Explained } from "../parts/explained.tsx";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { changePlan } from "../state/planning.ts";
import { session } from "../state/session.ts";
import { shownPlan } from "../state/shown-plan.ts";
import { count, kpiValue } from "../words/format.ts";
import { METHOD_HELP } from "../words/plan-words.ts";
import { planToQuery } from "../words/query.ts";

const REST_MS = 350;

/** What each method would make of the same weights and constraints. */
export function MethodsTab() {
  const plan = session.plan.value;
  const current = session.result.value === null ? shownPlan.value.method : plan.method;
  const rested = useDeferred(plan, REST_MS);
  const paths = METHODS.map((method) => `v1/tiers?${planToQuery({ ...rested, method })}&limit=0`);
  const { answer, trouble, busy } = useAnswers<TiersAnswer>(paths);
  if (trouble !== null) return <TroubleNote trouble={trouble} onRetry={null} />;
  if (answer === null) return <p class="empty">Running the four methods…</p>;
  const summaries = answer.map(({ summary }) => summary);
  return (
    <section class="card" aria-labelledby="methods-title" aria-busy={busy || rested !== plan}>
      <h3 id="methods-title">Methods, with these weights and constraints</h3>
      <table class="figures methods">
        <thead>
          <tr>
            <td />
            {summaries.map(({ plan: { method } }) => (
              <th key={method} scope="col" title={METHOD_HELP[method]} class={chosen(method, current)}>
                {METHOD_NAMES[method]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {KPI_ROWS.map(({ key, label, name, means }) => (
            <Row
              key={key}
              summaries={summaries}
              current={current}
              cell={({ kpis }) => kpiValue(key, kpis.after[key])}
            >
              <Explained text={means}>{label}</Explained> <span class="hint">{name}</span>
            </Row>
          ))}
          <Row
            summaries={summaries}
            current={current}
            cell={({ moved }) => (moved === null ? "–" : count(moved.count))}
          >
            Accounts that move
          </Row>
          <Row
            summaries={summaries}
            current={current}
            cell={(summary) => <span class="verdicts">{exceeded(summary)}</span>}
          >
            Constraints exceeded
          </Row>
          <tr>
            <td />
            {summaries.map(({ plan: { method } }) => (
              <td key={method}>
                <button
                  type="button"
                  class="small"
                  disabled={method === current}
                  onClick={() => changePlan({ ...session.plan.value, method })}
                >
                  {method === current ? "In use" : "Use"}
                  <span class="visually-hidden"> {METHOD_NAMES[method]}</span>
                </button>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  readonly summaries: readonly Summary[];
  /** The method in use. */
  readonly current: Method;
  readonly children: ComponentChildren;
  cell(summary: Summary): ComponentChildren;
}

function Row({ summaries, current, children, cell }: RowProps) {
  return (
    <tr>
      <th scope="row">{children}</th>
      {summaries.map((summary) => (
        <td key={summary.plan.method} class={chosen(summary.plan.method, current)}>
          {cell(summary)}
        </td>
      ))}
    </tr>
  );
}

function chosen(method: Method, current: Method): string {
  return method === current ? "chosen" : "";
}

function exceeded({ rules }: Summary): string {
  const broken = rules.filter(({ kept }) => !kept);
  return broken.length === 0 ? "none" : broken.map(({ rule }) => RULE_NAMES[rule].toLowerCase()).join(", ");
}
