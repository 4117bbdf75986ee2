import type { Accounts } from "../accounts.ts";
import { checkpoint, type Hooks } from "../hooks.ts";
import { tierLetter } from "../plan.ts";
import { formatMoney, significant } from "../rules/format.ts";
import { type Predictor, reachOf } from "./predictor.ts";
import { LEVERS, type Lever, signalOf, type WhatIf } from "./what-if.ts";

/** Which way an account would go: `up` to a higher tier than the run gave it, or `down`. */
export type Direction = "up" | "down";

/** The smallest change of one lever that was found to move an account one way. */
export interface Counterfactual {
  readonly direction: Direction;
  readonly lever: Lever;
  /** Where the lever stands; null where the input is undefined. */
  readonly from: number | null;
  /** Value at which a new run of the whole book moves the account; null where none was found. */
  readonly to: number | null;
  /** Change as a share of the value it starts from; null where that is 0 or nothing was found. */
  readonly relative: number | null;
  /** Nearest value, on the way to `to`, at which a new run leaves it: the smallest change lies between. */
  readonly staysAt: number | null;
  /** Letter of the tier that it moves to. */
  readonly tier: string | null;
  readonly text: string;
}

/** What would move an account, every change verified by running the changed book again. */
export interface Counterfactuals {
  /** Why no change at all can move the account that way; null where one could. */
  readonly blocked: Readonly<Record<Direction, string | null>>;
  readonly changes: readonly Counterfactual[];
  /** New runs that it took. */
  readonly runs: number;
}

/** Trial distances, as multiples of the predicted one, until one moves the account. */
const TRIALS = [1, 1.15, 1.6, 3];

/** New runs for one counterfactual, the trials included. */
const MOST_RUNS = 7;

/** A change is settled once a run at this share of it leaves the account where it is. */
const CLOSE = 0.9;

/** Shares of a change that moves the account at which a smaller one is tried, as long as each still does. */
const SHRINK = [0.92, 0.7, 0.4, 0.15];

/** Distances at which predictions are made on either side. */
const GRID = 96;

/**
 * Looks for the smallest change of each lever that moves account i up or down, each lever by itself: where
 * the run's prices predict it, then by running the changed book. O(levers · runs · a run).
 * @throws TieringError `cancelled`
 */
export function findCounterfactuals(
  accounts: Accounts,
  predictor: Predictor,
  whatIf: WhatIf,
  i: number,
  hooks: Hooks = {},
): Counterfactuals {
  const blocked = {
    up: whyBlocked(accounts, predictor, i, "up"),
    down: whyBlocked(accounts, predictor, i, "down"),
  };
  const open = (["up", "down"] as const).filter((direction) => blocked[direction] === null);
  const tasks = open.flatMap((direction) => LEVERS.map((lever) => ({ direction, lever })));
  const now = predictor.run.tiers[i]!;
  const changes = tasks.map(({ direction, lever }, done) => {
    checkpoint(hooks, "Counterfactuals", done / tasks.length);
    const goes = (tier: number) => (direction === "up" ? tier < now : tier > now);
    return describe(direction, lever, whatIf, search(whatIf, lever, goes));
  });
  return { blocked, changes, runs: whatIf.runs() };
}

function whyBlocked(
  accounts: Accounts,
  predictor: Predictor,
  i: number,
  direction: Direction,
): string | null {
  const { run, policy } = predictor;
  const now = run.tiers[i]!;
  const home = accounts.tier[i]!;
  const { first, last } = reachOf(accounts, predictor, i);
  if (direction === "up" ? first < now : last > now) return null;
  const [edge, end] = direction === "up" ? [0, "highest"] : [run.tierCount - 1, "lowest"];
  if (now === edge) return `It is in the ${end} tier already.`;
  if (run.plan.method === "baseline") return "The baseline keeps every tier.";
  if (policy.held?.[i] === 1) return "It is on hold.";
  if (policy.scope?.[i] === 0) return "It is out of the plan's scope.";
  const tiers = policy.step === 1 ? "one tier" : `${policy.step} tiers`;
  return `Not reachable: an account may move by at most ${tiers}, and it was in ${tierLetter(home)}.`;
}

interface Found {
  readonly to: number;
  readonly tier: number;
  readonly staysAt: number;
}

/** The nearest value that moves the account, on either side of where the lever stands. */
function search(whatIf: WhatIf, lever: Lever, goes: (tier: number) => boolean): Found | null {
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

const NAMES: Readonly<Record<Lever, string>> = {
  potential: "Potential revenue",
  revenue: "Current revenue",
  baseRevenue: "Base revenue",
  "weights.runway": "Weight of runway",
  "weights.growth": "Weight of growth",
  "weights.geo": "Weight of geo",
  "weights.category": "Weight of category",
};

function describe(direction: Direction, lever: Lever, whatIf: WhatIf, found: Found | null): Counterfactual {
  const from = whatIf.from(lever);
  const base = { direction, lever, from: Number.isNaN(from) ? null : from };
  if (found === null) {
    const text = Number.isNaN(from)
      ? `${NAMES[lever]} is undefined, so no change of it can be tried.`
      : `${NAMES[lever]}: no change within ${rangeWords(lever, whatIf)} was found that moves it ${direction}.`;
    return { ...base, to: null, relative: null, staysAt: null, tier: null, text };
  }
  const relative = from === 0 ? null : (found.to - from) / Math.abs(from);
  const tier = tierLetter(found.tier);
  const share = relative === null ? "" : ` (${relativeWords(relative)})`;
  const verb = direction === "up" ? "lifts" : "takes";
  const way = found.to > from ? "up" : "down";
  const by = amount(lever, Math.abs(found.to - from));
  const text = `${NAMES[lever]} ${way} by ${by}${share}, to ${amount(lever, found.to)}, ${verb} it to ${tier}.`;
  return { ...base, to: found.to, relative, staysAt: found.staysAt, tier, text };
}

function rangeWords(lever: Lever, whatIf: WhatIf): string {
  const [low, high] = whatIf.range(lever);
  return signalOf(lever) === null ? `${formatMoney(low)} … ${formatMoney(high)}` : "0 … 1";
}

function amount(lever: Lever, value: number): string {
  return signalOf(lever) === null ? formatMoney(value) : significant(value);
}

/** A change as a percentage, or as a factor where that reads better. */
function relativeWords(relative: number): string {
  if (relative >= 9) return `× ${significant(Number((1 + relative).toPrecision(3)))}`;
  return `${relative < 0 ? "−" : "+"}${significant(Number(Math.abs(relative * 100).toPrecision(3)))} %`;
}
