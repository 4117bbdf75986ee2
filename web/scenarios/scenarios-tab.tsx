import { Icon } from "../parts/icon.tsx";
import type { Scenario } from "../state/model.ts";
import { show } from "../state/planning.ts";
import { csvPath, remove, rename, toggleCompared } from "../state/scenarios.ts";
import { session } from "../state/session.ts";
import { change, count, measure } from "../words/format.ts";
import { planName } from "../words/plan-words.ts";
import { Comparison } from "./comparison.tsx";

/** Every run of this browser, the latest first; two of them side by side. */
export function ScenariosTab() {
  const scenarios = session.scenarios.value;
  const compared = session.compared.value;
  if (scenarios.length === 0) {
    return (
      <p class="empty">Every run is kept here: give it a name, compare two, share one as a link. None yet.</p>
    );
  }
  // The earlier run stands first, so that the difference is what the later one changes.
  const [first, second] = scenarios.filter(({ id }) => compared.includes(id));
  return (
    <>
      {first && second ? (
        <Comparison first={first} second={second} />
      ) : (
        <p class="hint">Choose two runs to compare them{first ? `: “${first.name}” and another one` : ""}.</p>
      )}
      <ul class="scenarios">
        {[...scenarios].reverse().map((scenario) => (
          <ScenarioRow key={scenario.id} scenario={scenario} chosen={compared.includes(scenario.id)} />
        ))}
      </ul>
    </>
  );
}

function ScenarioRow({ scenario, chosen }: { readonly scenario: Scenario; readonly chosen: boolean }) {
  const current = session.trail.value.at(-1) === scenario.id;
  const { id, name, plan, summary } = scenario;
  return (
    <li class={`scenario ${current ? "current" : ""}`}>
      <label class="compare-box">
        <input type="checkbox" checked={chosen} onChange={() => toggleCompared(id)} />
        <span class="visually-hidden">Compare {name}</span>
      </label>
      <div class="scenario-text">
        <input
          class="name"
          type="text"
          aria-label={`Name of ${name}`}
          value={name}
          maxLength={80}
          onChange={(event) => rename(id, event.currentTarget.value)}
        />
        <p class="hint">
          {planName(plan)}
          {current && <b> · shown now</b>}
        </p>
      </div>
      <p class="scenario-figures">
        <b>{measure(summary.kpis.after.composite)}</b>{" "}
        {summary.kpis.lift !== null && <>({change(summary.kpis.lift.composite)})</>}
        {summary.moved !== null && <span class="hint">{count(summary.moved.count)} move</span>}
      </p>
      <div class="scenario-actions">
        <button type="button" class="small" disabled={current} onClick={() => show(id)}>
          Show
        </button>
        <a class="button quiet small icon-only" href={csvPath(id)} download="tiers.csv">
          <Icon name="download" />
          <span class="visually-hidden">Download the CSV of {name}</span>
        </a>
        <button type="button" class="quiet icon-only" onClick={() => remove(id)}>
          <Icon name="trash" />
          <span class="visually-hidden">Remove {name}</span>
        </button>
      </div>
    </li>
  );
}
