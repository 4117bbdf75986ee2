import { useRef, useState } from "preact/hooks";
import { Icon } from "../parts/icon.tsx";
import { loadFromServer, saveToServer } from "../state/kept-scenarios.ts";
import { importScenarios, writeScenarios } from "../state/scenario-file.ts";
import { fileName } from "../state/scenarios.ts";
import { session } from "../state/session.ts";

/** Takes the scenarios to a file or to the server, and brings them in from there. */
export function FileActions() {
  const scenarios = session.scenarios.value;
  const [told, setTold] = useState("");
  const file = useRef<HTMLInputElement>(null);
  const save = () => {
    const blob = new Blob([writeScenarios(scenarios)], { type: "application/json" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = fileName({ name: "scenarios" }, "json");
    link.click();
    URL.revokeObjectURL(link.href);
  };
  const tell = async (doing: string, act: Promise<string>) => {
    setTold(doing);
    setTold(await act.catch((error: unknown) => (error instanceof Error ? error.message : String(error))));
  };
  const load = async (chosen: File | undefined) => {
    if (chosen === undefined) return;
    await tell("Running the scenarios of the file…", chosen.text().then(importScenarios));
    if (file.current) file.current.value = "";
  };
  return (
    <div class="file-actions">
      <button type="button" class="small" disabled={scenarios.length === 0} onClick={save}>
        <Icon name="download" /> Export
      </button>
      <label class="button small">
        Import
        <input
          class="visually-hidden"
          type="file"
          accept="application/json,.json"
          ref={file}
          onChange={(event) => void load(event.currentTarget.files?.[0])}
        />
      </label>
      <button
        type="button"
        class="small"
        disabled={scenarios.length === 0}
        onClick={() => void tell("Saving…", saveToServer(scenarios))}
      >
        Save to server
      </button>
      <button
        type="button"
        class="small"
        onClick={() => void tell("Running the server’s scenarios…", loadFromServer())}
      >
        Load from server
      </button>
      <p class="hint" role="status">
        {told}
      </p>
    </div>
  );
}
