import type { Obstacle } from "./eligibility.ts";
import type { CoverageProblem } from "./problem.ts";
import type { Coverage } from "./solve.ts";

/** The rule that binds an account without a seller. */
export type UnassignedCode =
  | "no-role-for-tier"
  | "no-seller-in-geo"
  | "no-seller-of-domain"
  | "presence"
  | "forbidden"
  | "capacity"
  | "room-too-small"
  | "other-rules";

/** Why an account has no seller. */
export interface UnassignedReason {
  readonly code: UnassignedCode;
  /** The same in words. */
  readonly text: string;
}

/** How far the sellers come who come furthest: the rule that stops these is the one that binds. */
const STAGES: readonly (Obstacle | "forbidden")[] = ["role", "geo", "domain", "presence", "forbidden"];

const percent = (share: number) => `${Number((share * 100).toFixed(1))} %`;
const money = (amount: number) => Math.round(amount).toLocaleString("en");

/**
 * Prepares the answers to why accounts are without a seller: the rule that stops those sellers who come
 * furthest, or the capacity of those who may serve it and what it costs. O(sellers) an account's class.
 */
export function createUnassignedReasons(
  problem: CoverageProblem,
  coverage: Coverage,
): (account: number) => UnassignedReason {
  const { input, sellers, eligibility, special, unit } = problem;
  const load = new Float64Array(sellers.length);
  for (let i = 0; i < coverage.owner.length; i++) {
    const s = coverage.owner[i]!;
    if (s >= 0) load[s]! += eligibility.use(s, input.tiers[i]!);
  }
  const priceOf = classPrices(problem, coverage);
  const known = new Map<number, { stage: (typeof STAGES)[number] | null; open: number[] }>();

  const standing = (cls: number) => {
    const found = known.get(cls);
    if (found) return found;
    const kind = problem.classes[cls]!;
    const forbidden = special.forbid.get(kind.accounts[0]!);
    let stage = -1;
    const open: number[] = [];
    for (let s = 0; s < sellers.length; s++) {
      const obstacle = eligibility.obstacle(s, kind) ?? (forbidden?.has(s) ? "forbidden" : null);
      if (obstacle === null) open.push(s);
      else stage = Math.max(stage, STAGES.indexOf(obstacle));
    }
    const made = { stage: open.length > 0 ? null : (STAGES[stage] ?? "geo"), open };
    known.set(cls, made);
    return made;
  };

  return (i) => {
    const cls = problem.classOf[i]!;
    const { geo, tier } = problem.classes[cls]!;
    const place = input.accounts.geo.values[geo]!;
    const tierName = input.tierNames[tier]!;
    const { stage, open } = standing(cls);
    if (stage === "role")
      return { code: "no-role-for-tier", text: `No role has capacity for Tier ${tierName}.` };
    if (stage === "geo") {
      return {
        code: "no-seller-in-geo",
        text: `No seller with capacity for Tier ${tierName} serves ${place}.`,
      };
    }
    if (stage === "domain") {
      const domain = problem.domains!.values[problem.domains!.codes[i]!]!;
      const text = `No seller with capacity for Tier ${tierName} in ${place} knows ${domain}, which that tier asks for.`;
      return { code: "no-seller-of-domain", text };
    }
    if (stage === "presence") {
      const needed = input.rules.presence?.[tierName] ?? "another";
      return {
        code: "presence",
        text: `Tier ${tierName} asks for sellers ${needed === "remote" ? "at a distance" : "in person"}, and ${place} has none with capacity for it.`,
      };
    }
    if (stage === "forbidden")
      return { code: "forbidden", text: "Every seller who could have it is ruled out for this account." };

    const rooms = open.map((s) => (1 - load[s]!) / eligibility.use(s, tier));
    const most = Math.max(...rooms);
    const isRoomy = most >= 1 - 1e-9;
    if (isRoomy) {
      return {
        code: "other-rules",
        text: "A seller has room, but may not have it beside the other accounts (single geography, accounts kept apart) or not for an even load.",
      };
    }
    const price = (priceOf[cls] ?? 0) * unit;
    const worth = problem.whitespace[i]!;
    const isOne = open.length === 1;
    const count = `${isOne ? "The one seller" : `All ${open.length} sellers`} who may serve it`;
    if (most > 0.05) {
      const text = `${count} ${isOne ? "has" : "have"} room for ${percent(most)} of one more Tier ${tierName} account at the most.`;
      return { code: "room-too-small", text };
    }
    const better = price > worth ? ": it would take the place of accounts worth more" : "";
    const text = `${count} ${isOne ? "is" : "are"} full. Room for one more costs ${money(price)} of whitespace elsewhere; the account brings ${money(worth)}${better}.`;
    return { code: "capacity", text };
  };
}

/** Price of the capacity for one more account of each class, in units; shape [classes]. */
export function classPrices(problem: CoverageProblem, { parts, solutions }: Coverage): Float64Array {
  const prices = new Float64Array(problem.classes.length);
  parts.forEach((part, p) => {
    part.classes.forEach(({ id }, c) => {
      prices[id] = solutions[p]!.classPrice[c]!;
    });
  });
  return prices;
}
