import { sessionOf, signOut } from "../state/sign-in.ts";

/** Who is signed in, and the way out; nothing where nobody has to. */
export function Who() {
  const { needed, caller } = sessionOf.value ?? { needed: false, caller: null };
  if (!needed || caller === null) return null;
  const { name, role, workspace } = caller;
  return (
    <>
      <span class="wide-only hint" title={`Workspace ${workspace}`}>
        {name}, {role}
      </span>
      <button type="button" class="quiet" onClick={() => void signOut()}>
        Sign out<span class="visually-hidden"> {name}</span>
      </button>
    </>
  );
}
