import type { OwnerChange } from "../../tiering/index.ts";
import { Icon } from "../parts/icon.tsx";
import { accountsWords, amount, count } from "../words/format.ts";
import type { CoverageAnswer } from "./answers.ts";
import { type Decision, rejection } from "./ask.ts";
import { covering, decide, force, queue, SHOWN } from "./covering.ts";
import { download } from "./download.ts";
import { wish } from "./wish.ts";

const KINDS: readonly (readonly [OwnerChange["kind"], string])[] = [
  ["moved", "Another owner"],
  ["gained", "First owner"],
  ["lost", "No owner any more"],
];

interface Props {
  readonly answer: CoverageAnswer;
  /** What is shown is not yet what is wished: nothing is decided on it. */
  readonly busy: boolean;
}

/** The changes of owner, the most whitespace first, each to accept, reject or give to another. */
export function ReviewQueue({ answer, busy }: Props) {
  const { total, offset, accounts } = answer.changes;
  const { kind } = queue.value;
  const decisions = Object.values(wish.value.decisions);
  const { last } = covering.value;
  const price = answer.override?.price ?? 0;
  return (
    <section class="card" aria-labelledby="review-title">
      <div class="card-head">
        <h3 id="review-title">Changes to review</h3>
        <div class="card-actions">
          <button
            type="button"
            class="small"
            onClick={() => void download("v1/coverage/moves.csv", "moves.csv")}
          >
            <Icon name="download" /> Download moves
          </button>
        </div>
      </div>
      <fieldset class="segments wrap">
        <legend class="visually-hidden">Kind of change</legend>
        {KINDS.map(([each, name]) => (
          <label key={each}>
            <input
              type="radio"
              name="change-kind"
              checked={kind === each}
              onChange={() => {
                queue.value = { kind: each, offset: 0 };
              }}
            />
            <span>{name}</span>
          </label>
        ))}
      </fieldset>
      <p class="hint">
        {total === 0
          ? "No change of this kind."
          : `${count(offset + 1)}–${count(offset + accounts.length)} of ${accountsWords(total)}, the most whitespace first`}
      </p>
      {decisions.length > 0 && (
        <div class="account-actions" role="status">
          <span>
            {last !== null && (
              <b>
                {priceWords(last.price)} for {last.account}.{" "}
              </b>
            )}
            {count(decisions.length)} decided, {priceWords(price).toLowerCase()} in all
            {answer.override && ` (${accountsWords(answer.override.differences)} with another seller)`}. The
            moves that you download have them.
          </span>
          <button
            type="button"
            class="small"
            onClick={() => {
              wish.value = { ...wish.value, decisions: {} };
              queue.value = { ...queue.value };
              covering.value = { ...covering.value, last: null, answer: { ...answer, override: undefined } };
            }}
          >
            Take all back
          </button>
        </div>
      )}
      <ul class="review" aria-label="Changes">
        {accounts.map((change) => (
          <Change key={change.account} change={change} busy={busy} />
        ))}
      </ul>
      <div class="pager">
        <button
          type="button"
          class="small"
          disabled={offset === 0}
          onClick={() => {
            queue.value = { kind, offset: offset - SHOWN };
          }}
        >
          Before
        </button>
        <button
          type="button"
          class="small"
          disabled={offset + accounts.length >= total}
          onClick={() => {
            queue.value = { kind, offset: offset + SHOWN };
          }}
        >
          Next
        </button>
      </div>
    </section>
  );
}

function Change({ change, busy }: { readonly change: OwnerChange; readonly busy: boolean }) {
  const { account, name, geo, tier, from, to, fromName, toName, whitespace, gain, reason } = change;
  const decision = wish.value.decisions[account];
  const sellers = force.value?.sellers ?? [];
  const set = (next: Parameters<typeof decide>[1]) => void decide(account, next);
  return (
    <li>
      <p>
        <b>{named(account, name)}</b>, Tier {tier}, {geo}: {named(from ?? "nobody", fromName)} →{" "}
        <b>{named(to ?? "nobody", toName)}</b>; {amount(whitespace)} whitespace,{" "}
        {gain < 0 ? `costs ${amount(-gain)}` : `brings ${amount(gain)}`} at the margin
      </p>
      <p class="hint">{reason}</p>
      <div class="decide">
        {decision === undefined ? (
          <>
            {to !== null && (
              <button
                type="button"
                class="small"
                disabled={busy}
                onClick={() => set({ change, verdict: "accepted", seller: to })}
              >
                Accept<span class="visually-hidden"> {account}</span>
              </button>
            )}
            <button
              type="button"
              class="small"
              disabled={busy}
              onClick={() => set(rejection(change, new Set(sellers.map(({ id }) => id))))}
            >
              Reject<span class="visually-hidden"> {account}</span>
            </button>
            <select
              aria-label={`Another seller for ${account}`}
              disabled={busy}
              value=""
              onChange={(event) => set({ change, verdict: "other", seller: event.currentTarget.value })}
            >
              <option value="">Another seller…</option>
              {sellers
                .filter(({ id, geos }) => id !== to && (geos.length === 0 || geos.includes(geo)))
                .map(({ id, name, role }) => (
                  <option key={id} value={id}>
                    {name ?? id}, {role}
                  </option>
                ))}
            </select>
          </>
        ) : (
          <>
            <span>
              <Icon name="lock" /> {decisionWords(decision, sellers)}
            </span>
            <button type="button" class="small" disabled={busy} onClick={() => set(null)}>
              Take back<span class="visually-hidden"> {account}</span>
            </button>
          </>
        )}
      </div>
    </li>
  );
}

/** An ID, and the name before it where there is one. */
export function named(id: string, name: string | null): string {
  return name === null || name === id ? id : `${name} (${id})`;
}

/** What a decision means for the account. */
function decisionWords(
  { verdict, seller, change }: Decision,
  sellers: readonly { readonly id: string; readonly name?: string | null }[],
): string {
  const who = (id: string) => named(id, sellers.find((one) => one.id === id)?.name ?? null);
  if (seller === null) return `rejected: not ${change.to === null ? "that" : who(change.to)}`;
  if (verdict === "rejected") return `rejected: stays with ${who(seller)}`;
  return `${verdict === "accepted" ? "accepted" : "decided otherwise"}: goes to ${who(seller)}`;
}

/** What a decision costs, in the book's currency; rounding can make it a gain. */
function priceWords(price: number): string {
  if (price > 0) return `Costs ${amount(price)}`;
  return price < 0 ? `Costs nothing (${amount(-price)} better by rounding)` : "Costs nothing";
}
