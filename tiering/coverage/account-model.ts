import { addGeoChoices, apartRows, capacityRows, wholeRows } from "./capacity-rows.ts";
import type { LinearModel } from "./engine.ts";
import { countsOfKinds, joinKinds, type Kind } from "./kinds.ts";
import { Columns, Rows } from "./model-builder.ts";
import type { Counts, Part } from "./part.ts";
import { chosenByClass } from "./placed-worth.ts";
import { spreadRows } from "./spread-rows.ts";

/** The program of a part that knows every account, and the way between its values and counts. */
export interface AccountModel {
  readonly linear: LinearModel;
  /** Numbers of accounts of a tier that a seller has, a column each; by seller. */
  readonly tierColumns: readonly TierColumn[];
  /** Rows that hold a seller's load, each with the seller. */
  readonly loadRows: readonly (readonly [row: number, seller: number])[];
  /** First column of the accounts, and the end of them. */
  readonly accountAt: number;
  readonly accountEnd: number;
  /** Values of the first columns that stand for counts. */
  valuesOf(counts: Counts): Float64Array;
  /** The counts of a solution; parts of accounts, which rounding of the solver may leave, are left out. */
  countsOf(values: Float64Array): Counts;
}

/** The column of a seller's accounts of a tier. */
export interface TierColumn {
  readonly seller: number;
  readonly column: number;
  /** Share of the seller that one account takes. */
  readonly use: number;
  /** Columns of those that are kept, the row of each that holds it to the covered ones, and how many there are to keep. */
  readonly kept: readonly number[];
  readonly keptRows: readonly number[];
  readonly owned: number;
}

const INFINITE = Number.POSITIVE_INFINITY;
const TIE = { kind: "tie" } as const;

/** Accounts of one kind and one owner, best first; runs of equal worth are one column. */
interface Sublist {
  readonly kind: number;
  /** Local seller; −1 for accounts that nobody can keep. */
  readonly owner: number;
  readonly runs: readonly { readonly worth: number; readonly size: number }[];
}

/** Numbers of a seller: accounts of a tier, accounts of a kind, accounts of a kind that are kept. */
interface Numbers {
  readonly seller: number;
  /** Tier or kind. */
  readonly of: number;
  /** A link of the seller to such an account. */
  readonly link: number;
}

/**
 * Builds the program of a part by single accounts. Whole numbers are only how many accounts of each *tier* a seller has:
 * which of them, of which domain, and with whom is a network flow once these are given, and has a whole solution by
 * itself. An account is covered once, by its owner, who keeps it, or by anybody; so covering the best and keeping owners
 * are weighed account by account, and the program is worth exactly what its accounts are once they are placed.
 * Columns are tiers of sellers, kinds of sellers, kept kinds, accounts, ranges, geographies of a single-geography seller.
 * Not for a part where expected worth is to be even, which is judged by class. O(entries).
 */
