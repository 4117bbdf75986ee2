import { say } from "../state/converse.ts";

/** What one can begin with; each shows another thing that words can do. */
const STARTERS = [
  "Growth matters most, then market share by region; move at most 2 % of accounts",
  "Only accounts in Western Europe may move, half on runway, half on growth",
  "Keep Tier A as it is and favour fast-growing accounts",
  "Bring SFI to 82 % with the fewest moves",
  "Compare the methods",
  "Which natural groups are there?",
  "What can you do?",
] as const;

/** The conversation before it has begun. */
export function Starters() {
  return (
    <div class="starters">
      <h2>What matters in this year’s tiers?</h2>
      <p>
        Say it in your own words. Your words become four weights and a few rules; the whole book is re-tiered
        at once, and you see what it brings and whom it moves.
      </p>
      <ul>
        {STARTERS.map((text) => (
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
