import { PROGRESSION_LISTS } from "../../tiering/index.ts";
import { address } from "../api/address.ts";
import { Icon } from "../parts/icon.tsx";
import { SelectorChips } from "../parts/selector-chips.tsx";
import { accountsWords, count } from "../words/format.ts";
import { ActOnList } from "./act-on-list.tsx";
import { type ListWish, look, type ProgressionAnswer, SHOWN } from "./assessment.ts";
import { LIST_WORDS } from "./list-words.ts";
import { ListedAccount } from "./listed-account.tsx";

interface Props {
  readonly answer: ProgressionAnswer;
  readonly wish: ListWish;
  /** True while what is wished is on its way: what is shown is the answer before. */
  readonly busy: boolean;
}

/** Why a list is empty. */
function nobodyWords({ list, progression }: ProgressionAnswer, narrowed: boolean): string {
  if (narrowed) return "No account of this list matches.";
  const unknown = (list === "risk" || list === "opportunity") && progression.outlook === null;
  return unknown ? "This book cannot tell; what it would take is said below." : "No account is on this list.";
}

/** One of the four lists: narrowed down, read, acted on. */
export function ListCard({ answer, wish, busy }: Props) {
  const { progression, list, total, offset, accounts } = answer;
  const narrowed = wish.where.length > 0;
  return (
    <section class="card" aria-labelledby="progression-title" aria-busy={busy}>
      <h3 id="progression-title">Who is about to change, who looks misplaced</h3>
      <fieldset class="segments wrap">
        <legend class="visually-hidden">List</legend>
        {PROGRESSION_LISTS.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="progression-list"
              checked={wish.list === each}
              onChange={() => look({ list: each })}
            />
            <span>
              {LIST_WORDS[each].name} {count(progression.lists[each])}
            </span>
          </label>
        ))}
      </fieldset>
      <p class="hint">{LIST_WORDS[wish.list].means}</p>
      <SelectorChips selectors={wish.where} label="Filter" onChange={(where) => look({ where })} />
      <p class="hint" role="status">
        {total === 0
          ? nobodyWords(answer, narrowed)
          : `${count(offset + 1)}–${count(offset + accounts.length)} of ${accountsWords(total)}`}
        {busy && " · refreshing…"}
      </p>
      {total > 0 && (
        <ActOnList
          key={`${wish.list} ${wish.where.join()}`}
          list={list}
          total={total}
          where={wish.where}
          waiting={busy}
        />
      )}
      <ul class="listed" aria-label={LIST_WORDS[list].name}>
        {accounts.map((account) => (
          <ListedAccount key={account.id} list={list} account={account} />
        ))}
      </ul>
      <div class="pager">
        <button
          type="button"
          class="small"
          disabled={offset === 0}
          onClick={() => look({ offset: offset - SHOWN })}
        >
          Before
        </button>
        <button
          type="button"
          class="small"
          disabled={offset + accounts.length >= total}
          onClick={() => look({ offset: offset + SHOWN })}
        >
          Next
        </button>
        <a
          class="button small"
          href={address(`v1/progression.csv?list=${list}`)}
          download={`progression-${list}.csv`}
        >
          <Icon name="download" /> Whole list, CSV
        </a>
      </div>
    </section>
  );
}
