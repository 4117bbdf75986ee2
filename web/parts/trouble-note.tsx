import type { Trouble } from "../api/problem.ts";
import { Icon } from "./icon.tsx";

interface Props {
  readonly trouble: Trouble;
  readonly onRetry: (() => void) | null;
}

/** What went wrong, where, what would be right, and how to go on. */
export function TroubleNote({ trouble, onRetry }: Props) {
  return (
    <div class="trouble" role="alert">
      <p>
        <b>{trouble.title}.</b> {trouble.detail}
      </p>
      {trouble.faults.some(({ nearest }) => nearest?.length) && (
        <p>Nearest: {trouble.faults.flatMap(({ nearest }) => nearest ?? []).join(", ")}.</p>
      )}
      {onRetry && (
        <button type="button" class="small" onClick={onRetry}>
          <Icon name="retry" /> Try again
        </button>
      )}
    </div>
  );
}
