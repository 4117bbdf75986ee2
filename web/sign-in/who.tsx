import { Icon } from "../parts/icon.tsx";
import { Menu } from "../parts/menu.tsx";
import { sessionOf, signOut } from "../state/sign-in.ts";

/** Who is signed in, and the ways out; nothing where nobody has to. */
export function Who() {
  const { needed, caller } = sessionOf.value ?? { needed: false, caller: null };
  if (!needed || caller === null) return null;
  const { name, role, workspace } = caller;
  return (
    <Menu
      class="who"
      label={
        <>
          <Icon name="person" />
          <span class="who-name wide-only">{name}</span>
          <span class="visually-hidden narrow-only">{name}</span>
        </>
      }
    >
      <li class="hint">
        <b>{name}</b>, {role} in the workspace {workspace}
      </li>
      <li>
        <button type="button" class="quiet" onClick={() => void signOut("kept")}>
          Sign out<span class="visually-hidden"> {name}</span>
        </button>
      </li>
      <li class="hint">What you did here stays in this browser and is shown to you alone.</li>
      <li>
        <button type="button" class="quiet" onClick={() => void signOut("forgotten")}>
          Sign out and forget it here
        </button>
      </li>
      <li class="hint">For a machine that others use: only what was saved to the server is left.</li>
    </Menu>
  );
}
