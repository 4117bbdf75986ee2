import { useEffect } from "preact/hooks";
import { useDeferred } from "../api/use-deferred.ts";
import { ProgressBar } from "../parts/progress-bar.tsx";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { session } from "../state/session.ts";
import { planToQuery } from "../words/query.ts";
import { assessment, lookWhereSomethingIs, pathOf, shownAnswer, wish } from "./assessment.ts";
import { Evaluation } from "./evaluation.tsx";
import { ListCard } from "./list-card.tsx";
import "./progression.css";

const REST_MS = 350;

/** Who is about to change tier, who looks wrong where they are, and how far that can be believed. */
export function ProgressionTab() {
  const plan = session.result.value?.plan ?? null;
  const query = plan === null ? "method=baseline" : planToQuery(plan).toString();
  const wanted = pathOf(wish.value, query);
  const path = useDeferred(wanted, REST_MS);
  useEffect(() => {
    if (assessment.state.peek().path !== path) assessment.start(path);
  }, [path]);
  const { path: asked, answer, progress, trouble } = assessment.state.value;
  useEffect(() => {
    if (answer === null) return;
    shownAnswer.value = answer;
    lookWhereSomethingIs(answer);
  }, [answer]);
  const shown = answer ?? shownAnswer.value;
  const busy = asked !== wanted || (answer === null && trouble === null);
  return (
    <div class="progression">
      {trouble !== null && <TroubleNote trouble={trouble} onRetry={() => assessment.start(path)} />}
      {shown === null && progress !== null && (
        <div class="card">
          <ProgressBar
            phase={`Assessing every account, about a minute the first time: ${progress.phase.toLowerCase()}`}
            share={progress.share}
          />
        </div>
      )}
      {shown !== null && (
        <>
          <ListCard answer={shown} wish={wish.value} busy={busy} />
          <Evaluation progression={shown.progression} />
        </>
      )}
    </div>
  );
}
