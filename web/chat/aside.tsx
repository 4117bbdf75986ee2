import type { AskAnswer } from "../api/answers.ts";
import { Icon } from "../parts/icon.tsx";
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
  const told = answer.kind === "rules" || answer.kind === "compare" ? null : answer.text;
  return (
    <>
      {told !== null && <p class="reply">{told}</p>}
      {account !== undefined && (
        <button type="button" class="small" onClick={() => update({ account })}>
          Open the account
        </button>
      )}
      {answer.kind === "goal" && (
        <a
          class="button small"
          href={answer.link.replace(/^\/v1\/goals/, "v1/goals.csv")}
          download="tiers.csv"
        >
          <Icon name="download" /> CSV of these tiers
        </a>
      )}
      {place && (
        <button type="button" class="small" onClick={() => update({ tab: place[0], side: "result" })}>
          {place[1]}
        </button>
      )}
    </>
  );
}
