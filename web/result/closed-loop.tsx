import { useEffect } from "preact/hooks";
import type { RuleKind } from "../../tiering/index.ts";
import type { LoopAnswer } from "../api/answers.ts";
import { ProgressBar } from "../parts/progress-bar.tsx";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { createTask } from "../state/task.ts";
import { count, measure, share } from "../words/format.ts";

interface ClosedLoopProps {
  /** Query of a hybrid plan, without its method. */
  readonly query: string;
  readonly kind: RuleKind;
}

const task = createTask<LoopAnswer>();

/** Tiers that agree better with their rules, and what that costs: found on request, it takes seconds. */
export function ClosedLoop({ query, kind }: ClosedLoopProps) {
  useEffect(() => task.stop, []);
  const wanted = `v1/rules/loop?${query}&kind=${kind}`;
  const { path, progress, answer, trouble } = task.state.value;
  const asked = path === wanted;
  return (
    <div class="closed-loop">
      {asked && trouble !== null && <TroubleNote trouble={trouble} onRetry={null} />}
      {(!asked || (answer === null && progress === null)) && (
        <button type="button" class="small prove" onClick={() => void task.start(wanted)}>
          Find tiers that these rules explain better
        </button>
      )}
      {asked && progress !== null && (
        <ProgressBar phase={progress.phase} share={progress.share} onStop={task.stop} />
      )}
      {asked && answer !== null && <Choices loop={answer.loop} />}
    </div>
  );
}

function Choices({ loop: { choices, text } }: { readonly loop: LoopAnswer["loop"] }) {
  return (
    <>
      <p role="status">{text}</p>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">Explained</th>
            <th scope="col">Overall score</th>
            <th scope="col">Given up</th>
            <th scope="col">Moved</th>
            <th scope="col">Tiers</th>
          </tr>
        </thead>
        <tbody>
          {choices
            .filter(({ efficient }) => efficient)
            .map(({ reward, agreement, composite, cost, moved, csv }) => (
              <tr key={reward}>
                <th scope="row">{share(agreement)}</th>
                <td>{measure(composite, 4)}</td>
                <td>{measure(Math.max(0, cost), 4)}</td>
                <td>{count(moved)}</td>
                <td>
                  <a
                    href={csv.slice(1)}
                    aria-label={`CSV of the tiers that are ${share(agreement)} explained`}
                  >
                    CSV
                  </a>
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </>
  );
}
