import { mayAct } from "../state/sign-in.ts";
import { Audit } from "./audit.tsx";
import { Holds } from "./holds.tsx";
import { Links } from "./links.tsx";
import { Plans } from "./plans.tsx";
import "./workspace.css";

/** What the server keeps for everybody of the workspace: plans and which is in force, holds, links, who did what. */
export function WorkspaceTab() {
  return (
    <div class="workspace">
      <Plans />
      <Holds />
      {mayAct("analyst") && <Links />}
      {mayAct("admin") && <Audit />}
    </div>
  );
}
