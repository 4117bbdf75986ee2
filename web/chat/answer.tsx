import { METHOD_NAMES, SIGNAL_NAMES, SIGNALS } from "../../tiering/index.ts";
import { Icon } from "../parts/icon.tsx";
import { ProgressBar } from "../parts/progress-bar.tsx";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { sayAgain } from "../state/converse.ts";
import type { Answered, Said, Scenario } from "../state/model.ts";
import { canUndo, show, undo } from "../state/planning.ts";
import { csvPath, fileName } from "../state/scenarios.ts";
import { session, update } from "../state/session.ts";
import { change, count, measure } from "../words/format.ts";
import { countingWeights, shownPercents } from "../words/percents.ts";
import { policyPhrases } from "../words/plan-words.ts";
import { Aside } from "./aside.tsx";
import { Proposal } from "./proposal.tsx";
import { Readings } from "./readings.tsx";
import { Understanding } from "./understanding.tsx";

interface Props {
  readonly entry: Answered;
  /** What it answers. */
  readonly said: Said | null;
  readonly last: boolean;
  readonly toldBefore: string | null;
}

/** What the assistant answered: words, how they were understood, and what came of them. */
export function Answer({ entry, said, last, toldBefore }: Props) {
  const scenario = session.scenarios.value.find(({ id }) => id === entry.scenario);
  const told = entry.interpretation;
  const again = said === null ? null : () => sayAgain(said.id);
  return (
    <article class="turn answer" aria-label="Assistant" aria-busy={entry.status === "waiting"}>
      {entry.reply !== "" && <p class="reply">{entry.reply}</p>}
      {told !== null && <Understanding interpretation={told} toldBefore={toldBefore} />}
      {told !== null && said !== null && (
        <Readings said={said.id} text={said.text} readings={told.readings ?? []} unread={told.unread ?? []} />
      )}
      {told !== null && <Proposal told={told} open={last} />}
      {entry.status === "waiting" && <Waiting entry={entry} />}
      {entry.status === "stopped" && (
        <p class="quiet-line">
          Stopped.
          {again && (
            <button type="button" class="quiet small" onClick={again}>
              <Icon name="retry" /> Send again
            </button>
          )}
        </p>
      )}
      {entry.trouble && <TroubleNote trouble={entry.trouble} onRetry={again} />}
      {entry.aside && <Aside answer={entry.aside} last={last} />}
      {scenario && <Outcome scenario={scenario} last={last} />}
    </article>
  );
}

function Waiting({ entry }: { readonly entry: Answered }) {
  const { progress, interpretation } = entry;
  const phase = progress?.phase ?? (interpretation === null ? "Reading your words" : "Re-tiering the book");
  return <ProgressBar phase={phase} share={progress?.share ?? null} />;
}

function Outcome({ scenario, last }: { readonly scenario: Scenario; readonly last: boolean }) {
  const { summary, plan } = scenario;
  const { kpis, moved } = summary;
  const shown = shownPercents(plan.weights);
  const undoable = canUndo();
  const open = () => {
    show(scenario.id);
    update({ side: "result" });
  };
  const counting = countingWeights(plan.weights);
  const weights = SIGNALS.filter((signal) => counting[signal] > 0).map(
    (signal) => `${SIGNAL_NAMES[signal]} ${shown[signal]} %`,
  );
  const phrases = [METHOD_NAMES[plan.method], ...weights, ...policyPhrases(plan.policy, summary.accounts)];
  return (
    <div class="outcome">
      <ul class="phrases">
        {phrases.map((phrase) => (
          <li key={phrase}>{phrase}</li>
        ))}
      </ul>
      <p class="outcome-line">
        Overall score <b>{measure(kpis.after.composite)}</b>{" "}
        {kpis.lift !== null && <>({change(kpis.lift.composite)})</>}
        {moved !== null && (
          <>
            , <b>{count(moved.count)}</b> accounts move
          </>
        )}
        .
      </p>
      <div class="outcome-actions">
        <button type="button" class="small" onClick={open}>
          See the result
        </button>
        <a class="button small" href={csvPath(scenario.id)} download={fileName(scenario, "csv")}>
          <Icon name="download" /> CSV
        </a>
        {last && undoable && (
          <button type="button" class="quiet small" onClick={undo}>
            <Icon name="undo" /> Undo
          </button>
        )}
      </div>
    </div>
  );
}
