import { Icon } from "../parts/icon.tsx";
import type { Scenario } from "../state/model.ts";
import { show } from "../state/planning.ts";
import { csvPath, describe, fileName, remove, shownScenario, toggleCompared } from "../state/scenarios.ts";
import { accountsWords, change, measure } from "../words/format.ts";
import { planName, policyPhrases } from "../words/plan-words.ts";

interface Props {
  readonly scenario: Scenario;
  /** True where it is compared. */
  readonly chosen: boolean;
}

/** One run: its name and note, what was asked, what it brings. */
export function ScenarioRow({ scenario, chosen }: Props) {
  const { id, name, note, plan, summary } = scenario;
  const current = shownScenario()?.id === id;
  const lift = summary.kpis.lift?.composite ?? null;
  const constraints = policyPhrases(plan.policy, summary.accounts);
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
          onChange={(event) => describe(id, { name: event.currentTarget.value })}
        />
        <p class="hint">
          {[planName(plan), ...constraints].join(" · ")}
          {current && <b> · shown now</b>}
        </p>
        <input
          class="note"
          type="text"
          aria-label={`Note on ${name}`}
          placeholder="Note"
          value={note}
          maxLength={300}
          onChange={(event) => describe(id, { note: event.currentTarget.value })}
        />
      </div>
      <p
        class="scenario-figures"
        title="Lift of the overall score against today’s tiers, with this run’s weights"
      >
        <b>{lift === null ? measure(summary.kpis.after.composite) : change(lift)}</b>
        {summary.moved !== null && (
          <span class="hint">
            {accountsWords(summary.moved.count)} {summary.moved.count === 1 ? "moves" : "move"}
          </span>
        )}
      </p>
      <div class="scenario-actions">
        <button type="button" class="small" disabled={current} onClick={() => show(id)}>
          Show
        </button>
        <a class="button quiet small icon-only" href={csvPath(id)} download={fileName(scenario, "csv")}>
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
