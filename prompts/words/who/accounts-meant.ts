import type { Item } from "../items/item.ts";

/** The accounts that a clause speaks of, as selectors. */
export interface Who {
  /** Each a selector of its own, `Column:value|value`, `tier:A|B`, `Column>10`, `top:50:Column`. */
  readonly within: readonly Part[];
  /** What is taken out: "except Germany", "outside Europe". */
  readonly except: readonly Part[];
  readonly accounts: readonly string[];
  /** The items that said so. */
  readonly items: readonly Item[];
  /** True where the names stand behind "in", "for" and the like. */
  readonly located: boolean;
  /** True where different columns are tied by "or": accounts that meet any of the conditions. */
  readonly either: boolean;
}

/** One condition on an account. */
export interface Part {
  readonly text: string;
  /** The same turned round: none of the values; null where it has no such form. */
  readonly not: string | null;
  /** How a scope says it, where that differs: tiers by the column that holds them. */
  readonly scope?: string;
  /** Whether it narrows the part before ("Healthcare in Germany") rather than standing beside it. */
  readonly narrows: boolean;
}
