import type { PolicyWords } from "../contract/model-answer.ts";
import type { Policy } from "../tiering/index.ts";

/**
 * The words' rules over the carried ones: a rule that is said replaces the carried one, a lifted one
 * goes; holds add up; a scope replaces the carried one on the same column only.
 */
export function mergePolicy(carried: Policy, words: PolicyWords): Policy {
  const kept = Object.fromEntries(
    Object.entries(carried).filter(([field]) => !words.lift.some((lifted) => lifted === field)),
  ) as Policy;
  const hold = [...new Set([...(kept.hold ?? []), ...(words.set.hold ?? [])])];
  const scope = mergeScope(kept.scope ?? [], words.set.scope ?? []);
  const tierSizes = { ...kept.tierSizes, ...words.set.tierSizes };
  return {
    ...kept,
    ...words.set,
    ...(hold.length > 0 ? { hold } : {}),
    ...(scope.length > 0 ? { scope } : {}),
    ...(Object.keys(tierSizes).length > 0 ? { tierSizes } : {}),
  };
}

function mergeScope(carried: readonly string[], said: readonly string[]): readonly string[] {
  const columns = new Set(said.map(columnOf));
  return [...carried.filter((entry) => !columns.has(columnOf(entry))), ...said];
}

/** The column of a `Column:value|value` selector. */
export function columnOf(selector: string): string {
  return selector.slice(0, selector.indexOf(":"));
}
