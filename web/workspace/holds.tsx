import { useLoaded } from "../api/use-loaded.ts";
import { type HoldsAnswer, listHolds } from "../api/workspace.ts";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { obeyHolds, obeysNow, takeHoldBack, workspaceHolds } from "../state/kept-holds.ts";
import { session, update } from "../state/session.ts";
import { mayAct, sessionOf } from "../state/sign-in.ts";
import { accountsWords, day } from "../words/format.ts";
import { HoldForm } from "./hold-form.tsx";
import { useNames } from "./use-names.ts";

interface Props {
  /** What is said above all lists already. */
  readonly told: string | null;
}

/** Accounts that are held, or put into a tier, for every plan of the workspace: who said so, why, until when. */
export function Holds({ told }: Props) {
  const { trouble, busy, act } = useLoaded(meet);
  const holds = workspaceHolds.value;
  const obeyed = session.plan.value.policy.holds;
  const names = useNames(holds?.entries.map(({ account }) => account) ?? []);
  const more = holds?.notice?.replace(told ?? "", "").trim();
  return (
    <section class="card" aria-labelledby="holds-title" aria-busy={busy}>
      <h3 id="holds-title">Holds</h3>
      {trouble !== null && <TroubleNote trouble={trouble} onRetry={() => void act(meet)} />}
      {holds !== null && (
        <>
          <p>
            {holds.entries.length === 0
              ? "No account is held for every plan."
              : `${accountsWords(holds.entries.length)} ${holds.entries.length === 1 ? "keeps its" : "keep their"} tier, or ${holds.entries.length === 1 ? "has" : "have"} one given, in every plan that obeys them (version ${holds.version}).`}
          </p>
          {more && <p class="hint">{more}</p>}
          {(holds.entries.length > 0 || obeyed !== undefined) && (
            <label class="obey">
              <input
                type="checkbox"
                checked={obeysNow.value}
                onChange={(event) => obeyHolds(event.currentTarget.checked)}
              />{" "}
              The plan that is shown obeys them
              {obeyed !== undefined &&
                !obeysNow.value &&
                ` (it obeys those of ${obeyed.replace("stored@", "version ")})`}
            </label>
          )}
          <HoldList holds={holds} names={names} onEnd={(id) => void act(() => takeHoldBack(id))} />
        </>
      )}
      {mayAct("analyst") && <HoldForm act={act} busy={busy} />}
    </section>
  );
}

async function meet(): Promise<HoldsAnswer> {
  const holds = await listHolds();
  workspaceHolds.value = holds;
  return holds;
}

interface ListProps {
  readonly holds: HoldsAnswer;
  readonly names: ReadonlyMap<string, string>;
  onEnd(id: string): void;
}

function HoldList({ holds: { entries }, names, onEnd }: ListProps) {
  const me = sessionOf.value?.caller?.name;
  if (entries.length === 0) return null;
  return (
    <div class="scroll-x">
      <table class="figures listed">
        <thead>
          <tr>
            {["Account", "Is", "Why", "By", "Until"].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {entries.map(({ id, account, tier, reason, author, expires }) => (
            <tr key={id}>
              <th scope="row">
                <button type="button" class="link" onClick={() => update({ account })}>
                  {names.get(account) ?? account}
                </button>
              </th>
              <td>{tier === null ? "held in its tier" : `put into ${tier}`}</td>
              <td>{reason}</td>
              <td>{author}</td>
              <td>{expires === null ? "for good" : day(expires)}</td>
              <td>
                {(mayAct("admin") || (mayAct("analyst") && author === me)) && (
                  <button type="button" class="small" onClick={() => onEnd(id)}>
                    Take back<span class="visually-hidden"> the hold of {account}</span>
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
