import type { Columns, Rows } from "./model-builder.ts";
import type { Part } from "./part.ts";
import { wholeLoadRows } from "./whole-loads.ts";

const INFINITE = Number.POSITIVE_INFINITY;

/** One row of capacity a seller; for one of a single geography one more for each, under a choice among them. */
export function capacityRows(
  part: Part,
  rows: Rows,
): { readonly whole: Int32Array; ofGeo(s: number, geo: number): number | undefined } {
  const single = new Set(part.singleGeo);
  const whole = Int32Array.from(part.sellers, (_, seller) =>
    rows.add(-INFINITE, 1, { kind: "capacity", seller, geo: null }),
  );
  const byGeo = new Map<string, number>();
  for (let l = 0; l < part.use.length; l++) {
    const seller = part.linkSeller[l]!;
    const { geo } = part.classes[part.linkClass[l]!]!;
    const key = `${seller} ${geo}`;
    if (!single.has(seller) || part.pinned[l] === 1 || byGeo.has(key)) continue;
    byGeo.set(key, rows.add(-INFINITE, 0, { kind: "capacity", seller, geo }));
  }
  return { whole, ofGeo: (s, geo) => byGeo.get(`${s} ${geo}`) };
}

/** Rows of what a seller's whole accounts can add up to, where that is less than the capacity; by the use of one. */
export function wholeRows(
  { sellers, linkSeller, use }: Part,
  rows: Rows,
): (s: number, use: number) => readonly { readonly row: number; readonly coefficient: number }[] {
  const usesOf = Array.from(sellers, () => new Set<number>());
  for (let l = 0; l < use.length; l++) usesOf[linkSeller[l]!]!.add(use[l]!);
  const known = new Map<string, number[][]>();
  const entries = usesOf.map((set, seller) => {
    const uses = [...set].sort((a, b) => b - a);
    const key = uses.join();
    const sides = known.get(key) ?? wholeLoadRows(uses);
    known.set(key, sides);
    const made = new Map(uses.map((one) => [one, [] as { row: number; coefficient: number }[]]));
    for (const side of sides) {
      const row = rows.add(-INFINITE, 1, { kind: "capacity", seller, geo: null });
      uses.forEach((one, k) => {
        if (side[k]! > 0) made.get(one)!.push({ row, coefficient: side[k]! });
      });
    }
    return made;
  });
  return (s, one) => entries[s]!.get(one)!;
}

/** The column of each geography that a seller may choose, and the row that lets it choose one. */
export function addGeoChoices(rows: Rows, columns: Columns): void {
  const choice = new Map<number, number>();
  rows.meaning.slice().forEach((meaning, row) => {
    if (meaning.kind !== "capacity" || meaning.geo === null) return;
    const { seller } = meaning;
    const one = choice.get(seller) ?? rows.add(-INFINITE, 1, { kind: "one-geo", seller });
    choice.set(seller, one);
    columns.entry(row, -1);
    columns.entry(one, 1);
    columns.end(0, 0, 1, true);
  });
}

/** Rows that keep two accounts from one seller, by seller and class. */
export function apartRows(part: Part, rows: Rows): (s: number, c: number) => readonly number[] {
  const pairsOf = new Map<number, number[]>();
  part.apart.forEach((pair, k) => {
    for (const c of pair) pairsOf.set(c, [...(pairsOf.get(c) ?? []), k]);
  });
  const rowOf = new Map<string, number>();
  return (s, c) =>
    (pairsOf.get(c) ?? []).map((pair) => {
      const key = `${s} ${pair}`;
      const row = rowOf.get(key) ?? rows.add(-INFINITE, 1, { kind: "apart", pair });
      rowOf.set(key, row);
      return row;
    });
}
