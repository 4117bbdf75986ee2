import { useEffect, useRef } from "preact/hooks";
import type { Plan } from "../../tiering/index.ts";
import type { AccountAnswer } from "../api/answers.ts";
import { useAnswers } from "../api/use-answer.ts";
import { Icon } from "../parts/icon.tsx";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { session, update } from "../state/session.ts";
import { shownPlan } from "../state/shown-plan.ts";
import { planToQuery } from "../words/query.ts";
import { AccountDecision } from "./account-decision.tsx";
import { AccountHistory } from "./account-history.tsx";
import { AccountBoundaries, AccountGains, AccountRule } from "./account-reasons.tsx";
import { AccountSignals } from "./account-signals.tsx";
import { Counterfactuals } from "./counterfactuals.tsx";

/** Why one account is where it is, beside the page. */
export function AccountPanel() {
  const id = session.account.value;
  const plan = shownPlan.value;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (id !== null && dialog.current?.open === false) dialog.current.showModal();
    if (id === null) dialog.current?.close();
  }, [id]);
  return (
    <dialog
      class="drawer"
      ref={dialog}
      aria-labelledby="account-title"
      onClose={() => update({ account: null })}
      // A click beside it closes it, as Escape does.
      closedby="any"
    >
      {id !== null && <AccountBody key={id} id={id} plan={plan} />}
    </dialog>
  );
}

function AccountBody({ id, plan }: { readonly id: string; readonly plan: Plan }) {
  const query = planToQuery(plan);
  const path = `v1/accounts/${encodeURIComponent(id)}?${query}`;
  const { answer, trouble, busy } = useAnswers<AccountAnswer>([path]);
  const account = answer?.[0]?.account ?? null;
  return (
    <div class="drawer-body" aria-busy={busy}>
      <div class="drawer-head">
        <h2 id="account-title">
          {account?.name ?? "Account"} {id}
        </h2>
        <button type="button" class="quiet icon-only" onClick={() => update({ account: null })}>
          <Icon name="close" />
          <span class="visually-hidden">Close</span>
        </button>
      </div>
      {trouble !== null && <TroubleNote trouble={trouble} onRetry={null} />}
      {trouble === null && account === null && <p class="hint">Asking why…</p>}
      {trouble === null && account !== null && (
        <>
          <p class="move">
            <span class="tier-badge">{account.previousTier}</span>
            <span aria-hidden="true">→</span>
            <span class="visually-hidden">to</span>
            <span class={`tier-badge ${account.change}`}>{account.tier}</span>
            <span>{account.change === "same" ? "Stays where it was." : `${account.reason}.`}</span>
          </p>
          <AccountDecision id={id} />
          <AccountSignals account={account} />
          <AccountHistory id={id} />
          <AccountBoundaries account={account} />
          <AccountGains account={account} />
          <AccountRule account={account} />
          <Counterfactuals path={`${path}&counterfactuals=1`} />
        </>
      )}
    </div>
  );
}
