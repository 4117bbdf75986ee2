import { session } from "../state/session.ts";
import { Comparison } from "./comparison.tsx";
import { FileActions } from "./file-actions.tsx";
import { ScenarioRow } from "./scenario-row.tsx";

/** Every run of this browser, the latest first; up to four of them side by side. */
export function ScenariosTab() {
  const scenarios = session.scenarios.value;
  const compared = session.compared.value;
  // The earliest run stands first, so that the others are what came of changing it.
  const chosen = scenarios.filter(({ id }) => compared.includes(id));
  return (
    <>
      <FileActions />
      {scenarios.length === 0 && (
        <p class="empty">
          Every run is kept here: give it a name and a note, compare several, share one as a link. None yet.
        </p>
      )}
      {chosen.length >= 2 && <Comparison scenarios={chosen} />}
      {chosen.length < 2 && scenarios.length > 1 && (
        <p class="hint">
          Choose two or more runs to compare them{chosen[0] ? `: “${chosen[0].name}” and another one` : ""}.
        </p>
      )}
      <ul class="scenarios">
        {[...scenarios].reverse().map((scenario) => (
          <ScenarioRow key={scenario.id} scenario={scenario} chosen={compared.includes(scenario.id)} />
        ))}
      </ul>
    </>
  );
}
