import { changePolicy } from "./planning.ts";
import { session, update } from "./session.ts";

/** Holds accounts in the tier that they were in, which rejects their moves; a note says why. */
export function holdAccounts(ids: readonly string[], note: string): void {
  const hold = session.plan.value.policy.hold ?? [];
  const notes = { ...session.holdNotes.value };
  for (const id of ids) if (note !== "") notes[id] = note;
  update({ holdNotes: notes });
  changePolicy({ hold: [...new Set([...hold, ...ids])] });
}

/** Lets an account move again. */
export function releaseAccount(id: string): void {
  const { [id]: _, ...notes } = session.holdNotes.value;
  update({ holdNotes: notes });
  changePolicy({ hold: session.plan.value.policy.hold?.filter((entry) => entry !== id) });
}
