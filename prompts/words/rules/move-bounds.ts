import { type Clause, has, ofKind, withCue } from "../clauses/clauses.ts";
import { spend, UNSAYABLE } from "../clauses/spend.ts";
import { symbolsOf } from "../clauses/symbols.ts";
import { type Cue, cuesOf } from "../items/cue-words.ts";
import { growthBehind } from "../items/growth-words.ts";
import type { Item } from "../items/item.ts";
import type { Amount } from "../items/numbers.ts";

/** A bound on moves that no budget is: on one direction, in each group, from below; or a number that is to be met. */
export interface MoveBound {
  readonly kind: "way" | "group" | "least" | "exact";
  /** Which moves are bounded; null for all. */
  readonly way: "up" | "down" | null;
  /** What the groups are called, as it was said; null where all moves count together. */
  readonly group: string | null;
  readonly accounts: number;
  /** The most that may move, where "between 200 and 400" says both; else null. */
  readonly most: number | null;
  /** Whether it was said as a share. */
  readonly isShare: boolean;
  /** Where it stands in the message, UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}

const CAP =
  "(?:at most|no more than|not more than|nor more than|up to|max|maximum|a maximum of|at the most|fewer than|less than|under|below|within|cap|capped at|tops|<=?)";
const UP =
  "(?:promote|promoted|promotions?|upgrades?|upgraded|ups?|upwards?|rises?|risers|climbers|moves? up|go up|goes up)";
const DOWN =
  "(?:demote|demoted|demotions?|downgrades?|downgraded|downs?|downwards?|falls?|fallers|drops?|moves? down|go down|goes down)";
const LEAST = "(?:at least|minimum|a minimum of|no less than|not less than|no fewer than|not fewer than)";
const MOVES = "(?:moves?|moved|movers|changes?|changed|changing|shifts?|tier changes|switch|reassigned)";
const SOME =
  "(?: (?:of|the|our|book|accounts?|customers?|clients?|all|may|can|should|must|could|to|be|get|are|is|have)){0,6}";
const GROUPS =
  "(?:S|C|region|country|countries|owner|seller|rep|team|segment|manager|account manager|territory|state|city|industry|sector)";

const way = (one: string): RegExp =>
  new RegExp(
    `(?:${CAP} N${SOME} ${one}\\b|\\b${one} (?:to |only )?${CAP} N|^(?:cap|limit|keep|hold|restrict|bound)(?: (?:the|all|number|of)){0,4} ${one} (?:to|at|under|below|within|to at most|to no more than) N|\\b${one} (?:at|to|:)? ?${CAP} N|\\b(?:not|never) ${one} (?:more than|over) N|\\bnot (?:want|have|allow|see) (?:more than|over) N${SOME} ${one}\\b|^N ${one}$)`,
    "u",
  );
const WAYS = [
  ["up", way(UP)],
  ["down", way(DOWN)],
] as const;
const GROUPED = new RegExp(`\\b(?:per|each|every|no|any|single|one) (?<group>${GROUPS})\\b`, "du");
const BELOW = new RegExp(`\\b(?:${LEAST}) N${SOME}(?: (?<moves>${MOVES}|${UP}|${DOWN}))?`, "u");
const MOVING = new RegExp(`\\b(?:${MOVES}|${UP}|${DOWN})\\b`, "u");
const [UPWARDS, DOWNWARDS] = [new RegExp(`\\b${UP}\\b`, "u"), new RegExp(`\\b${DOWN}\\b`, "u")];
const LIMITED = new RegExp(`${CAP} N|\\bmore than N|\\bN(?: \\S+){0,3} (?:max|tops)\\b`, "u");
/** A number of accounts, and no part of the moves or of tiers. */
const OF_ACCOUNTS = /\bN\b(?! (?:C|tiers?|steps?|levels?|notch|notches)\b)(?<!\bC (?:\S+ )?N)/u;
const OF_MEASURE = /\b(?:revenues?|sales|turnover|spend|potential)(?: \S+){0,3} N\b/u;
const OF_MOVES = /\bN of (?:the |all )?(?:moves|changes|movers|movements)\b/u;
const STAYING = /\b(?:stay|stays|keep|kept|hold|held|remain|unchanged)\b/u;

/** Cues that such a bound is made of. */
const OWN: readonly Cue[] = cuesOf("cap at-least move rise fall accounts each may must not please");

/**
 * "promote at most 100", "at most 100 moves per region", "at least 300 moves", "exactly 500 moves": marks what it has read,
 * but of a number to be met only the word that says so. None for what a budget says.
 * @param n accounts of the book
 */
export function readMoveBound(clause: Clause, n: number): MoveBound[] {
  const { text, within } = symbolsOf(clause);
  if (ofKind(clause, "column").length > 0 && !GROUPED.test(text)) return [];
  // "nudge category up from 15 to 25": of a weight.
  if (ofKind(clause, "signal").length > 0 && !has(clause, "accounts", "move", "rise", "fall")) return [];
  const [item, other] = ofKind(clause, "amount");
  if (item === undefined || other !== undefined || item.amounts.length > 2 || !OF_ACCOUNTS.test(text))
    return [];
  // "nothing with revenue below 5,000 may rise"
  if (OF_MEASURE.test(text)) return [];
  // "only customers growing by at least 8 % can be promoted"
  if (growthBehind(clause.items, item) !== null) return [];
  const [least, most = least] = item.amounts as [Amount, Amount?];
  const isShare = least.kind === "share";
  if (!isPart(least, n) || !isPart(most as Amount, n) || (isShare && OF_MOVES.test(text))) return [];
  const strict = /(?<!\b(?:no|not) )\b(?:fewer than|less than|under|below) N/u.test(text) && !isShare ? 1 : 0;
  const accounts = accountsOf(most as Amount, n) - strict;
  if (accounts <= 0) return [];
  const took = (
    found: Pick<MoveBound, "group" | "kind" | "way">,
    words: RegExp,
    more: readonly Item[] = [],
  ) => {
    const spoken = clause.items.filter((each) => words.test(each.text));
    const items = [item, ...more, ...spoken, ...withCue(clause, ...OWN)];
    spend(items, UNSAYABLE);
    const [start, end] = [
      Math.min(...items.map((each) => each.start)),
      Math.max(...items.map((each) => each.end)),
    ];
    const both = found.kind === "least" && item.amounts.length === 2;
    const bound = both ? accountsOf(least, n) : accounts;
    return [{ ...found, accounts: bound, most: both ? accounts : null, isShare, start, end }];
  };
  const way = WAYS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
  const place = GROUPED.exec(text)?.indices?.groups?.group;
  if (place !== undefined && LIMITED.test(text) && (MOVING.test(text) || has(clause, "accounts"))) {
    const named = within(...place);
    const group = named.map((each) => each.text).join(" ");
    return took(
      { kind: "group", group, way },
      /^(?:per|every|any|see|have|lose|gain|get|single|no)$/u,
      named,
    );
  }
  if (way !== null) return took({ kind: "way", group: null, way }, /^$/u);
  if (!MOVING.test(text) || STAYING.test(text)) return [];
  if (
    BELOW.test(text) ||
    (item.amounts.length === 2 && (/\bbetween N\b/u.test(text) || / to /u.test(item.text)))
  ) {
    const [up, down] = [UPWARDS.test(text), DOWNWARDS.test(text)];
    return took({ kind: "least", group: null, way: up === down ? null : up ? "up" : "down" }, /^between$/u);
  }
  const exact = clause.items.filter((each) => /^(?:exactly|precisely|exact)$/u.test(each.text));
  if (exact.length === 0 || !/\b(?:exactly|precisely|exact) N\b/u.test(text)) return [];
  spend(exact, "an upper bound");
  return [
    {
      kind: "exact",
      group: null,
      way: null,
      accounts,
      most: null,
      isShare,
      start: item.start,
      end: item.end,
    },
  ];
}

function isPart({ kind, value }: Amount, n: number): boolean {
  if (kind === "share") return value > 0 && value <= 1;
  return kind === "plain" && Number.isInteger(value) && value > 0 && value <= n;
}

function accountsOf({ kind, value }: Amount, n: number): number {
  return kind === "share" ? Math.floor(value * n + 1e-9) : value;
}
