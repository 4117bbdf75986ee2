import { useRef, useState } from "preact/hooks";
import { Icon } from "../parts/icon.tsx";
import { importScenarios, writeScenarios } from "../state/scenario-file.ts";
import { fileName } from "../state/scenarios.ts";
import { session } from "../state/session.ts";

/** Takes the scenarios to a file, and brings them in from one. */
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
  const load = async (chosen: File | undefined) => {
    if (chosen === undefined) return;
    setTold("Running the scenarios of the file…");
    try {
      setTold(await importScenarios(await chosen.text()));
    } catch (error) {
      setTold(error instanceof Error ? error.message : String(error));
    }
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
      <p class="hint" role="status">
        {told}
      </p>
    </div>
  );
}
