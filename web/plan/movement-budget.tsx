import { DEFAULT_POLICY } from "../../tiering/index.ts";
import { changePolicy } from "../state/planning.ts";
import { session } from "../state/session.ts";
import { count } from "../words/format.ts";

/** Beyond this the slider ends; the number beside it goes on to 100 %. */
const SLIDER_END = 25;

/** How much of the book may change tier. */
export function MovementBudget() {
  const asked = session.plan.value.policy.maxMovedShare;
  const hybrid = session.plan.value.method === "hybrid";
  const accounts = session.baseline.value?.accounts ?? 0;
  const share = asked ?? (hybrid ? DEFAULT_POLICY.maxMovedShare : 1);
  const percent = Number((share * 100).toFixed(2));
  const set = (value: number) => {
    if (Number.isFinite(value)) changePolicy({ maxMovedShare: Number((value / 100).toFixed(6)) });
  };
  return (
    <>
      <label for="budget">Accounts that may move</label>
      <div class="with-number">
        <input
          id="budget"
          type="range"
          min={0}
          max={SLIDER_END}
          step={0.5}
          value={Math.min(SLIDER_END, percent)}
          aria-valuetext={`${percent} per cent, ${count(Math.floor(share * accounts))} accounts`}
          style={{ "--part": `${Math.min(100, (percent / SLIDER_END) * 100)}%` }}
          onInput={(event) => set(event.currentTarget.valueAsNumber)}
        />
        <input
          type="number"
          min={0}
          max={100}
          step={0.1}
          value={percent}
          aria-label="Accounts that may move, per cent"
          onChange={(event) => set(event.currentTarget.valueAsNumber)}
        />
        <span>%</span>
      </div>
      <span class="hint">
        {asked === undefined && !hybrid
          ? "Not limited by this method"
          : `${count(Math.floor(share * accounts))} of ${count(accounts)}`}
        {asked !== undefined && (
          <button
            type="button"
            class="quiet small"
            onClick={() => changePolicy({ maxMovedShare: undefined })}
          >
            Reset
          </button>
        )}
      </span>
    </>
  );
}
