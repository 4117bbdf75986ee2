import type { Item } from "../items/item.ts";
import type { Part } from "./accounts-meant.ts";

/** Words behind which a tier says where accounts stay: "Gold customers in Spain stay Gold", "must not fall below Gold". */
export const STAYING = /^(?:stays?|remains?|keeps?|be|still|staying|remaining|below|beneath|under)$/u;

/** Whether the tiers that an item names are those of a condition before it. */
export function isAmong({ names }: Item, parts: readonly Part[]): boolean {
  return parts.some(({ text }) => {
    const tiers = /^tier:([^&]+)/u.exec(text)?.[1]?.split("|") ?? [];
    return names.every((name) => tiers.includes(name));
  });
}

/** What columns that hold places are called. */
const PLACE = /geo|area|region|countr|nation|city|cities|state|territor|province|district|zone|land/iu;

/** Whether two conditions are of places of different columns: places beside one another, rather than one within the other. */
export function areApart(one: string, other: string): boolean {
  const columns = [one, other].map((text) => /^([^:!<>]+):/u.exec(text)?.[1] ?? "");
  return columns[0] !== columns[1] && columns.every((column) => PLACE.test(column));
}
