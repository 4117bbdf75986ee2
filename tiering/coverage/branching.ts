import type { Box } from "./pattern-master.ts";

/** How far from a whole number a value counts as fractional. */
const FRACTION = 1e-5;
/** Columns that are weighed before one is branched on, those of them that are tried, and tries after which costs are trusted [measured]. */
const WEIGHED = 8;
const TRIED = 4;
const TRUSTED = 4;
/** Least that a side counts for, so that one side without effect does not hide the other's. */
const LEAST_COST = 1e-4;
/** Most that a side counts for: an empty one is worth no more than this, in units. */
const MOST_COST = 100;

/** A box and a bound of it. */
export interface Half {
  readonly box: Box;
  readonly bound: number;
}

/** What branching down and up has cost by column, a unit of the value: the sums and the times of both. */
export interface Costs {
  readonly byColumn: Map<number, [down: number, downs: number, up: number, ups: number]>;
  /** Nodes so far. */
  seen: number;
}

/** No costs yet. */
export const newCosts = (): Costs => ({ byColumn: new Map(), seen: 0 });

/** The columns whose values are fractional. */
export const fractional = (columns: readonly number[], values: Float64Array): number[] =>
  columns.filter((j) => Math.abs(values[j]! - Math.round(values[j]!)) > FRACTION);

const SIDES = ["down", "up"] as const;

/** A box with a column held at or below the whole number under a value, or above it. */
export function half({ least, most }: Box, j: number, value: number, side: "down" | "up"): Box {
  const floor = Math.floor(value + FRACTION);
  return side === "down"
    ? { least, most: new Map(most).set(j, floor) }
    : { least: new Map(least).set(j, floor + 1), most };
}

/**
 * The two halves of a box at the column that promises to lower the bound of both the most: by what branching on it has
 * cost before, and by trying while that is little (reliability branching, Achterberg et al. 2005).
 */
export function branchOn(
  box: Box,
  { values, bound }: { readonly values: Float64Array; readonly bound: number },
  left: readonly number[],
  { byColumn }: Costs,
  test: (box: Box) => number,
): readonly Half[] {
  const score = (down: number, up: number) => Math.max(down, LEAST_COST) * Math.max(up, LEAST_COST);
  const usual = meanOf(byColumn);
  const weighed = left
    .map((j) => {
      const part = values[j]! - Math.floor(values[j]!);
      const [down, downs, up, ups] = byColumn.get(j) ?? [0, 0, 0, 0];
      const expected = (sum: number, times: number, share: number) =>
        (times > 0 ? sum / times : usual) * share;
      return {
        j,
        part,
        times: downs,
        score: score(expected(down, downs, part), expected(up, ups, 1 - part)),
      };
    })
    .sort((a, b) => b.score - a.score || a.j - b.j)
    .slice(0, WEIGHED);
  let chosen = weighed[0]!.j;
  let most = -1;
  let halves: readonly Half[] | null = null;
  let tried = 0;
  for (const { j, part, times, score: expected } of weighed) {
    let found = expected;
    let made: readonly Half[] | null = null;
    if (times < TRUSTED && tried < TRIED) {
      tried++;
      const tested = SIDES.map((side): Half => {
        const one = half(box, j, values[j]!, side);
        return { box: one, bound: Math.min(bound, test(one)) };
      });
      made = tested;
      const [down, up] = tested.map((one) => Math.min(MOST_COST, bound - one.bound)) as [number, number];
      found = score(down, up);
      const sums = byColumn.get(j) ?? [0, 0, 0, 0];
      byColumn.set(j, [sums[0] + down / part, sums[1] + 1, sums[2] + up / (1 - part), sums[3] + 1]);
    }
    if (found > most) [most, chosen, halves] = [found, j, made];
  }
  return halves ?? SIDES.map((side) => ({ box: half(box, chosen, values[chosen]!, side), bound }));
}

/** Mean cost of all columns seen; 1 of none. */
function meanOf(byColumn: Costs["byColumn"]): number {
  let sum = 0;
  let times = 0;
  for (const [down, downs, up, ups] of byColumn.values()) {
    sum += down + up;
    times += downs + ups;
  }
  return times > 0 ? sum / times : 1;
}
