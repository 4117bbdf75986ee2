import { LOAD_TOLERANCE } from "./fill.ts";

/** Most steps that lifting one row may take; beyond them a further kind keeps the coefficient 0, which holds too. */
const MOST_STEPS = 400_000;

/** A kind of account in a row under construction. */
interface Term {
  readonly use: number;
  readonly coefficient: number;
}

/**
 * Rows `Σ row[k] × accounts of kind k ≤ 1` that cut off what a seller could only reach with parts of accounts, where
 * one account of kind k takes `uses[k]` of the seller. Each is a side of the hull of the whole loads of two kinds,
 * lifted to the others one by one, so that every whole load keeps it and no smaller room would do. O(kinds² ×
 * accounts²) or less.
 */
export function wholeLoadRows(uses: readonly number[]): number[][] {
  const rows = new Map<string, number[]>();
  const add = (first: number, second: number, side: readonly [number, number, number]) => {
    const row = lifted(uses, first, second, side);
    if (row.some((coefficient, k) => coefficient > uses[k]! * (1 + 1e-9)))
      rows.set(row.map((x) => x.toFixed(9)).join(), row);
  };
  if (uses.length === 1) return [[1 / whole(1, uses[0]!)]];
  for (let first = 0; first < uses.length; first++) {
    for (let second = first + 1; second < uses.length; second++) {
      for (const side of sidesOfPair(uses[first]!, uses[second]!)) add(first, second, side);
    }
  }
  return [...rows.values()];
}

/** Accounts that fit into some room. */
const whole = (room: number, use: number): number => Math.floor((room + LOAD_TOLERANCE) / use);

/** Sides a·x + b·y ≤ c of the convex hull of the whole loads of two kinds, the axes aside. */
function sidesOfPair(useX: number, useY: number): [number, number, number][] {
  const most = whole(1, useX);
  const corners: [number, number][] = [];
  const push = (x: number, y: number) => {
    for (; corners.length >= 2; corners.pop()) {
      const [[x1, y1], [x2, y2]] = [corners.at(-2)!, corners.at(-1)!];
      if ((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1) < 0) break;
    }
    corners.push([x, y]);
  };
  for (let x = 0; x <= most; x++) push(x, whole(1 - x * useX, useY));
  if (corners.at(-1)![1] > 0) push(most, 0);
  return corners.slice(1).map(([x2, y2], k) => {
    const [x1, y1] = corners[k]!;
    const [a, b] = [y1 - y2, x2 - x1];
    return [a, b, a * x1 + b * y1];
  });
}

/** A side of a pair, scaled to a right side of 1, with the greatest coefficients of the other kinds that hold. */
function lifted(
  uses: readonly number[],
  first: number,
  second: number,
  [a, b, c]: readonly [number, number, number],
): number[] {
  const row = uses.map(() => 0);
  row[first] = a / c;
  row[second] = b / c;
  const terms: Term[] = [first, second]
    .map((k) => ({ use: uses[k]!, coefficient: row[k]! }))
    .sort((p, q) => q.use - p.use);
  let steps = whole(1, terms[0]!.use) + 1;
  uses.forEach((use, k) => {
    if (k === first || k === second) return;
    const most = whole(1, use);
    steps *= most + 1;
    if (steps > MOST_STEPS) return;
    let coefficient = Number.POSITIVE_INFINITY;
    for (let n = 1; n <= most; n++)
      coefficient = Math.min(coefficient, (1 - best(terms, 1 - n * use, terms.length - 1)) / n);
    row[k] = Math.max(0, coefficient * (1 - 1e-12));
    terms.push({ use, coefficient: row[k]! });
  });
  return row;
}

/** The most that terms 0 … `last` can add up to within the room. */
function best(terms: readonly Term[], room: number, last: number): number {
  const { use, coefficient } = terms[last]!;
  const fits = whole(room, use);
  if (last === 0) return coefficient * fits;
  // The second kind of the pair takes what the first leaves; the others are tried one by one.
  if (last === 1) {
    const lead = terms[0]!;
    let most = 0;
    for (let x = whole(room, lead.use); x >= 0; x--)
      most = Math.max(most, x * lead.coefficient + coefficient * whole(room - x * lead.use, use));
    return most;
  }
  let most = 0;
  for (let n = 0; n <= fits; n++)
    most = Math.max(most, n * coefficient + best(terms, room - n * use, last - 1));
  return most;
}
