import { SIGNALS } from "../../tiering/index.ts";
import { useDeferred } from "../api/use-deferred.ts";
import { movers } from "../state/followed.ts";
import { findScenario } from "../state/scenarios.ts";
import { session } from "../state/session.ts";
import { accountsWords, amount, count } from "../words/format.ts";
import { countingWeights, shownPercents } from "../words/percents.ts";
import {
  METHOD_HELP,
  METHOD_NAMES,
  policyPhrases,
  reasonWords,
  SIGNAL_HELP,
  SIGNAL_NAMES,
} from "../words/plan-words.ts";
import { planToQuery } from "../words/query.ts";
import { ReportFigures } from "./report-figures.tsx";
import { ReportMoves } from "./report-moves.tsx";

/** Lets a drag come to rest. */
const REST_MS = 400;

/** The result as a report on paper: plan, result, who moved, constraints, method. Seen in print alone. */
export function Report() {
  // A drag is followed by what is seen, not by what would be printed.
  const result = useDeferred(session.result.value, REST_MS);
  if (result === null) return null;
  const { plan, summary } = result;
  // What is known of a newer result says nothing of this one.
  const isCurrent = result === session.result.value;
  const known = isCurrent ? movers.value : null;
  const scenario = findScenario(planToQuery(plan).toString());
  const shown = shownPercents(plan.weights);
  const { moved } = summary;
  return (
    <article class="print-only report" aria-hidden="true">
      <header>
        <h1>{scenario?.name ?? "Customer tiers"}</h1>
        <p>
          {new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })} ·{" "}
          {accountsWords(summary.accounts)}
          {session.identity.value && ` · book ${session.identity.value.book.id.slice(0, 8)}`}
        </p>
        {scenario?.note && <p class="report-note">{scenario.note}</p>}
      </header>
      {moved !== null && (
        <p class="report-lead">
          {count(moved.count)} of {accountsWords(summary.accounts)} change tier: {count(moved.up)} go up
          {known && ` (revenue ${amount(known.up.revenue)})`}, {count(moved.down)} go down
          {known && ` (revenue ${amount(known.down.revenue)})`}.
        </p>
      )}
      <section>
        <h2>Plan</h2>
        {scenario?.wish && <p>Asked for: “{scenario.wish}”</p>}
        <table class="figures">
          <tbody>
            <tr>
              <th scope="row">Method</th>
              <td>
                {METHOD_NAMES[plan.method]}: {METHOD_HELP[plan.method].toLowerCase()}
              </td>
            </tr>
            {SIGNALS.filter((signal) => countingWeights(plan.weights)[signal] > 0).map((signal) => (
              <tr key={signal}>
                <th scope="row">
                  {SIGNAL_NAMES[signal]} {shown[signal]} %
                </th>
                <td>{SIGNAL_HELP[signal]}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">Constraints</th>
              <td>{policyPhrases(plan.policy, summary.accounts).join("; ") || "the method’s own"}</td>
            </tr>
            {plan.policy.reason?.map((entry) => (
              <tr key={entry}>
                <th scope="row">Decided by hand</th>
                <td>{reasonWords(entry)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <ReportFigures summary={summary} current={isCurrent} />
      {known !== null && <ReportMoves summary={summary} movers={known} />}
    </article>
  );
}
