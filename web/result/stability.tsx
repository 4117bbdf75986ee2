import { SIGNALS } from "../../tiering/index.ts";
import type { TiersAnswer } from "../api/answers.ts";
import { useAnswers } from "../api/use-answer.ts";
import { useDeferred } from "../api/use-deferred.ts";
import { session } from "../state/session.ts";
import { share } from "../words/format.ts";
import { SIGNAL_NAMES } from "../words/plan-words.ts";
import { planToQuery } from "../words/query.ts";

/** Lets a drag come to rest: judging every move at other weights takes longer than the run. */
const REST_MS = 600;

/** How firmly the moves stand where the weights change a little. */
export function Stability() {
  const plan = session.result.value?.plan ?? null;
  const wanted = plan?.method === "hybrid" ? planToQuery(plan).toString() : null;
  const query = useDeferred(wanted, REST_MS);
  const { answer } = useAnswers<TiersAnswer>(query === null ? [] : [`v1/tiers?${query}&stability=1&limit=0`]);
  const stability = answer?.[0]?.summary.stability ?? null;
  // What was judged is another plan's while a drag goes on, or none's where nothing moves.
  if (stability === null || query !== wanted || answer?.[0]?.summary.moved?.count === 0) return null;
  const { surviving, bySignal } = stability;
  const weakest = [...SIGNALS].sort((a, b) => bySignal[a] - bySignal[b])[0]!;
  return (
    <p class="hint bound">
      <b>{share(surviving)}</b> of the moves stand a change of ± 10 % in any one weight; of{" "}
      {SIGNAL_NAMES[weakest].toLowerCase()} alone, which matters most, {share(bySignal[weakest])}.
    </p>
  );
}
