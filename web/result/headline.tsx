import type { Movers, Summary } from "../../tiering/index.ts";
import { accountsWords, amount, count, share } from "../words/format.ts";

interface Props {
  readonly summary: Summary;
  /** True before anything was asked: the book as it stands. */
  readonly fresh: boolean;
  /** Null until they are counted. */
  readonly movers: Movers | null;
}

/** The result in one sentence. */
export function Headline({ summary, fresh, movers }: Props) {
  const { moved, accounts, tiers } = summary;
  if (fresh) {
    return (
      <p class="headline">
        The book as it stands: {accountsWords(accounts)} in {tiers.length} tiers. Say what matters, or move a
        slider, and see what changes.
      </p>
    );
  }
  if (moved === null) {
    return (
      <p class="headline">
        A first tiering: {accountsWords(accounts)} in {tiers.length} tiers, without a before to compare with.
      </p>
    );
  }
  if (moved.count === 0) return <p class="headline">No account moves: the tiers stay as they are.</p>;
  return (
    <p class="headline">
      <b>{count(moved.count)}</b> of {accountsWords(accounts)} change tier ({share(moved.share)}):{" "}
      <b>{count(moved.up)}</b> go up{movers && amountWords(movers.up)}, <b>{count(moved.down)}</b> go down
      {movers && amountWords(movers.down)}.
    </p>
  );
}

/** What the accounts are worth, as the report says it. */
function amountWords({ potential, revenue }: Movers["up"]): string {
  return ` (revenue ${amount(revenue)}${potential === null ? "" : `, potential ${amount(potential)}`})`;
}
