import type { Hooks } from "../hooks.ts";
import type { RandomStream } from "../segmentation/random.ts";
import { fractional, half } from "./branching.ts";
import type { Box, PatternMaster } from "./pattern-master.ts";
import type { Incumbent } from "./pattern-search.ts";

/** Most steps of a dive. */
const STEPS = 400;
/** Nodes of a neighbourhood, and how many sellers are free in it, the least and the most [measured]. */
const NODES = 30;
const FREE = { least: 3, most: 7 } as const;
/** Least gain, in units, that is looked for. */
const LEAST_GAIN = 1e-6;

/** What is searched for better answers. */
export interface Improvable {
  readonly master: PatternMaster;
  readonly integers: readonly number[];
  readonly incumbent: Incumbent;
  /** Share of its seller that one more of a whole number takes; 1 for one that is no number of accounts. */
  readonly use: ReadonlyMap<number, number>;
  /** Share of the fractional numbers that a step of a dive rounds: one at the least. */
  readonly rounded: number;
}

/**
 * Dives from a box: rounds a few fractional numbers at a time, the nearest first (or what takes the least of its
 * seller to round), relaxing in between, until none is left or the rest can be worth no more than the incumbent.
 * @throws {TieringError} `cancelled`
 */
export function dive(
  { master, integers, incumbent, use, rounded }: Improvable,
  from: Box,
  by: "distance" | "load",
  hooks: Hooks,
): void {
  let box = from;
  for (let step = 0; step < STEPS; step++) {
    const { bound, values } = master.relax(box, { rounds: 2, enough: incumbent.worth }, hooks);
    if (values === null || bound <= incumbent.worth) return;
    const left = fractional(integers, values);
    if (left.length === 0) {
      incumbent.offer(values);
      return;
    }
    const cost = (j: number) =>
      Math.abs(values[j]! - Math.round(values[j]!)) * (by === "load" ? use.get(j)! : 1);
    const few = Math.max(1, Math.ceil(left.length * rounded));
    for (const j of left.toSorted((a, b) => cost(a) - cost(b) || a - b).slice(0, few)) {
      const isDown = Math.round(values[j]!) < values[j]!;
      box = half(box, j, values[j]!, isDown ? "down" : "up");
    }
  }
}

/**
 * Frees a few sellers drawn at random, holds the numbers of all others as the incumbent has them, and searches that box
 * for a better answer (Danna et al. 2005, by sellers).
 * @throws {TieringError} `cancelled`
 */
export function searchNear(
  { master, integers, incumbent, use }: Improvable,
  { values: now, sellerOf, sellers }: NearIncumbent,
  random: RandomStream,
  hooks: Hooks,
): void {
  const wanted = Math.min(sellers, FREE.least + random.below(FREE.most - FREE.least + 1));
  const free = new Set<number>();
  while (free.size < wanted) free.add(random.below(sellers));
  const held = integers.filter((j) => j < now.length && !free.has(sellerOf.get(j) ?? -1));
  const fixed = new Map(held.map((j) => [j, now[j]!]));
  const open: { readonly box: Box; readonly bound: number }[] = [
    { box: { least: fixed, most: fixed }, bound: Number.POSITIVE_INFINITY },
  ];
  for (let nodes = 0; open.length > 0 && nodes < NODES; nodes++) {
    const at = open.reduce((best, { bound }, k) => (bound > open[best]!.bound ? k : best), 0);
    const [node] = open.splice(at, 1) as [(typeof open)[number]];
    const wantedWorth = incumbent.worth + LEAST_GAIN;
    if (node.bound <= wantedWorth) return;
    const { bound, worth, values } = master.relax(node.box, { rounds: 3, enough: wantedWorth }, hooks);
    if (values === null || Math.min(bound, worth) <= wantedWorth) continue;
    const left = fractional(integers, values);
    if (left.length === 0) {
      incumbent.offer(values);
      continue;
    }
    const loss = (j: number) => Math.abs(values[j]! - Math.round(values[j]!)) * use.get(j)!;
    const widest = left.reduce((best, j) => (loss(j) > loss(best) ? j : best));
    for (const side of ["down", "up"] as const)
      open.push({ box: half(node.box, widest, values[widest]!, side), bound: Math.min(node.bound, bound) });
  }
}

/** The incumbent's values of the first columns, and whose numbers they are, by place; those of nobody stay as they are. */
export interface NearIncumbent {
  readonly values: Float64Array;
  readonly sellerOf: ReadonlyMap<number, number>;
  readonly sellers: number;
}
