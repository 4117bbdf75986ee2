import type { AskAnswer, PhraseReading } from "../api/answers.ts";
import { Icon } from "../parts/icon.tsx";
import { sayInstead } from "../state/converse.ts";
import { draft } from "../state/draft.ts";
import { without } from "./parts-of-text.ts";

interface Props {
  /** Id of the message, and its text. */
  readonly said: string;
  readonly text: string;
  readonly readings: readonly PhraseReading[];
  readonly unread: readonly string[];
}

/** Parts of a plan as people call them, where a reading names them as the API does. */
const BECAME: Readonly<Record<string, string>> = {
  weights: "what counts",
  method: "the method",
  maxMovedShare: "how many may move",
  maxTierStep: "how far one may move",
  tierSizes: "sizes of the tiers",
  strategicTiers: "strategic tiers",
  hold: "who keeps their tier",
  scope: "who may move",
  mayRise: "who may rise",
  mayFall: "who may fall",
  monotone: "order of the tiers",
  coefficients: "what the score counts",
  scale: "the scale",
};

/** Questions as people call them. */
const ASKED: Readonly<Record<AskAnswer["kind"], string>> = {
  undo: "undo",
  account: "one account",
  pair: "two accounts side by side",
  size: "the size of a tier",
  boundary: "what parts two tiers",
  rules: "the rules of the tiers",
  compare: "the methods side by side",
  segment: "natural groups",
  goal: "a goal",
  frontier: "what more moves bring",
  stability: "how sure it is",
  story: "the result in words",
  movers: "who moved",
  changes: "what is different from before",
  accounts: "the accounts",
  whatIf: "what if",
  progression: "who may change tier",
  carried: "how many can be carried",
  owner: "who looks after it",
  unassigned: "who has no seller",
  sellers: "the sellers",
  openings: "where sellers are missing",
  handovers: "who changes seller",
  scenario: "another sales force",
};

const QUESTION = "the question: ";

/** What a phrase became, as people call it. */
function becameWords(became: string): string {
  if (!became.startsWith(QUESTION)) return BECAME[became] ?? became;
  const kind = became.slice(QUESTION.length);
  return `asked: ${ASKED[kind as AskAnswer["kind"]] ?? kind}`;
}

/** What the phrases became; a click takes one back, or gives one that was lost another try. */
export function Readings({ said, text, readings, unread }: Props) {
  const shown = readings.filter(({ phrase }) => phrase !== "");
  if (shown.length === 0 && unread.length === 0) return null;
  return (
    <ul class="readings" aria-label="How it was understood">
      {shown.map(({ phrase, became, kind, start, end }) => (
        <li key={`${start} ${became}`} class={`chip ${kind}`}>
          <span>
            “{phrase}” → {becameWords(became)}
            {kind === "guessed" && <span class="hint"> (a guess)</span>}
          </span>
          <button
            type="button"
            class="quiet icon-only"
            title="Not meant: ask again without it"
            onClick={() => sayInstead(said, without(text, start, end))}
          >
            <Icon name="close" />
            <span class="visually-hidden">Not meant: ask again without “{phrase}”</span>
          </button>
        </li>
      ))}
      {unread.map((phrase) => (
        <li key={phrase} class="chip unread">
          <span>Nothing came of “{phrase}”</span>
          <button
            type="button"
            class="quiet small"
            onClick={() => {
              draft.value = phrase;
              document.getElementById("message")?.focus();
            }}
          >
            Say it differently
          </button>
        </li>
      ))}
    </ul>
  );
}
