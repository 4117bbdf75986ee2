import { useEffect, useRef, useState } from "preact/hooks";
import type { RuleKind } from "../../tiering/index.ts";
import type { LoopAnswer } from "../api/answers.ts";
import { followAnswer, type RunProgress } from "../api/follow.ts";
import { type Trouble, troubleOf } from "../api/problem.ts";
import { count, measure, share } from "../format.ts";
import { Icon } from "../shell/icon.tsx";
import { TroubleNote } from "../shell/trouble-note.tsx";

interface ClosedLoopProps {
  /** Query of a hybrid plan, without its method. */
  readonly query: string;
  readonly kind: RuleKind;
}

/** Tiers that agree better with their rules, and what that costs: found on request, it takes seconds. */
export function ClosedLoop({ query, kind }: ClosedLoopProps) {
  const [progress, setProgress] = useState<RunProgress | null>(null);
  const [loop, setLoop] = useState<LoopAnswer["loop"] | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const leaving = useRef<AbortController | null>(null);
  useEffect(() => () => leaving.current?.abort(), []);
  const close = async () => {
    const controller = new AbortController();
    leaving.current = controller;
    setProgress({ phase: "Closed loop", share: 0 });
    setTrouble(null);
    try {
      const response = await fetch(`v1/rules/loop?${query}&kind=${kind}`, {
        headers: { accept: "text/event-stream" },
        signal: controller.signal,
      });
      setLoop((await followAnswer<LoopAnswer, unknown>(response, { onProgress: setProgress })).loop);
    } catch (error) {
      setTrouble(troubleOf(error));
    }
    setProgress(null);
  };
  return (
    <div class="closed-loop">
      {trouble !== null && <TroubleNote trouble={trouble} onRetry={null} />}
      {loop === null && progress === null && (
        <button type="button" class="small prove" onClick={() => void close()}>
          Find tiers that these rules explain better
        </button>
      )}
      {progress !== null && (
        <div class="waiting">
          <progress value={progress.share} max={1} aria-label={progress.phase} />
          <button type="button" class="small" onClick={() => leaving.current?.abort()}>
            <Icon name="stop" /> Stop
          </button>
        </div>
      )}
      {loop !== null && <Choices loop={loop} />}
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
            <th scope="col">Composite</th>
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
