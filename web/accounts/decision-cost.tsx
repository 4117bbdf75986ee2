import type { TiersAnswer } from "../api/answers.ts";
import { useAnswers } from "../api/use-answer.ts";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { type Decided, decided, takeBack } from "../state/deciding.ts";
import { session } from "../state/session.ts";
import { accountsWords, change, measure, signed } from "../words/format.ts";
import { planToQuery } from "../words/query.ts";

/** What the latest decision costs, while the plan is as it left it; one click takes it back. */
export function DecisionCost() {
  const latest = decided.value;
  if (latest === null || session.plan.value !== latest.after) return null;
  return <Cost key={planToQuery(latest.after).toString()} latest={latest} />;
}

function Cost({ latest }: { readonly latest: Decided }) {
  const { answer, trouble } = useAnswers<TiersAnswer>(
    [latest.before, latest.after].map((plan) => `v1/tiers?${planToQuery(plan)}&limit=0`),
  );
  return (
    <div class="decision-cost">
      {trouble !== null && <TroubleNote trouble={trouble} onRetry={null} />}
      <p role="status">
        {trouble === null &&
          (answer === null ? `${words(latest)}…` : `${words(latest)}: ${costWords(answer)}.`)}{" "}
        <button type="button" class="small" onClick={() => takeBack(latest)}>
          Take it back
        </button>
      </p>
    </div>
  );
}

function words({ accounts, decision }: Decided): string {
  const who = accountsWords(accounts);
  if (decision === null) return `${who} may move again`;
  const holds = accounts === 1 ? "holds its tier" : "hold their tiers";
  return decision.kind === "hold" ? `${who} ${holds}` : `${who} put into ${decision.tier}`;
}

function costWords([before, after]: readonly TiersAnswer[]): string {
  const [was, is] = [before!.summary.kpis.after.composite, after!.summary.kpis.after.composite];
  const moves = (after!.summary.moved?.count ?? 0) - (before!.summary.moved?.count ?? 0);
  const moving = moves === 0 ? "as many accounts move" : `${signed(moves)} accounts move`;
  return `overall score ${measure(was, 4)} → ${measure(is, 4)} (${change(is - was, 4)}), ${moving}`;
}
