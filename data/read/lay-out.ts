import type { TextColumn } from "../../tiering/index.ts";
import type { Layout } from "../layout.ts";
import type { GrowingTexts } from "./growing-columns.ts";
import { isBlankName } from "./header.ts";
import type { NumberSlot } from "./number-slot.ts";
import { asNumbers } from "./number-texts.ts";

/** A column of texts that grows row by row. */
export interface TextSlot {
  readonly at: number;
  readonly name: string;
  readonly column: GrowingTexts;
}

/** The columns of a table in account order. */
export interface LaidOut {
  /** Names in file order, without those that are blank from the header down. */
  readonly columns: readonly string[];
  readonly text: ReadonlyMap<string, TextColumn>;
  readonly numberColumns: ReadonlyMap<string, Float64Array>;
}

/** Lays growing columns out: element i is row `order[i]`; texts that are plain numbers throughout become numbers. The slots are used up. */
export function layOut(
  names: readonly string[],
  { roles }: Pick<Layout, "roles">,
  { texts, numbers }: { readonly texts: TextSlot[]; readonly numbers: NumberSlot[] },
  order: Uint32Array,
): LaidOut {
  // Each growing column is let go as soon as its final one stands, so that few exist twice at a time.
  const text = new Map<string, TextColumn>();
  const numberColumns = new Map<string, Float64Array>();
  const blank = new Set<string>();
  const kept = new Set<string | null>([...roles.tiers, roles.geo, roles.category, roles.name, roles.owner]);
  for (let slot = texts.shift(); slot; slot = texts.shift()) {
    const column = slot.column.finish(order);
    if (isBlankName(slot.name, slot.at) && column.values.every((value) => value === "")) {
      blank.add(slot.name);
      continue;
    }
    const found = kept.has(slot.name) ? null : asNumbers(slot.name, column);
    if (found === null) text.set(slot.name, column);
    else numberColumns.set(slot.name, found);
  }
  for (let slot = numbers.shift(); slot; slot = numbers.shift()) {
    numberColumns.set(slot.name, slot.column.finish(order));
  }
  return { columns: names.filter((name) => !blank.has(name)), text, numberColumns };
}
