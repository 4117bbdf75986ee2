import type { RuleOperation } from "../../merge/operations.ts";
import { ofKind, textOf } from "../clauses/clauses.ts";
import { holdEntries, outsideEntries, scopeEntries } from "../who/selector-entries.ts";
import { equalSizes } from "./equal-sizes.ts";
import { budget, kept, scaledBudget } from "./frame-budgets.ts";
import {
  allowed,
  allowedAgain,
  broadened,
  extended,
  groupWithout,
  heldOnly,
  insteadOf,
  notOnly,
  rebound,
  release,
  replaced,
  sameFor,
  substituted,
  unhold,
  widened,
} from "./frame-changes.ts";
import { freedom } from "./frame-freedom.ts";
import {
  allBut,
  butNot,
  byWhich,
  excluded,
  favoured,
  held,
  oneWay,
  onlyTheOthers,
  orMoves,
  rerun,
  restricted,
  stayInside,
} from "./frame-means.ts";
import { nobody, noneInto, ruledOut } from "./frame-nobody.ts";
import { sizes, sizesInOrder, strategic } from "./frame-sizes.ts";
import type { Slots } from "./frame-slots.ts";
import { adjacent, fromTo, jumps, noJump, step } from "./frame-steps.ts";
import { exceptOfNobody, letGo, norThese } from "./frame-turns.ts";
import { add, type Means, replace } from "./list-entries.ts";

/**
 * A pattern of a clause and the operation that it means: a sentence that it reads (the tests read each); the
 * cues that must be there (`a|b`: either) and, behind `!`, must not; the slot that must be filled; and cues
 * that it reads beside its own.
 */
export type Frame = readonly [
  says: string,
  cues: string,
  slot: keyof Slots | "none",
  means: Means,
  reads?: string,
];

const always =
  (change: RuleOperation): Means =>
  () => [change];
const restrictedTo = replace("scope", scopeEntries);

