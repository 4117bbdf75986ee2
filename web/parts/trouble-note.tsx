import type { Trouble } from "../api/problem.ts";
import { bookFate } from "../state/book-fate.ts";
import { Icon } from "./icon.tsx";

interface Props {
  readonly trouble: Trouble;
  readonly onRetry: (() => void) | null;
}

/** What went wrong, where, what would be right, and how to go on. */
export function TroubleNote({ trouble, onRetry }: Props) {
  // The banner says what is wrong and how to go on: once is enough.
  if (trouble.status === 404 && bookFate.value === "gone") return null;
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
