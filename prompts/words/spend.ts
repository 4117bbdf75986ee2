import type { Item } from "./items.ts";

/** Marks items as read. */
export function spend(items: readonly Item[], became: string): void {
  for (const item of items) item.became ??= became;
}
