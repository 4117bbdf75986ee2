import type { Plan, Policy } from "../../tiering/index.ts";
import {
  briefSelector,
  columnWords,
  DEFAULT_COEFFICIENTS,
  DEFAULT_POLICY,
  eitherOf,
  GROWTH_COLUMN,
  groupOf,
  measureWords,
  pyramidShares,
  runSelectorWords,
  termsOf,
  tierWords,
} from "../../tiering/index.ts";
import type { Vocabulary } from "../book/vocabulary.ts";

/** What is known of the book when a rule is put into words. */
export type Book = Pick<Vocabulary, "n" | "tiers" | "isFirstTiering" | "absentSignals">;

/** A rule in words, and the field it stands for. */
export interface RuleWords {
  readonly field: keyof Policy | "scale";
  readonly text: string;
}

/** Most entries of a list that are spelt out. */
const SHOWN = 6;

/** Rules about who may move, which a book that was never tiered has no use for. */
const MOVEMENT = ["maxMovedShare", "maxTierStep", "hold", "scope", "mayRise", "mayFall"] as const;

/** Every rule of a plan that the book has a use for in words, in the order of the policy. */
export function ruleWords({ policy, scale }: Plan, book: Book): RuleWords[] {
  const words: RuleWords[] = [];
  const say = (field: RuleWords["field"], text: string | null) => {
    if (book.isFirstTiering && MOVEMENT.some((rule) => rule === field)) return;
    if (text !== null) words.push({ field, text });
  };
  const { maxMovedShare, maxTierStep, strategicTiers, tierSizes, coefficients } = policy;
  if (maxMovedShare !== undefined) say("maxMovedShare", budgetWords(maxMovedShare, book.n));
  if (maxTierStep !== undefined) say("maxTierStep", stepWords(maxTierStep));
  if (tierSizes !== undefined && Object.keys(tierSizes).length > 0)
    say(
      "tierSizes",
      Object.entries(tierSizes)
        .map(
          ([tier, size]) =>
            `${tierWords(tier)} holds ${typeof size === "number" ? `${number(size)} accounts` : `${size.slice(0, -1)} % of the accounts`}`,
        )
        .join(", "),
    );
  if (strategicTiers !== undefined) say("strategicTiers", strategicWords(strategicTiers));
  if (policy.hold?.length) say("hold", `these keep their tier: ${list(policy.hold.map(briefSelector))}`);
  if (policy.force?.length) say("force", `whatever counts, ${forceWords(policy.force)}`);
  if (policy.holds !== undefined) say("holds", `the workspace's holds count (${policy.holds})`);
  if (policy.scope?.length)
    say("scope", `only these may move: ${list(policy.scope.map(briefSelector), " and ")}`);
  if (policy.mayRise?.length)
    say(
      "mayRise",
      policy.mayRise.includes("none")
        ? "no account may be promoted"
        : `only these may be promoted: ${list(policy.mayRise, " and ")}`,
    );
  if (policy.mayFall?.length)
    say(
      "mayFall",
      policy.mayFall.includes("none")
        ? "no account may be downgraded"
        : `only these may be downgraded: ${list(policy.mayFall, " and ")}`,
    );
  if (policy.monotone) say("monotone", "mean potential does not rise from one tier to the next lower one");
  if (coefficients !== undefined)
    say(
      "coefficients",
      `the overall score counts potential in the right tiers (TPA) ${coefficients.tpa}, revenue in focus (SFI) ${coefficients.sfi}, tiers alike (TCI) ${coefficients.tci}`,
    );
  if (scale !== undefined && scale !== "zscore")
    say("scale", scale === "rank" ? "signals count by rank" : "outliers of the signals are cut");
  return words;
}

/** The rules that bind though nobody said them: the hybrid's defaults. */
export function defaultWords({ method, policy }: Plan, book: Book): string[] {
  const words: string[] = [];
  const sized = policy.tierSizes !== undefined;
  if (book.isFirstTiering) {
    const shares = pyramidShares(book.tiers.length);
    const sizes = book.tiers.map((tier, k) => `${tierWords(tier)} ${percent(Number(shares[k]!.toFixed(3)))}`);
    if (!sized) words.push(`tier sizes are ${sizes.join(", ")}`);
  } else if (method === "hybrid" && policy.maxMovedShare === undefined && sized)
    words.push("as many accounts move as help, since sizes were said without a limit");
  else if (method === "hybrid" && policy.maxMovedShare === undefined)
    words.push(budgetWords(DEFAULT_POLICY.maxMovedShare, book.n));
  if (
    !book.isFirstTiering &&
    method !== "direct" &&
    method !== "baseline" &&
    policy.maxTierStep === undefined
  )
    words.push(stepWords(DEFAULT_POLICY.maxTierStep));
  if (!book.isFirstTiering && method !== "baseline" && method !== "kpi" && policy.tierSizes === undefined)
    words.push("tier sizes stay");
  if (policy.strategicTiers === undefined)
    words.push(strategicWords(Math.min(DEFAULT_POLICY.strategicTiers, book.tiers.length)));
  if (
    policy.coefficients !== undefined &&
    Object.values(policy.coefficients).every((value, at) => value === Object.values(DEFAULT_COEFFICIENTS)[at])
  )
    words.push("the overall score as published");
  return words;
}

