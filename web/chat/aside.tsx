import type { AskAnswer, GoalAnswer } from "../api/answers.ts";
import { useAnswers } from "../api/use-answer.ts";
import { GoalOutcome } from "../parts/goal-outcome.tsx";
import { TroubleNote } from "../parts/trouble-note.tsx";
import type { Tab } from "../state/model.ts";
import { update } from "../state/session.ts";

/** Where the whole of it stands on the page, and what its button says. */
const PLACES: Readonly<Partial<Record<AskAnswer["kind"], readonly [Tab, string]>>> = {
  rules: ["rules", "See the rules"],
  boundary: ["rules", "See the rules"],
  compare: ["methods", "See the methods"],
  segment: ["groups", "See the groups"],
};

/** What was asked beside a run: the answer in words, and the way to all of it. */
export function Aside({ answer }: { readonly answer: AskAnswer }) {
  const account = "id" in answer.data ? answer.data.id : undefined;
  const place = PLACES[answer.kind];
  const told = ["rules", "compare", "goal"].includes(answer.kind) ? null : answer.text;
  return (
    <>
      {told !== null && <p class="reply">{told}</p>}
      {account !== undefined && (
        <button type="button" class="small" onClick={() => update({ account })}>
          Open the account
        </button>
      )}
      {answer.kind === "goal" && <GoalAside link={answer.link} />}
      {place && (
        <button type="button" class="small" onClick={() => update({ tab: place[0], side: "result" })}>
          {place[1]}
        </button>
      )}
    </>
  );
}

/** A goal's own figures, and the way to have it as a plan. */
function GoalAside({ link }: { readonly link: string }) {
  const { answer, trouble } = useAnswers<GoalAnswer>([link.replace(/^\//, "")]);
  const found = answer?.[0] ?? null;
  if (trouble !== null) return <TroubleNote trouble={trouble} onRetry={null} />;
  return found === null ? null : <GoalOutcome query={link.slice(link.indexOf("?") + 1)} answer={found} />;
}
