import { type AccountExplanation, KPI_NAMES } from "../../tiering/index.ts";
import { Explained } from "../parts/explained.tsx";
import { moneyColumns } from "../state/book.ts";
import { amount, change, count, measure, plainNumber, share } from "../words/format.ts";
import { featureWords } from "../words/plan-words.ts";

interface Props {
  readonly account: AccountExplanation;
}

/** At which potential it would be in another tier. */
export function AccountBoundaries({ account: { boundaries } }: Props) {
  const lines = ([boundaries.up, boundaries.down] as const).filter((boundary) => boundary !== null);
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby="boundaries-title">
      <h3 id="boundaries-title">Boundaries</h3>
      {lines.map(({ tier, potentialIndex, distance, rank }) => (
        <p key={tier}>
          At a potential index of <b>{measure(potentialIndex)}</b> ({change(distance)}; rank{" "}
          {count(Math.round(rank))}) it would be in tier {tier}.
        </p>
      ))}
    </section>
  );
}

/** What a tier is worth to an account, and what that is made of. */
const GAINS = [
  ["tpa", KPI_NAMES.tpa.label],
  ["tciPi", KPI_NAMES.tciPi.label],
  ["tciRev", KPI_NAMES.tciRev.label],
  ["sfi", KPI_NAMES.sfi.label],
  ["price", "What it takes from others"],
  ["net", "All in all"],
] as const;

/** Points of the largest figure. */
const MOST_POINTS = 100;

/** What the overall score gains from it in each tier in reach: the move pays where the net is the largest. */
export function AccountGains({ account: { gains, previousTier } }: Props) {
  if (gains.length < 2) return null;
  const most = Math.max(...gains.flatMap((gain) => GAINS.map(([key]) => Math.abs(gain[key] ?? 0))));
  const points = (value: number | null) =>
    value === null || most === 0 ? "–" : change((value / most) * MOST_POINTS, 1);
  return (
    <section aria-labelledby="gains-title">
      <h3 id="gains-title">What each tier in reach is worth</h3>
      <p class="hint">
        In{" "}
        <Explained
          text={`${MOST_POINTS} points are the largest figure of this table: ${most === 0 ? 0 : plainNumber(Number(most.toPrecision(2)))} on the overall score of the whole book.`}
        >
          points
        </Explained>{" "}
        against staying in {previousTier}. A tier has so many places, and only so many accounts may move: what
        others would have made of them is taken off.
      </p>
      <table class="figures">
        <thead>
          <tr>
            <td />
            {gains.map(({ tier }) => (
              <th key={tier} scope="col">
                {tier}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {GAINS.map(([key, name]) => (
            <tr key={key} class={key === "net" ? "main-row" : ""}>
              <th scope="row">{name}</th>
              {gains.map((gain) => (
                <td key={gain.tier}>
                  {points(key === "price" && gain[key] !== null ? -gain[key] : gain[key])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The learnt rule that it falls under. */
export function AccountRule({ account: { rule } }: Props) {
  if (rule === null) return null;
  return (
    <section aria-labelledby="rule-title">
      <h3 id="rule-title">The rule for it</h3>
      <ol class="rule-steps">
        {rule.steps.map(({ feature, operator, threshold, value }) => (
          <li key={`${feature}${operator}${threshold}`}>
            {featureWords(feature)} {operator === "<=" ? "at most" : "above"} {shown(feature, threshold)}
            <span class="hint"> (it has {value === null ? "none" : shown(feature, value)})</span>
          </li>
        ))}
      </ol>
      <p>
        Gives tier {rule.tier}: {count(rule.accounts)} accounts, {share(rule.purity)} of them in {rule.tier}.
      </p>
    </section>
  );
}

function shown(feature: string, value: number): string {
  return moneyColumns.value.has(feature) ? amount(value) : plainNumber(value);
}
