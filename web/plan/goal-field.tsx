import { useState } from "preact/hooks";
import { KPI_ROWS } from "../../contract/kpi-words.ts";
import type { Goal } from "../../tiering/index.ts";
import { GoalOutcome } from "../parts/goal-outcome.tsx";
import { ProgressBar } from "../parts/progress-bar.tsx";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { goalTask, seekGoal } from "../state/goal.ts";
import { session } from "../state/session.ts";

/** Asks for a measure to reach a value, with the fewest moves that do. */
export function GoalField() {
  const [kpi, setKpi] = useState<Goal["kpi"]>("sfi");
  const [value, setValue] = useState("");
  const { path, progress, answer, trouble } = goalTask.state.value;
  const now = session.result.value?.summary.kpis.after ?? session.baseline.value?.kpis.after ?? null;
  const unit = kpi === "sfi" ? 100 : 1;
  const atLeast = Number(value) / unit;
  const valid = value.trim() !== "" && Number.isFinite(atLeast) && atLeast >= 0;
  const current = now?.[kpi];
  return (
    <form
      class="policy-field wide goal"
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) seekGoal({ kpi, atLeast });
      }}
    >
      <label for="goal-value">Or reach a goal with the fewest moves</label>
      <div class="with-number">
        <select
          aria-label="Measure of the goal"
          value={kpi}
          onChange={(event) => setKpi(event.currentTarget.value as Goal["kpi"])}
        >
          {KPI_ROWS.map(({ key, label, name }) => (
            <option key={key} value={key}>
              {label} ({name})
            </option>
          ))}
        </select>
        <span>at least</span>
        <input
          id="goal-value"
          type="number"
          step="any"
          min={0}
          value={value}
          placeholder={current == null ? "" : String(Number((current * unit).toFixed(unit === 1 ? 3 : 1)))}
          onInput={(event) => setValue(event.currentTarget.value)}
        />
        {unit === 100 && <span>%</span>}
        <button type="submit" class="small" disabled={!valid || progress !== null}>
          Find it
        </button>
      </div>
      {progress !== null && (
        <ProgressBar phase={progress.phase} share={progress.share} onStop={goalTask.stop} />
      )}
      {trouble !== null && <TroubleNote trouble={trouble} onRetry={null} />}
      {answer !== null && path !== null && (
        <GoalOutcome query={path.slice(path.indexOf("?") + 1)} answer={answer} />
      )}
    </form>
  );
}
