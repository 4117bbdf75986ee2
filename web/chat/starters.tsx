import { say } from "../state/converse.ts";

/** What one can begin with; each shows another thing that words can do. */
const STARTERS = [
  "Prioritize runway growth",
  "Half on growth, the rest split evenly",
  "Mostly geo share, and move at most 2 % of accounts",
  "Keep Tier A as it is and favour fast-growing accounts",
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
