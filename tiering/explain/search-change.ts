import { type Direction, type Lever, signalOf, type WhatIf } from "./what-if.ts";

/** Multiples of a predicted distance that are tried too: the prices of the run are those before the change. */
const TRIALS = [1.02, 1.2, 2];

/** A change is narrowed down until a run at this share of it leaves the account where it is. */
const CLOSE = 0.95;

/** New runs that narrow one change down, at most: from a whole range to a twentieth takes a dozen. */
const MOST_HALVINGS = 8;

/** Distances at which predictions are made on either side. */
const GRID = 96;

/** Least share of the value that it starts from at which a change of money is looked for. */
const LEAST = 1e-3;

/** Accounts in runs that one side of a lever is probed by: small books are probed closely, large ones at the ends. */
const PROBED = 4000;
const FEWEST_PROBES = 2;
const MOST_PROBES = 4;

/** A change that moves the account, verified. */
export interface Found {
  /** Value of the lever at which it moves, and the nearest tried on the way at which it stays. */
  readonly to: number;
  readonly staysAt: number;
  /** Tier that it moves to. */
  readonly tier: number;
}

/** One side of a lever. */
interface Side {
  readonly lever: Lever;
  readonly from: number;
  /** Farthest the lever may go on this side, signed. */
  readonly span: number;
  readonly goes: (tier: number) => boolean;
}

/**
 * The nearest value of a lever found, within its range on either side of where it stands, at which a new run gives
 * the account a tier in the direction; null where none was found. Distances where the prices predict a change and
 * others in between are verified from the nearest on, and the first that moves the account is halved down to
 * within 5 %. O(a few runs; more of them on small books).
 */
export function searchChange(
  whatIf: WhatIf,
  lever: Lever,
  { direction, now }: { readonly direction: Direction; readonly now: number },
): Found | null {
  const goes = (tier: number) => (direction === "up" ? tier < now : tier > now);
  const from = whatIf.from(lever);
  if (Number.isNaN(from)) return null;
  const [low, high] = whatIf.range(lever, direction);
  const sides = [high - from, low - from]
    .filter((span) => span !== 0)
    .map((span): Side => ({ lever, from, span, goes }))
    .map((side) => ({ side, predicted: predictedDistances(whatIf, side) }))
    .sort((a, b) => (a.predicted[0] ?? Infinity) - (b.predicted[0] ?? Infinity));
  let best: (Found & { readonly distance: number }) | null = null;
  for (const { side, predicted } of sides) {
    const found = nearest(whatIf, side, probes(whatIf, side, predicted), best?.distance ?? Infinity);
    if (found !== null) best = found;
  }
  return best;
}

/** Distances on one side at which the prediction begins to go the right way, ascending. */
function predictedDistances(whatIf: WhatIf, side: Side): number[] {
  const { lever, from, span, goes } = side;
  const weight = signalOf(lever) !== null;
  const whole = Math.abs(span);
  const steps = weight ? GRID / 4 : GRID;
  const hit = (distance: number) => goes(whatIf.predict(lever, valueAt(side, distance)));
  const begins: number[] = [];
  let [stays, moving] = [0, false];
  for (let k = weight ? 1 : 0; k <= steps; k++) {
    const at = gridDistance(weight, from, whole, k / steps);
    if (!hit(at)) {
      [stays, moving] = [at, false];
      continue;
    }
    if (moving) continue;
    moving = true;
    let moves = at;
    for (let halving = 0; halving < (weight ? 4 : 12); halving++) {
      const middle = (stays + moves) / 2;
      if (hit(middle)) moves = middle;
      else stays = middle;
    }
    begins.push(moves);
  }
  return begins;
}

/** Weights in even steps; money from a thousandth of its own size up to the whole range. */
function gridDistance(weight: boolean, from: number, whole: number, part: number): number {
  if (weight) return whole * part;
  const least = Math.min(whole, Math.max(Math.abs(from) * LEAST, whole * 1e-9));
  return least * (whole / least) ** part;
}

/** Distances to verify, ascending: around the predicted ones, and some in between to the end of the range. */
function probes(whatIf: WhatIf, { lever, from, span }: Side, predicted: readonly number[]): number[] {
  const weight = signalOf(lever) !== null;
  const whole = Math.abs(span);
  const count = Math.min(MOST_PROBES, Math.max(FEWEST_PROBES, Math.floor(PROBED / whatIf.accounts)));
  const spread = Array.from({ length: count }, (_, k) => gridDistance(weight, from, whole, (k + 1) / count));
  const close = predicted.slice(0, 2).flatMap((distance) => TRIALS.map((times) => distance * times));
  const stated = [...close, ...spread].map((distance) => statedDistance(distance, whole, lever));
  return [...new Set(stated)].sort((a, b) => a - b);
}

/** The first probe that moves the account, narrowed down; null where none below `within` does. */
function nearest(
  whatIf: WhatIf,
  side: Side,
  distances: readonly number[],
  within: number,
): (Found & { readonly distance: number }) | null {
  const { lever, span, goes } = side;
  const tierAt = (distance: number) => whatIf.rerun(lever, valueAt(side, distance));
  let stays = 0;
  for (const distance of distances) {
    if (distance >= within) return null;
    const tier = tierAt(distance);
    if (!goes(tier)) {
      stays = distance;
      continue;
    }
    let best = { distance, tier };
    for (let halving = 0; halving < MOST_HALVINGS && stays < CLOSE * best.distance; halving++) {
      // Between two changes of money their ratio is halved, so that a small one is found from far.
      const least = signalOf(lever) === null ? LEAST * best.distance : 0;
      const middle = stays > 0 ? Math.sqrt(stays * best.distance) : Math.max(least, best.distance / 4);
      const stated = statedDistance(middle, Math.abs(span), lever);
      if (stated >= best.distance || stated <= stays) break;
      const found = tierAt(stated);
      if (goes(found)) best = { distance: stated, tier: found };
      else stays = stated;
    }
    return {
      ...best,
      to: valueAt(side, best.distance),
      staysAt: valueAt(side, stays),
    };
  }
  return null;
}

function valueAt({ from, span }: Side, distance: number): number {
  return distance >= Math.abs(span) ? from + span : from + Math.sign(span) * distance;
}

/** A distance that reads well, not smaller but for the end of the range: weights to thousandths, money to three digits. */
function statedDistance(distance: number, whole: number, lever: Lever): number {
  if (distance >= whole) return whole;
  const unit = signalOf(lever) === null ? 10 ** (Math.floor(Math.log10(distance)) - 2) : 0.001;
  return Math.min(whole, Number((Math.ceil(distance / unit - 1e-9) * unit).toPrecision(12)));
}
