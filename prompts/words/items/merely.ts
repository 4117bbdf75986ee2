import type { Item } from "./item.ts";

/**
 * "I never said so, only that growth comes first", "only make it weigh less than geo": an "only" that says no more than
 * "just". O(1).
 */
export function isMerely({ text }: Item, at: number, items: readonly Item[]): boolean {
  const [next, second] = items.slice(at + 1, at + 3);
  const tells = text === "only" && next?.text === "that" && second?.kind === "signal";
  const makes =
    /^(?:only|just)$/u.test(text) &&
    /^(?:make|let|have|lower|reduce|cut|turn|dial)$/u.test(next?.text ?? "") &&
    /^(?:it|them|that)$/u.test(second?.text ?? "");
  return tells || makes;
}
