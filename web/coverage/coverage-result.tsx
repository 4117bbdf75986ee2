import { Icon } from "../parts/icon.tsx";
import { amount, count, share } from "../words/format.ts";
import type { CoverageAnswer } from "./answers.ts";
import type { CoverageWeights } from "./ask.ts";
import { download } from "./download.ts";
import { wish } from "./wish.ts";

const GOALS: readonly (readonly [keyof CoverageWeights, string])[] = [
  ["whitespace", "Cover potential not yet sold"],
  ["continuity", "Keep today’s owners"],
  ["fairness", "Equal opportunity within a role"],
  ["balance", "Equal load within a role"],
  ["travel", "Few areas a seller"],
];

/** What the coverage brings, how good that is, and what it is to be good at. */
export function CoverageResult({ answer }: { readonly answer: CoverageAnswer }) {
  const summary = answer.override?.summary ?? answer.summary;
  const { accounts, covered, coveredWhitespace, whitespace } = summary;
  const { kept, owned, departed, departedOwners, moved, gained, lost } = summary;
  const { weights, prove } = wish.value;
  return (
    <section class="card" aria-labelledby="coverage-title">
      <div class="card-head">
        <h3 id="coverage-title">Who looks after whom</h3>
        <div class="card-actions">
          <button
            type="button"
            class="small"
            onClick={() => void download("v1/coverage.csv", "coverage.csv")}
          >
            <Icon name="download" /> All, CSV
          </button>
          <button
            type="button"
            class="small"
            onClick={() => void download("v1/coverage.xlsx", "coverage.xlsx")}
          >
            <Icon name="download" /> Workbook
          </button>
        </div>
      </div>
      <p class="headline">
        {count(covered)} of {count(accounts)} accounts have a seller, with{" "}
        {share(whitespace > 0 ? coveredWhitespace / whitespace : 0, 2)} of the whitespace (
        {amount(coveredWhitespace)}). Of the {count(owned)} that have an owner today {count(kept)} keep
        theirs, {count(moved)} get another and {count(lost)} have none any more; {count(gained)} others get
        their first.
      </p>
      {departed > 0 && (
        <p class="hint">
          {count(departed)} of those with an owner have one who is not among the sellers, such as{" "}
          {departedOwners
            .slice(0, 3)
            .map(({ owner, accounts: number }) => `${owner} (${count(number)})`)
            .join(", ")}
          : these cannot keep theirs.
        </p>
      )}
      <p class="hint">{gapWords(summary)}</p>
      {prove === null && !summary.proven && summary.gap > 0 && (
        <button
          type="button"
          class="small"
          onClick={() => {
            wish.value = { ...wish.value, prove: 0.0001 };
          }}
        >
          Get closer, up to a minute
        </button>
      )}
      <details class="points">
        <summary>What it is to be good at</summary>
        <div class="goal-sliders">
          {GOALS.map(([goal, name]) => (
            <label key={goal}>
              <span>
                {name} <b>{weights[goal]}</b>
              </span>
              <input
                type="range"
                min={0}
                max={1}
                step={0.1}
                value={weights[goal]}
                onChange={(event) => {
                  const value = event.currentTarget.valueAsNumber;
                  wish.value = { ...wish.value, weights: { ...weights, [goal]: value } };
                }}
              />
            </label>
          ))}
        </div>
      </details>
    </section>
  );
}

/** How far from the best possible, no better than is known: rounded up. */
function gapWords({ gap, proven, stopped }: CoverageAnswer["summary"]): string {
  const percent = Math.ceil(gap * 1e5) / 1e3;
  const within = `Within ${percent} % of the best possible under these rules`;
  if (stopped !== null) return `${stopped} It is what is shown.`;
  if (percent === 0) return "Nothing better is possible under these rules, which is proven.";
  return proven ? `${within}, which is proven.` : `${within}; whether anything better exists is not proven.`;
}
