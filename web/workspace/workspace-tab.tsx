import { useState } from "preact/hooks";
import { mayAct } from "../state/sign-in.ts";
import { Audit } from "./audit.tsx";
import { Holds } from "./holds.tsx";
import { Links } from "./links.tsx";
import { Plans } from "./plans.tsx";
import "./workspace.css";

/** What the server keeps for everybody of the workspace: plans and which is in force, holds, links, who did what. */
export function WorkspaceTab() {
  const [notice, setNotice] = useState<string | null>(null);
  return (
    <div class="workspace">
      {notice !== null && <p class="hint">Plans, holds, links and who did what: {notice}</p>}
      <Plans onNotice={setNotice} />
      <Holds told={notice} />
      {mayAct("analyst") && <Links />}
      {mayAct("admin") && <Audit />}
    </div>
  );
}