export function buildAccountModel(part: Part): AccountModel {
  const { linkSeller, pinned, bonus, use, owned, apart } = part;
  const kinds = joinKinds(part);
  const rows = new Rows();
  const columns = new Columns();
  const { ofTier, ofKind } = numbersOf(part);
  const kept = ofKind.filter(({ link }) => bonus > 0 && pinned[link] === 0 && ownsSome(part, kinds, link));
  const tierRow = new Map(ofTier.map(({ seller, of }) => [`${seller} ${of}`, rows.add(0, 0, TIE)]));
  const kindRow = kinds.map(() => rows.add(0, 0, TIE));
  const keptRow = new Map(kept.map(({ seller, of }) => [`${seller} ${of}`, rows.add(-INFINITE, 0, TIE)]));
  const capacity = capacityRows(part, rows);
  const whole = wholeRows(part, rows);
  const apartRow = apartRows(part, rows);
  const spread = spreadRows(part, rows);
  const minRow = Int32Array.from(part.sellers, (_, seller) =>
    part.minAccounts > 0 ? rows.add(part.minAccounts, INFINITE, { kind: "min-accounts", seller }) : -1,
  );
  const coverRows = part.classes.map(() => [] as number[]);
  part.floors.forEach(({ classes: covered, least }, floor) => {
    const row = rows.add(least, INFINITE, { kind: "cover", floor });
    for (const c of covered) coverRows[c]!.push(row);
  });

  for (const { seller, of, link } of ofTier) {
    const one = use[link]!;
    columns.entry(tierRow.get(`${seller} ${of}`)!, -1);
    columns.entry(capacity.whole[seller]!, one);
    for (const { row, coefficient } of whole(seller, one)) columns.entry(row, coefficient);
    if (minRow[seller]! >= 0) columns.entry(minRow[seller]!, 1);
    for (const { low, high, ofLink } of spread.ofSeller(seller)) {
      columns.entry(low, ofLink(link));
      columns.entry(high, ofLink(link));
    }
    columns.end(0, 0, Math.floor(1 / one + 1e-9), true);
  }
  const apartClasses = new Set(apart.flat());
  const enter = ({ seller, of, link }: Numbers): void => {
    const c = part.linkClass[link]!;
    columns.entry(tierRow.get(`${seller} ${kinds[of]!.tier}`)!, 1);
    columns.entry(kindRow[of]!, 1);
    const ofGeo = pinned[link] === 1 ? undefined : capacity.ofGeo(seller, kinds[of]!.geo);
    if (ofGeo !== undefined) columns.entry(ofGeo, use[link]!);
    for (const row of apartRow(seller, c)) columns.entry(row, 1);
  };
  const most = ({ of, link }: Numbers) =>
    Math.min(kinds[of]!.worth.length, Math.floor(1 / use[link]! + 1e-9));
  for (const numbers of ofKind) {
    const { link } = numbers;
    enter(numbers);
    // A lock is one account, and worth its bonus where it is with its owner already.
    if (pinned[link] === 1) columns.end(bonus * owned[link]!, 1, 1, true);
    else columns.end(0, 0, most(numbers), apartClasses.has(part.linkClass[link]!));
  }
  for (const numbers of kept) {
    enter(numbers);
    columns.entry(keptRow.get(`${numbers.seller} ${numbers.of}`)!, 1);
    columns.end(bonus, 0, most(numbers), apartClasses.has(part.linkClass[numbers.link]!));
  }
  const sublists = kinds.flatMap((kind, k) =>
    sublistsOf(kind, k, (owner) => (keptRow.has(`${owner} ${k}`) ? owner : -1)),
  );
  for (const { kind, owner, runs } of sublists) {
    const ofKept = keptRow.get(`${owner} ${kind}`);
    for (const { worth, size } of runs) {
      columns.entry(kindRow[kind]!, -1);
      if (ofKept !== undefined) columns.entry(ofKept, -1);
      // Least shares are of tiers in a geography: all classes of a kind have the same.
      for (const row of coverRows[kinds[kind]!.classOf[0]!]!) columns.entry(row, 1);
      columns.end(worth, 0, size, false);
    }
  }
  const end = columns.cost.length;
  spread.addColumns(columns);
  addGeoChoices(rows, columns);

  const kindAt = ofTier.length;
  const keptAt = kindAt + ofKind.length;
  const accountAt = keptAt + kept.length;
  return {
    linear: columns.model(rows),
    tierColumns: ofTier.map(({ seller, of, link }, column) => {
      const isOf = (s: number, k: number) => s === seller && kinds[k]!.tier === of;
      const own = [...kept.entries()].filter(([, numbers]) => isOf(numbers.seller, numbers.of));
      return {
        seller,
        column,
        use: use[link]!,
        kept: own.map(([j]) => keptAt + j),
        keptRows: own.map(([, numbers]) => keptRow.get(`${seller} ${numbers.of}`)!),
        owned: sublists
          .filter(({ owner, kind }) => isOf(owner, kind))
          .reduce((sum, { runs }) => sum + runs.reduce((all, { size }) => all + size, 0), 0),
      };
    }),
    loadRows: rows.meaning.flatMap((row, r) =>
      row.kind === "capacity" && row.geo === null ? [[r, row.seller] as const] : [],
    ),
    accountAt,
    accountEnd: end,
    valuesOf(counts) {
      const values = new Float64Array(end);
      const chosen = chosenByClass(part, counts);
      const total = new Map<string, number>();
      const keeps = new Map<string, number>();
      const covered = new Map<string, number>();
      const add = (map: Map<string, number>, key: string, n: number) => map.set(key, (map.get(key) ?? 0) + n);
      for (let l = 0; l < counts.length; l++)
        add(total, `${linkSeller[l]} ${part.classes[part.linkClass[l]!]!.kind}`, counts[l]!);
      chosen.forEach((found, c) => {
        const { kind, owner } = part.classes[c]!;
        for (const place of found.covered) {
          const key = `${owner[place]} ${kind}`;
          add(covered, keptRow.has(key) ? key : `-1 ${kind}`, 1);
        }
        for (const s of found.kept.values()) if (keptRow.has(`${s} ${kind}`)) add(keeps, `${s} ${kind}`, 1);
      });
      ofTier.forEach(({ seller, of }, j) => {
        for (let k = 0; k < kinds.length; k++)
          if (kinds[k]!.tier === of) values[j]! += total.get(`${seller} ${k}`) ?? 0;
      });
      ofKind.forEach(({ seller, of }, j) => {
        const key = `${seller} ${of}`;
        values[kindAt + j] = (total.get(key) ?? 0) - (keeps.get(key) ?? 0);
      });
      kept.forEach(({ seller, of }, j) => {
        values[keptAt + j] = keeps.get(`${seller} ${of}`) ?? 0;
      });
      let at = accountAt;
      for (const { kind, owner, runs } of sublists) {
        let left = covered.get(`${owner} ${kind}`) ?? 0;
        for (const { size } of runs) {
          values[at++] = Math.min(size, left);
          left -= Math.min(size, left);
        }
      }
      return values;
    },
    countsOf(values) {
      const totals = kinds.map(() => new Map<number, number>());
      const add = ({ seller, of }: Numbers, value: number): void => {
        totals[of]!.set(seller, (totals[of]!.get(seller) ?? 0) + value);
      };
      for (const [j, numbers] of ofKind.entries()) add(numbers, values[kindAt + j]!);
      for (const [j, numbers] of kept.entries()) add(numbers, values[keptAt + j]!);
      totals.forEach((bySeller, k) => {
        let open = kinds[k]!.worth.length;
        for (const [s, value] of bySeller) {
          const number = Math.min(open, Math.floor(value + 1e-5));
          open -= number;
          bySeller.set(s, number);
        }
      });
      return countsOfKinds(part, kinds, totals);
    },
  };
}

