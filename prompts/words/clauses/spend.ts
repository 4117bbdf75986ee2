import type { Item } from "../items/item.ts";

/** Marks items as read. */
export function spend(items: readonly Item[], became: string): void {
  for (const item of items) item.became ??= became;
}

/** What items become whose wish is understood, though no rule can say it: named as not used. */
export const UNSAYABLE = "what no rule says";
