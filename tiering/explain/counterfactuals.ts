import type { Accounts } from "../accounts.ts";
import { checkpoint, type Hooks } from "../hooks.ts";
import { NOT_FORCED } from "../policy/resolved-policy.ts";
import { formatAmount, formatShare, significant } from "../rules/format.ts";
import { type Predictor, reachOf } from "./predictor.ts";
import { type Found, searchChange } from "./search-change.ts";
import { type Direction, LEVERS, type Lever, signalOf, type WhatIf } from "./what-if.ts";

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
    const found = whatIf.isIdle(lever) ? null : searchChange(whatIf, lever, { direction, now });
    return describe(direction, lever, whatIf, found, predictor.run.tierNames);
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
  if ((policy.forced?.[i] ?? NOT_FORCED) !== NOT_FORCED) return `It is forced into ${run.tierNames[now]}.`;
  if (policy.held?.[i] === 1) return "It is on hold.";
  if (policy.scope?.[i] === 0) return "It is out of the plan's scope.";
  if (direction === "up" && policy.mayRise?.[i] === 0) return "The plan does not let it rise.";
  if (direction === "down" && policy.mayFall?.[i] === 0) return "The plan does not let it fall.";
  const tiers = policy.step === 1 ? "one tier" : `${policy.step} tiers`;
  return `Not reachable: an account may move by at most ${tiers}, and it was in ${accounts.tierNames[home]}.`;
}

const NAMES: Readonly<Record<Lever, string>> = {
  potential: "Potential revenue",
  revenue: "Current revenue",
  "weights.runway": "Weight of runway",
  "weights.growth": "Weight of growth",
  "weights.geo": "Weight of geo share",
  "weights.category": "Weight of category share",
};

function describe(
  direction: Direction,
  lever: Lever,
  whatIf: WhatIf,
  found: Found | null,
  names: readonly string[],
): Counterfactual {
  const from = whatIf.from(lever);
  const base = { direction, lever, from: Number.isNaN(from) ? null : from };
  if (found === null) {
    const text = whatIf.isIdle(lever)
      ? `${NAMES[lever]}: it moves nobody, as ${signalOf(lever)} tells no accounts apart here or is the only signal that does.`
      : Number.isNaN(from)
        ? `${NAMES[lever]} is undefined, so no change of it can be tried.`
        : `${NAMES[lever]}: ${nothingWords(lever, direction, whatIf)}.`;
    return { ...base, to: null, relative: null, staysAt: null, tier: null, text };
  }
  const relative = from === 0 ? null : (found.to - from) / Math.abs(from);
  const tier = names[found.tier]!;
  const verb = direction === "up" ? "lifts" : "takes";
  const way = found.to > from ? "up" : "down";
  const by =
    signalOf(lever) === null
      ? `by ${amount(lever, Math.abs(found.to - from), whatIf)}${relative === null ? "" : ` (${relativeWords(relative)})`},`
      : `from ${amount(lever, from, whatIf)}`;
  const text = `${NAMES[lever]} ${way} ${by} to ${amount(lever, found.to, whatIf)} ${verb} it to ${tier}.`;
  return { ...base, to: found.to, relative, staysAt: found.staysAt, tier, text };
}

/** Why a lever offers nothing: it cannot reasonably go that way, or goes and moves nothing. */
function nothingWords(lever: Lever, direction: Direction, whatIf: WhatIf): string {
  if (signalOf(lever) !== null) return `no weight was found that moves it ${direction}`;
  const [low, high] = whatIf.range(lever, direction);
  if (low === high) return `accounts like it give no example of ${direction === "up" ? "more" : "less"}`;
  const end =
    direction === "up"
      ? `rise to ${formatAmount(high, whatIf.currency)}`
      : `fall to ${formatAmount(low, whatIf.currency)}`;
  return `no ${end}, as far as accounts like it go, was found that moves it ${direction}`;
}

/** Money as it is, a weight in per cent. */
function amount(lever: Lever, value: number, { currency }: WhatIf): string {
  return signalOf(lever) === null ? formatAmount(value, currency) : formatShare(value);
}

/** A change as a percentage, or as a factor where that reads better. */
function relativeWords(relative: number): string {
  if (relative >= 9) return `× ${significant(Number((1 + relative).toPrecision(3)))}`;
  return `${relative < 0 ? "−" : "+"}${significant(Number(Math.abs(relative * 100).toPrecision(3)))} %`;
}