/** A number for each tier and each kind that a seller may have; by seller, then tier or kind. */
function numbersOf({ classes, linkClass, linkSeller, use }: Part) {
  const tiers = new Map<string, Numbers>();
  const kinds = new Map<string, Numbers>();
  for (let link = 0; link < use.length; link++) {
    const seller = linkSeller[link]!;
    const { tier, kind } = classes[linkClass[link]!]!;
    if (!tiers.has(`${seller} ${tier}`)) tiers.set(`${seller} ${tier}`, { seller, of: tier, link });
    if (!kinds.has(`${seller} ${kind}`)) kinds.set(`${seller} ${kind}`, { seller, of: kind, link });
  }
  return { ofTier: [...tiers.values()], ofKind: [...kinds.values()] };
}

/** Whether a link's seller owns an account of its kind. */
function ownsSome({ classes, linkClass, linkSeller }: Part, kinds: readonly Kind[], link: number): boolean {
  return kinds[classes[linkClass[link]!]!.kind]!.owner.includes(linkSeller[link]!);
}

function sublistsOf({ worth, owner }: Kind, kind: number, keeper: (owner: number) => number): Sublist[] {
  const lists = new Map<number, { worth: number; size: number }[]>();
  for (let k = 0; k < worth.length; k++) {
    const runs = lists.get(keeper(owner[k]!)) ?? [];
    lists.set(keeper(owner[k]!), runs);
    const last = runs.at(-1);
    if (last?.worth === worth[k]) last.size++;
    else runs.push({ worth: worth[k]!, size: 1 });
  }
  return [...lists].map(([owner, runs]) => ({ kind, owner, runs }));
}
