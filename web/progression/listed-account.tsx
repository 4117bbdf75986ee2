import { type ListedProgression, type ProgressionList, tierWords } from "../../tiering/index.ts";
import { update } from "../state/session.ts";
import { amount } from "../words/format.ts";
import { reasonsAbout, reasonsOf, verdictOf } from "./list-words.ts";

interface Props {
  readonly list: ProgressionList;
  readonly account: ListedProgression;
}

/** An account of a list: its tier, the money at stake, how likely, and why. */
export function ListedAccount({ list, account }: Props) {
  const { id, name, tier, plannedTier, revenue, runway } = account;
  const reasons = reasonsOf(list, account);
  return (
    <li>
      <div class="listed-head">
        <button type="button" class="link" title={id} onClick={() => update({ account: id })}>
          {name ?? id}
        </button>
        <span>
          {tierWords(tier)}
          {plannedTier !== tier && <>, {plannedTier} under this plan</>}
        </span>
        <b>{verdictOf(list, account)}</b>
        <span class="listed-money">
          {amount(revenue)} revenue{runway !== null && <>, {amount(runway)} runway</>}
        </span>
      </div>
      {reasons.length > 0 && (
        <p class="hint">
          {reasonsAbout(list, account)}: {reasons.join("; ")}.
        </p>
      )}
    </li>
  );
}