/** What a first tiering leaves out of its plan; null where that is nothing. */
export function leftOutWords({ policy }: Plan): string | null {
  const isAsked = MOVEMENT.some((rule) => {
    const value = policy[rule];
    return value !== undefined && value !== "free" && !(Array.isArray(value) && value.length === 0);
  });
  return isAsked ? "Nobody can move yet, so the rules about who may move do not apply." : null;
}

/** Why a plan can move nothing at all, in words; null where it can. */
export function standstill({ method, policy }: Plan): string | null {
  const oneWay = policy.mayFall?.includes("none") || policy.mayRise?.includes("none");
  const kept = policy.tierSizes === undefined && (method === "hybrid" || method === "kpi");
  if (policy.maxMovedShare === 0) return "With no moves allowed, every account keeps its tier.";
  if (!oneWay || !kept) return null;
  return "With the tier sizes kept nothing can move, since accounts rise only where others fall: say a size for a tier as well.";
}

function budgetWords(share: number, n: number): string {
  return `at most ${percent(share)} of the accounts (${number(Math.floor(share * n + 1e-9))}) move`;
}

function stepWords(step: number | "free"): string {
  if (step === "free") return "accounts move any number of tiers";
  return step === 1 ? "no account moves more than one tier" : `no account moves more than ${step} tiers`;
}

function strategicWords(tiers: number | string): string {
  if (typeof tiers === "number")
    return tiers === 1 ? "the top tier is strategic" : `the top ${tiers} tiers are strategic`;
  const [kind, value] = tiers.split(":");
  if (value === undefined) return `strategic: ${tiers.split(",").map(tierWords).join(", ")}`;
  if (kind === "revenue") return `strategic: the fewest top tiers with ${percent(Number(value))} of revenue`;
  return kind === "top"
    ? `strategic: the top ${percent(Number(value))} of the tiers`
    : `strategic: tiers whose mean potential is above the ${percent(Number(value))} quantile`;
}

/** "account 42 is put into Tier A; Retail into Tier B". */
function forceWords(entries: readonly string[]): string {
  const words = entries.slice(0, SHOWN).map((entry) => {
    const colon = entry.lastIndexOf(":");
    return `${selectorWords(briefSelector(entry.slice(0, colon)))} goes into ${tierWords(entry.slice(colon + 1))}`;
  });
  const more = entries.length - SHOWN;
  return `${words.join("; ")}${more > 0 ? `; ${number(more)} more are put into a tier` : ""}`;
}

function list(entries: readonly string[], joint = "; "): string {
  const shown = entries.slice(0, SHOWN).map(selectorWords).join(joint);
  return entries.length > SHOWN ? `${shown}${joint}${number(entries.length - SHOWN)} more` : shown;
}

/** A selector in words: "Geo Entity Western Europe or Africa", "Tier A", "the 50 largest by Revenue". */
export function selectorWords(entry: string): string {
  const ofRun = runSelectorWords(entry);
  if (ofRun !== null) return ofRun;
  const group = groupOf(entry);
  if (group !== null)
    return (
      eitherOf(group)?.map(selectorWords).join(" or ") ??
      `all but (${termsOf(group).map(selectorWords).join(" and ")})`
    );
  const rank = /^(top|bottom):(\d+):([^&:<>]*)$/su.exec(entry);
  if (rank !== null)
    return `the ${number(Number(rank[2]))} accounts with the ${rank[1] === "top" ? "largest" : "smallest"} ${measureWords(rank[3]!)}`;
  const compared = /^([^:<>&]+)(>=|<=|>|<)([^&]*)$/su.exec(entry);
  if (compared !== null) {
    const [, column, sign, limit] = compared as unknown as [string, string, string, string];
    const value = number(Number(limit));
    return `${measureWords(column)} ${sign} ${value}${column === GROWTH_COLUMN ? " % a year" : ""}`;
  }
  const tier = /^tier:([^&:]*)$/su.exec(entry);
  if (tier !== null) return (tier[1] as string).split("|").map(tierWords).join(" or ");
  const values = /^([^:!<>]+)(!?):((?:[^&:]|&(?![^&|:<>]*[:<>]))*)$/su.exec(entry);
  if (values !== null)
    return `${columnWords(values[1]!)} ${values[2] === "!" ? "other than " : ""}${(values[3] as string).split("|").join(" or ")}`;
  return entry.includes(":") || /[<>]/u.test(entry)
    ? termsOf(entry)
        .map((term) => (term === entry ? term : selectorWords(term)))
        .join(", ")
    : `account ${entry}`;
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(6))} %`;
}

const NUMBER = new Intl.NumberFormat("en", { maximumFractionDigits: 6 });

function number(value: number): string {
  return NUMBER.format(value);
}
