import { type Summary, tierWords } from "../../tiering/index.ts";
import type { ValuesAnswer } from "../api/answers.ts";
import { useAnswers } from "../api/use-answer.ts";
import { columnOf, groupColumns } from "../state/book.ts";
import { say } from "../state/converse.ts";
import { session } from "../state/session.ts";
import { idleSignals } from "../words/percents.ts";

/** Values that are looked through for one that many accounts have. */
const LOOKED = 200;

/** The conversation before it has begun: what one can begin with, in the book's own names. */
export function Starters() {
  const baseline = session.baseline.value;
  const column =
    columnOf("geo") ??
    columnOf("category") ??
    groupColumns.value.find(({ role }) => role === undefined)?.name ??
    null;
  const paths = column === null ? [] : [`v1/columns/${encodeURIComponent(column)}/values?limit=${LOOKED}`];
  const values = useAnswers<ValuesAnswer>(paths).answer?.[0]?.values ?? [];
  const largest = values.reduce<ValuesAnswer["values"][number] | null>(
    (most, each) => (each.value !== "" && each.accounts > (most?.accounts ?? 0) ? each : most),
    null,
  );
  const starters = baseline === null ? [] : startersOf(baseline, largest?.value ?? null);
  return (
    <div class="starters">
      <h2>What matters in this year’s tiers?</h2>
      <p>
        Say it in your own words. Your words become four weights and a few rules; the whole book is re-tiered
        at once, and you see what it brings and whom it moves.
      </p>
      <ul>
        {starters.map((text) => (
          <li key={text}>
            <button type="button" onClick={() => void say(text)}>
              {text}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What this book can be asked, each to show another thing that words can do. */
function startersOf({ tiers, kpis, migration }: Summary, value: string | null): string[] {
  const has = (signal: "growth" | "geo") => !idleSignals.value.has(signal);
  const first = has("growth")
    ? `Growth matters most${has("geo") ? ", then market share by region" : ""}`
    : "Runway matters most";
  const asked = ["Compare the methods", "Which natural groups are there?", "What can you do?"];
  // A first tiering moves nobody yet.
  if (migration === null) return [first, ...asked];
  const top = tierWords(tiers[0]!);
  const where =
    value === null
      ? []
      : [`Only accounts in ${value} may move${has("growth") ? ", half on runway, half on growth" : ""}`];
  const { sfi } = kpis.after;
  const goal =
    sfi === null || sfi <= 0 || sfi > 0.95
      ? []
      : [`Bring revenue in focus to ${Math.ceil(sfi * 100 + 1)} % with the fewest moves`];
  const favoured = has("growth") ? "fast-growing accounts" : "high potential";
  return [
    `${first}; move at most 2 % of accounts`,
    ...where,
    `Keep ${top} as it is and favour ${favoured}`,
    ...goal,
    ...asked,
  ];
}
