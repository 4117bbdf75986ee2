import { signal } from "@preact/signals";

/** IDs of the accounts that were ticked, to be acted on together. */
export const selected = signal<ReadonlySet<string>>(new Set());

/** Ticks an account, or takes the tick away. */
export function toggleSelected(id: string): void {
  const next = new Set(selected.value);
  if (!next.delete(id)) next.add(id);
  selected.value = next;
}

/** Takes all ticks away. */
export function selectNone(): void {
  selected.value = new Set();
}