/** The business rules that sentences state, tried from the top. */
export const FRAMES: readonly Frame[] = [
  // How many may move, and how far.
  ["double the cap", "rule", "clause", scaledBudget, "cap rule"],
  [
    "D straight to B is out of the question",
    "not|void|may|jump|from !only",
    "tiers",
    fromTo,
    "in from rise fall again free",
  ],
  ["let accounts jump", "jump !not !cap", "none", jumps],
  [
    "no account moves more than two tiers",
    "not|cap|only|may|jump|move|tierword",
    "steps",
    step,
    "rise fall each even more less over at-least in rule",
  ],
  ["at least 95 % of the accounts stay", "hold|not", "none", kept, "at-least all"],
  ["no jumps", "not jump", "none", noJump, "only"],
  ["only to adjacent tiers", "only|cap|restrict tierword", "none", adjacent, "run move in"],
  [
    "move at most 2 %",
    "move|accounts|cap|instead|nothing-else|may",
    "portion",
    budget,
    "not only below less more rise fall rule resize weak faint mild slight rest",
  ],
  // Sizes and strategic tiers.
  ["tier sizes 1,000 / 10,000 / 9,000 / 30,000", "sizes", "none", sizesInOrder, "resize must hold"],
  ["the same number of accounts in each tier", "", "clause", equalSizes],
  ["Tier A should hold 1,200 accounts", "", "tiers", sizes, "resize rest sizes more less"],
  [
    "keep the tier sizes",
    "sizes hold|again|not",
    "none",
    always({ kind: "lift", rule: "tierSizes" }),
    "hold",
  ],
  ["only tier A is strategic", "strategic", "none", strategic, "only matter first even resize nothing-else"],
  ["keep the tiers in order of potential", "monotone", "none", always({ kind: "monotone", value: true })],
  [
    "keep tier B at its size",
    "hold",
    "tiers",
    ({ clause }) => (/\bsizes?\b/u.test(textOf(clause)) ? [] : null),
    "sizes resize",
  ],
  [
    "keep the rules",
    "hold rule !move",
    "none",
    ({ clause }) =>
      /\b(?:rules?|restrictions?|constraints?|conditions?|guard ?rails?|limits?)\b/u.test(textOf(clause)) &&
      ofKind(clause, "values", "tier", "account", "amount").length === 0
        ? []
        : null,
  ],
  // Which way.
  ["nobody in Africa falls or moves at all", "not fall|rise move", "who", orMoves],
  ["protect Africa from demotion", "hold fall !not !rise", "who", add("mayFall", outsideEntries)],
  [
    "Africa is off limits for promotions",
    "hold rise !not !fall !only",
    "who",
    add("mayRise", outsideEntries),
  ],
  ["let Healthcare go again", "", "clause", letGo],
  ["widen it to Africa", "", "who", broadened],
  ["only hold the ones in Africa", "hold only", "who", heldOnly],
  ["stay inside Africa", "", "who", stayInside],
  ["nor in South Asia", "!rise !fall !hold !move", "who", norThese],
  ["except in tier D", "except", "who", exceptOfNobody, "in rise fall"],
  ["make that revenue below 5 million", "", "who", rebound, "instead also resize wish over under below cap"],
  [
    "Africa in place of South Asia",
    "",
    "who",
    substituted,
    "instead over swap again hold not only restrict also release",
  ],
  ["not only South Asia", "", "who", notOnly, "stop lift only not"],
  ["instead of Healthcare", "over", "who", insteadOf],
  ["Healthcare may move after all", "release", "who", release, "not also hold"],
  ["Healthcare can only go up", "only rise", "who", oneWay("mayFall")],
  ["Healthcare can only go down", "only fall", "who", oneWay("mayRise")],
  ["only Healthcare may rise", "only|nothing-else rise", "who", replace("mayRise", scopeEntries), "only"],
  ["only Healthcare may fall", "only|nothing-else fall", "who", replace("mayFall", scopeEntries), "only"],
  ["Africa may go up but not down", "rise not less|fall", "who", butNot("fall", "mayFall"), "may less"],
  ["Africa may go down but not up", "fall not more|rise", "who", butNot("rise", "mayRise"), "may more"],
  ["no promotions into tier A", "not rise|fall !only", "tiers", noneInto, "in rise fall"],
  ["nobody in Africa should be downgraded", "not fall", "who", add("mayFall", outsideEntries)],
  ["no promotions in Africa", "not rise", "who", add("mayRise", outsideEntries)],
  ["Africa may go down", "may fall !not", "who", replace("mayFall", scopeEntries)],
  ["no downgrades", "not fall", "none", nobody("mayFall")],
  ["only upgrades", "only rise", "none", nobody("mayFall")],
  ["only downgrades", "only fall", "none", nobody("mayRise")],
  ["no upgrades", "not rise", "none", nobody("mayRise")],
  ["downgrades are out", "void|hold|ignore rise|fall !not !only", "none", ruledOut],
  // Who stays, and who alone may move.
  ["hold everything except Africa", "hold|not|void|ignore except", "who", onlyTheOthers, "void ignore all"],
  ["do not touch Healthcare", "not move", "who", add("hold", holdEntries)],
  ["no longer hold Healthcare", "stop|not hold !move", "who", unhold],
  ["hold Africa instead", "hold instead !wish !not", "who", replace("hold", holdEntries)],
  ["keep tier A as it is", "hold !wish", "who", held, "again only free also void"],
  ["everything except Africa may move", "except", "who", allBut, "not again wish release free whole"],
  ["everyone in Africa except Healthcare may move", "may move except !not !hold", "who", restrictedTo],
  ["only in Africa", "only|restrict|nothing-else", "who", restricted, "run also again matter hold mine"],
  ["Africa may move", "may move !not !except", "who", allowed],
  ["downgrades are fine", "may rise|fall !not !only !cap !hold", "none", allowedAgain],
  ["no cap on movement", "free", "none", freedom, "not matter"],
  ["re-tier Africa", "run !not !wish", "who", rerun, "move"],
  ["Africa instead", "instead", "who", replaced, "again"],
  ["include Healthcare again", "also again !not", "who", release],
  ["add Africa to that", "also", "who", extended, "again in"],
  ["everywhere again", "whole !not !except !hold", "none", widened, "again only release lift also instead"],
  ["my patch is Africa", "mine", "who", restrictedTo],
  ["change nothing outside my patch", "mine not|only", "none", () => [], "except"],
  ["exclude Africa", "ignore|void|not", "who", excluded, "matter"],
  ["the same for Africa", "again in", "who", sameFor],
  ["Healthcare except Japan", "", "who", groupWithout, "except"],
];

/** Wishes for a segment: only that segment may rise. Where a place says where a wish holds, it is a scope. */
export const WISHES: readonly Frame[] = [
  ["Tier C by growth", "!rise !hold", "who", byWhich, "run wish"],
  ["promote accounts in Africa", "rise", "who", favoured, "wish first strong"],
  [
    "favour Africa",
    "wish|strong|first|more|matter !hold",
    "who",
    (slots) => (slots.who?.located ? null : favoured(slots)),
    "also weak much resize",
  ],
  [
    "growth in Africa",
    "in !hold !not !move !rise !fall !ignore",
    "who",
    (slots) => (slots.who?.located ? replace("scope", scopeEntries)(slots) : null),
    "run",
  ],
];
