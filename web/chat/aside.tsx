import type { AskAnswer, GoalAnswer } from "../api/answers.ts";
import { useAnswers } from "../api/use-answer.ts";
import { GoalOutcome } from "../parts/goal-outcome.tsx";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { say } from "../state/converse.ts";
import type { Tab } from "../state/model.ts";
import { update } from "../state/session.ts";
import { AsideAccount } from "./aside-account.tsx";
import { AsideMethods } from "./aside-methods.tsx";
import { AsideMovers, LargestMovers } from "./aside-movers.tsx";
import { AsideTable } from "./aside-table.tsx";

/** Where the whole of it stands on the page, and what its button says. */
const PLACES: Readonly<Partial<Record<AskAnswer["kind"], readonly [Tab, string]>>> = {
  rules: ["rules", "See the rules"],
  boundary: ["rules", "See the rules"],
  compare: ["methods", "See the methods"],
  segment: ["groups", "See the groups"],
  frontier: ["frontier", "See the frontier"],
  stability: ["overview", "See the result"],
  movers: ["accounts", "See the accounts"],
  accounts: ["accounts", "See the accounts"],
  changes: ["scenarios", "Compare the scenarios"],
  progression: ["progression", "See who may change tier"],
  carried: ["coverage", "See the coverage"],
  unassigned: ["coverage", "See the coverage"],
  sellers: ["coverage", "See the coverage"],
  openings: ["coverage", "See the coverage"],
  handovers: ["coverage", "See the coverage"],
  scenario: ["coverage", "See the coverage"],
};

/** Answers that a table says better than words. */
const TABLED: readonly AskAnswer["kind"][] = ["rules", "compare", "goal", "movers", "account"];

interface Props {
  readonly answer: AskAnswer;
  /** True where nothing was said since. */
  readonly last: boolean;
}

/** What was asked beside a run: the answer in words or as a table, and the way to all of it. */
export function Aside({ answer, last }: Props) {
  const { kind, text, data } = answer;
  const link = (answer.link ?? "").replace(/^\//, "");
  // One seller has an ID as well.
  const account = kind !== "sellers" && data !== null && "id" in data ? data.id : undefined;
  const place = PLACES[kind];
  return (
    <>
      {!TABLED.includes(kind) && <p class="reply">{text}</p>}
      {kind === "account" && <AsideAccount link={link} />}
      {answer.table && <AsideTable table={answer.table} label={text.slice(0, 80)} />}
      {kind === "goal" && <AsideGoal link={link} />}
      {kind === "movers" && <AsideMovers link={link} />}
      {kind === "changes" && <LargestMovers link={link} moved="Before, now" />}
      {kind === "whatIf" && <LargestMovers link={link} moved="Now, then" />}
      {kind === "whatIf" && last && (
        <button type="button" class="small" onClick={() => void say("do it")}>
          Do it
        </button>
      )}
      {kind === "compare" && <AsideMethods link={link} />}
      {account !== undefined && (
        <button type="button" class="small" onClick={() => update({ account, side: "result" })}>
          Open the account
        </button>
      )}
      {place && (
        <button type="button" class="small" onClick={() => update({ tab: place[0], side: "result" })}>
          {place[1]}
        </button>
      )}
    </>
  );
}

/** A goal's own figures, and the way to have it as a plan. */
function AsideGoal({ link }: { readonly link: string }) {
  const { answer, trouble } = useAnswers<GoalAnswer>([link]);
  const found = answer?.[0] ?? null;
  if (trouble !== null) return <TroubleNote trouble={trouble} onRetry={null} />;
  return found === null ? null : <GoalOutcome query={link.slice(link.indexOf("?") + 1)} answer={found} />;
}
