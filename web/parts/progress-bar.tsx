import type { RunProgress } from "../api/follow.ts";
import { Icon } from "./icon.tsx";

interface Props {
  readonly phase: string;
  /** Null where it is not known how far it has come. */
  readonly share: RunProgress["share"] | null;
  readonly onStop?: () => void;
}

/** How far something has come, and the way to stop it where that can be. */
export function ProgressBar({ phase, share, onStop }: Props) {
  return (
    <div class="waiting">
      <p role="status">{phase}…</p>
      <progress value={share ?? undefined} max={1} aria-label={phase} />
      {onStop && (
        <button type="button" class="small" onClick={onStop}>
          <Icon name="stop" /> Stop
        </button>
      )}
    </div>
  );
}
