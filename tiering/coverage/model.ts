import { addGeoChoices, apartRows, capacityRows, wholeRows } from "./capacity-rows.ts";
import type { LinearModel } from "./engine.ts";
import { Columns, type RowMeaning, Rows } from "./model-builder.ts";
import type { Counts, Part } from "./part.ts";
import { spreadRows } from "./spread-rows.ts";
import { tranchesOf } from "./tranches.ts";

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
  const capacity = capacityRows(part, rows);
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
    columns.entry(capacity.whole[s]!, use[l]!);
    // A locked account counts against the seller as a whole, wherever it is.
    const ofGeo = pinned[l] === 1 ? undefined : capacity.ofGeo(s, classes[c]!.geo);
    if (ofGeo !== undefined) columns.entry(ofGeo, use[l]!);
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
