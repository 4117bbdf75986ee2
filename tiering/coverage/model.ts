import type { LinearModel } from "./engine.ts";
import { Columns, type RowMeaning, Rows } from "./model-builder.ts";
import type { Counts, Part } from "./part.ts";
import { spreadRows } from "./spread-rows.ts";
import { tranchesOf } from "./tranches.ts";
import { wholeLoadRows } from "./whole-loads.ts";

/** The program of a part and where its columns and rows stand. */
export interface PartModel {
  readonly linear: LinearModel;
  readonly meaning: readonly RowMeaning[];
  /** First column of the accounts kept, one for each link of {@link keptLinks}. */
  readonly keptAt: number;
  /** Links whose seller owns accounts of the class, where that has worth. */
  readonly keptLinks: Int32Array;
  /** First column of each class's tranches, and the end of them; shape [classes + 1]. */
  readonly trancheAt: Int32Array;
  /** Row of each class; shape [classes]. */
  readonly classRow: Int32Array;
}

const INFINITE = Number.POSITIVE_INFINITY;

/**
 * Builds the program of a part: whole numbers of accounts a link, kept ones apart from new ones, and the
 * covered accounts of each class in tranches, whose costs and widths {@link layTranches} fills in later.
 * Columns are links, kept links, tranches, ranges, geographies of a single-geography seller. O(entries).
 */
export function buildModel(part: Part): PartModel {
  const { classes, linkSeller, linkClass, use, owned, pinned, bonus } = part;
  const rows = new Rows();
  const columns = new Columns();
  const capacityRow = capacityRows(part, rows);
  const wholeRow = wholeRows(part, rows);
  const classRow = Int32Array.from(classes, (_, cls) => rows.add(0, 0, { kind: "class", cls }));
  const minRow = Int32Array.from(part.sellers, (_, seller) =>
    part.minAccounts > 0 ? rows.add(part.minAccounts, INFINITE, { kind: "min-accounts", seller }) : -1,
  );
  const coverRows = classes.map(() => [] as number[]);
  part.floors.forEach(({ classes: covered, least }, floor) => {
    const row = rows.add(least, INFINITE, { kind: "cover", floor });
    for (const c of covered) coverRows[c]!.push(row);
  });
  const apartRow = apartRows(part, rows);
  const spread = spreadRows(part, rows);

  const account = (l: number): void => {
    const s = linkSeller[l]!;
    const c = linkClass[l]!;
    for (const row of capacityRow(s, c, pinned[l] === 1)) columns.entry(row, use[l]!);
    for (const { row, coefficient } of wholeRow(s, use[l]!)) columns.entry(row, coefficient);
    columns.entry(classRow[c]!, 1);
    if (minRow[s]! >= 0) columns.entry(minRow[s]!, 1);
    for (const row of apartRow(s, c)) columns.entry(row, 1);
    for (const { low, high, ofLink } of spread.ofSeller(s)) {
      columns.entry(low, ofLink(l));
      columns.entry(high, ofLink(l));
    }
  };
  const most = (l: number) => Math.min(classes[linkClass[l]!]!.worth.length, Math.floor(1 / use[l]! + 1e-9));
  for (let l = 0; l < use.length; l++) {
    account(l);
    // A lock is one account, and worth its bonus where it is with its owner already.
    if (pinned[l] === 1) columns.end(bonus * owned[l]!, 1, 1, true);
    else columns.end(0, 0, most(l), true);
  }
  const keptAt = use.length;
  const keptLinks = Int32Array.from(
    Array.from(use.keys()).filter((l) => bonus > 0 && owned[l]! > 0 && pinned[l] === 0),
  );
  for (const l of keptLinks) {
    account(l);
    columns.end(bonus, 0, Math.min(owned[l]!, most(l)), true);
  }
  const trancheAt = new Int32Array(classes.length + 1);
  trancheAt[0] = columns.cost.length;
  for (let c = 0; c < classes.length; c++) {
    for (let j = tranchesOf(classes[c]!.worth.length); j > 0; j--) {
      columns.entry(classRow[c]!, -1);
      for (const row of coverRows[c]!) columns.entry(row, 1);
      columns.end(0, 0, 0, false);
    }
    trancheAt[c + 1] = columns.cost.length;
  }
  spread.addColumns(columns);
  addGeoChoices(rows, columns);
  return {
    linear: columns.model(rows),
    meaning: rows.meaning,
    keptAt,
    keptLinks,
    trancheAt,
    classRow,
  };
}

/** One row of capacity a seller; for one of a single geography one more for each, under a choice among them. */
function capacityRows(part: Part, rows: Rows): (s: number, c: number, pinned: boolean) => readonly number[] {
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
  return (s, c, pinned) => {
    // A locked account counts against the seller as a whole, wherever it is.
    const ofGeo = pinned ? undefined : byGeo.get(`${s} ${part.classes[c]!.geo}`);
    return ofGeo === undefined ? [whole[s]!] : [whole[s]!, ofGeo];
  };
}

/** Rows of what a seller's whole accounts can add up to, where that is less than the capacity; by the use of one. */
function wholeRows(
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
function addGeoChoices(rows: Rows, columns: Columns): void {
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

function apartRows(part: Part, rows: Rows): (s: number, c: number) => readonly number[] {
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

/** The counts that a solution of the model stands for, rounded by `round`. */
export function countsOf(model: PartModel, values: Float64Array, round: (x: number) => number): Counts {
  const total = Float64Array.from(values.subarray(0, model.keptAt));
  model.keptLinks.forEach((l, k) => {
    total[l]! += values[model.keptAt + k]!;
  });
  return Int32Array.from(total, round);
}

/** Values of the first columns, links and kept links, that stand for counts. */
export function valuesOf(part: Part, model: PartModel, counts: Counts): Float64Array {
  const values = new Float64Array(model.trancheAt[0]!);
  values.set(counts);
  model.keptLinks.forEach((l, k) => {
    const kept = Math.min(counts[l]!, part.owned[l]!);
    values[model.keptAt + k] = kept;
    values[l]! -= kept;
  });
  return values;
}
