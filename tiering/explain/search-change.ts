import { type Lever, signalOf, type WhatIf } from "./what-if.ts";

/** Trial distances, as multiples of the predicted one, until one moves the account. */
const TRIALS = [1, 1.15, 1.6, 3];

/** New runs for one counterfactual, the trials included. */
const MOST_RUNS = 5;

/** A change is settled once a run at this share of it leaves the account where it is. */
const CLOSE = 0.85;

/** Shares of a change that moves the account at which a smaller one is tried, as long as each still does. */
const SHRINK = [0.88, 0.6, 0.25];

/** Distances at which predictions are made on either side. */
const GRID = 96;

/** A change that moves the account, verified. */
export interface Found {
  /** Value of the lever at which it moves, and the nearest tried on the way at which it stays. */
  readonly to: number;
  readonly staysAt: number;
  /** Tier that it moves to. */
  readonly tier: number;
}

/**
 * The nearest value of a lever, on either side of where it stands, at which a new run gives the account a tier
 * that `goes` the right way; null where none was found. O(a few runs).
 */
export function searchChange(whatIf: WhatIf, lever: Lever, goes: (tier: number) => boolean): Found | null {
  const from = whatIf.from(lever);
  if (Number.isNaN(from)) return null;
  const [low, high] = whatIf.range(lever);
  const sides = [high - from, low - from].filter((span) => span !== 0);
  const predicted = sides
    .map((span) => ({ span, distance: predictDistance(whatIf, lever, from, span, goes) }))
    .sort((a, b) => (a.distance ?? Infinity) - (b.distance ?? Infinity));
  for (const { span, distance } of predicted) {
    const side = { from, span, goes };
    // Where the prices see no change that would do, only the end of the range can tell that there is none.
    const start = distance ?? (goes(whatIf.rerun(lever, from + span)) ? Math.abs(span) / 16 : null);
    const found = start === null ? null : verify(whatIf, lever, side, start);
    if (found !== null) return found;
  }
  return null;
}

/** Distance on one side at which the prediction first goes the right way; null where it never does. */
function predictDistance(
  whatIf: WhatIf,
  lever: Lever,
  from: number,
  span: number,
  goes: (tier: number) => boolean,
): number | null {
  const weight = signalOf(lever) !== null;
  const whole = Math.abs(span);
  // Weights in even steps; money from a thousandth of its own size up to the whole range.
  const least = Math.min(whole, Math.max(Math.abs(from) * 1e-3, whole * 1e-9));
  const steps = weight ? GRID / 4 : GRID;
  const at = (k: number) => (weight ? (whole * k) / steps : least * (whole / least) ** (k / steps));
  const hit = (distance: number) =>
    goes(whatIf.predict(lever, from + Math.sign(span) * Math.min(distance, whole)));
  let stays = 0;
  for (let k = weight ? 1 : 0; k <= steps; k++) {
    let moves = at(k);
    if (!hit(moves)) {
      stays = moves;
      continue;
    }
    for (let halving = 0; halving < (weight ? 4 : 12); halving++) {
      const middle = (stays + moves) / 2;
      if (hit(middle)) moves = middle;
      else stays = middle;
    }
    return moves;
  }
  return null;
}

interface Side {
  readonly from: number;
  /** Farthest the lever may go on this side, signed. */
  readonly span: number;
  readonly goes: (tier: number) => boolean;
}

/** Runs the changed book at and around the predicted distance until the change is found and close. */
function verify(whatIf: WhatIf, lever: Lever, side: Side, predicted: number): Found | null {
  const { from, span, goes } = side;
  const whole = Math.abs(span);
  let runs = 0;
  let stays = 0;
  let found: { distance: number; tier: number } | null = null;
  const attempt = (distance: number): void => {
    const stated = distance >= whole ? whole : Math.min(whole, roundUp(distance, lever));
    runs++;
    const tier = whatIf.rerun(lever, valueAt(from, span, stated));
    if (goes(tier)) found = { distance: stated, tier };
    else stays = Math.max(stays, stated);
  };
  const current = () => found as { distance: number; tier: number } | null;
  for (const times of TRIALS) {
    if (current() === null && stays < whole) attempt(Math.min(whole, predicted * times));
  }
  if (current() === null && stays < whole) attempt(whole);
  // Narrow down between the farthest that stays and the nearest that moves.
  let shrunk = 0;
  for (let best = current(); best !== null && runs < MOST_RUNS; best = current()) {
    if (stays >= best.distance * CLOSE || (stays === 0 && shrunk === SHRINK.length)) break;
    const next = stays === 0 ? best.distance * SHRINK[shrunk++]! : Math.sqrt(stays * best.distance);
    if (roundUp(next, lever) >= best.distance) break;
    attempt(next);
  }
  const best = current();
  if (best === null) return null;
  return {
    to: valueAt(from, span, best.distance),
    tier: best.tier,
    staysAt: valueAt(from, span, stays),
  };
}

function valueAt(from: number, span: number, distance: number): number {
  return distance >= Math.abs(span) ? from + span : from + Math.sign(span) * distance;
}

/** A distance that reads well, not smaller: weights to thousandths, money to three digits. */
function roundUp(distance: number, lever: Lever): number {
  const unit = signalOf(lever) === null ? 10 ** (Math.floor(Math.log10(distance)) - 2) : 0.001;
  return Number((Math.ceil(distance / unit - 1e-9) * unit).toPrecision(12));
}
