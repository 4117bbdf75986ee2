import { type AccountExplanation, type Position, SIGNAL_NAMES, type Signal } from "../../tiering/index.ts";
import { Explained } from "../parts/explained.tsx";
import { amount, change, count, measure, share } from "../words/format.ts";

/** What the account's potential index is made of, and where it stands in the book with each part. */
export function AccountSignals({ account }: { readonly account: AccountExplanation }) {
  const { signals, potentialIndex, inputs } = account;
  return (
    <section aria-labelledby="signals-title">
      <h3 id="signals-title">Potential</h3>
      <p>
        <Explained text="The weighted sum of the four signals, each measured from the book’s mean (PI_acct in a CSV); 0 is the average account.">
          Potential index
        </Explained>{" "}
        <b>{measure(potentialIndex.value)}</b>, rank {count(potentialIndex.rank)} of{" "}
        {count(potentialIndex.of)}
        {potentialIndex.tierPercentile !== null &&
          `; above ${share(potentialIndex.tierPercentile, 0)} of its tier`}
        .
      </p>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">Signal</th>
            <th scope="col">Value</th>
            <th scope="col">Above, of the book</th>
            <th scope="col">Adds</th>
          </tr>
        </thead>
        <tbody>
          {signals.map((signal) => (
            <tr key={signal.signal}>
              <th scope="row">{SIGNAL_NAMES[signal.signal]}</th>
              <td>{shownValue(signal.signal, signal.value)}</td>
              <PositionCell position={signal} />
              <td>{change(signal.contribution)}</td>
            </tr>
          ))}
          {(
            [
              ["Current revenue", inputs.revenue],
              ["Base revenue", inputs.baseRevenue],
              ["Potential revenue", inputs.potential],
            ] as const
          ).map(([name, position]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{position.value === null ? "–" : amount(position.value)}</td>
              <PositionCell position={position} />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      {signals.some(atOdds) && (
        <p class="hint">
          {signals
            .filter(atOdds)
            .map(({ signal }) => SIGNAL_NAMES[signal])
            .join(", ")}
          : what a signal adds is measured from the book’s mean, its place from the median. A few very large
          accounts pull the mean up, so that an account above most others can still lie below it.
        </p>
      )}
    </section>
  );
}

/** Above most of the book, and yet it takes away; or the other way round. */
function atOdds({ bookPercentile, contribution }: AccountExplanation["signals"][number]): boolean {
  if (bookPercentile === null) return false;
  return (bookPercentile > 0.5 && contribution < 0) || (bookPercentile < 0.5 && contribution > 0);
}

function PositionCell({ position }: { readonly position: Position }) {
  const { bookPercentile } = position;
  return (
    <td>
      {bookPercentile === null ? (
        "–"
      ) : (
        <span class="meter" style={{ "--part": `${bookPercentile * 100}%` }}>
          {share(bookPercentile, 0)}
        </span>
      )}
    </td>
  );
}

function shownValue(signal: Signal, value: number | null): string {
  if (value === null) return "–";
  if (signal === "runway") return amount(value);
  if (signal === "growth") return `${measure(value, 1)} %`;
  return `${Number((value * 100).toPrecision(3))} %`;
}
