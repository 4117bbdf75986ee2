import type { Vocabulary } from "../../book/vocabulary.ts";
import type { RuleOperation } from "../../merge/operations.ts";
import { has, ofKind, textOf, withCue } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import { symbolsOf } from "../clauses/symbols.ts";
import type { Item } from "../items/item.ts";
import type { Amount } from "../items/numbers.ts";
import type { Slots } from "./frame-slots.ts";
import type { Means } from "./list-entries.ts";

/** What stays where it stands. */
const STAYS =
  /\b(?:where (?:it|they) (?:is|are)|as (?:it|they) (?:is|are)|in place|unchanged|untouched|stays? put)\b/u;

/** Words beside the tier that gives accounts, or takes them. */
const GIVEN = /^(?:take|taken|them|those|out|put|add|places|spots|slots|seats|at|expense|cost)$/u;

const OF_TIER = /\bN of (?:the |our |all )?T\b/u;

/** "Tier A: 1,200 accounts", "5 % A", "grow tier A to 1,500", "…, rest D", "take them from tier B". */
export function sizes({ clause, tiers, vocabulary, who }: Slots): readonly RuleOperation[] | null {
  // "must not have more than 900", but not "must not shrink below 900".
  const capped =
    /\b(?:not|never) (?:\S+ ){0,3}?(?:more than|bigger than|larger than|greater than|over|exceed|above) [\d.,]+(?! (?:tiers?|steps?|levels?)\b)/u.test(
      textOf(clause),
    );
  if (
    has(clause, "strategic", "except") ||
    (has(clause, "not") && !capped) ||
    (has(clause, "move", "jump", "fall", "rise") &&
      !has(clause, "resize") &&
      !LEAVING.test(symbolsOf(clause).text))
  )
    return null;
  const numbers = ofKind(clause, "amount");
  // "Silver accounts with seats below 50", "the largest 50 of tier A": the number says who they are.
  const describes = numbers.some((item) => who?.items.includes(item));
  if (describes || ofKind(clause, "column").length > 0) return null;
  // "customers over 20k stay in tier A": the number says who they are.
  const compared = /\b(?:over|above|under|below|(?:more|less|fewer) than) \d/u.test(textOf(clause));
  if (compared && has(clause, "hold")) return null;
  if (capped) spend(withCue(clause, "not", "over", "cap", "must"), "tierSizes");
  const names = tiers.flatMap((item) => [...item.names]);
  const amounts = numbers
    .flatMap((item) => [...item.amounts])
    .filter(({ kind }) => kind === "plain" || kind === "share");
  const text = textOf(clause);
  // "keep 90 % of Tier A", "no more than 10 % of Tier A may be new": a share of the tier, and no size of it.
  const { text: symbols } = symbolsOf(clause);
  if (OF_TIER.test(symbols) && !WAYS.some(([, pattern]) => pattern.test(symbols))) return null;
  // "Keep at least 90 % of Tier A where it is": a share of a tier that stays is no size of it.
  if (amounts.some(({ kind }) => kind === "share") && STAYS.test(text)) return null;
  const gives =
    /\b(?:take|taken|come) (?:\w+ ){0,3}(?:from|of)\b|\babsorbs?\b|\bmakes? up\b|\b(?:surplus|difference|excess|overflow) (?:\w+ )?(?:to|into|in)\b/u.test(
      text,
    );
  if (names.length === 1 && amounts.length === 0 && (has(clause, "rest") || gives)) {
    const told = clause.items.filter(({ text }) =>
      /^(?:surplus|difference|excess|overflow|goes)$/u.test(text),
    );
    spend([...tiers, ...told, ...withCue(clause, "rest", "from", "in")], "tierSizes");
    return [{ kind: "tierSizes", sizes: { [names[0] as string]: "rest" } }];
  }
  // "C should lose 300 accounts to D": the first gives.
  const loses = LOSES_TO.exec(symbols)?.groups !== undefined && tiers.length === 2 && amounts.length === 1;
  if (loses) {
    const [from, to] = names as [string, string];
    const count =
      amounts[0]!.kind === "share" ? sizeToday(from, vocabulary) * amounts[0]!.value : amounts[0]!.value;
    spend(
      [...tiers, ...numbers, ...clause.items.filter(({ text }) => RELATES.test(text) || text === "to")],
      "tierSizes",
    );
    return [
      {
        kind: "tierSizes",
        sizes: {
          [from]: Math.max(0, Math.round(sizeToday(from, vocabulary) - count)),
          [to]: Math.round(sizeToday(to, vocabulary) + count),
        },
      },
    ];
  }
  // "bigger by 200 at the cost of C": the second tier gives; "put 50 accounts from B into A": the first.
  const passes = PASSES.test(symbolsOf(clause).text);
  const costs =
    /\b(?:at the cost of|at the expense of|from|taken from|out of|(?:put|add) (?:them|those) (?:in|into|to))\b/u;
  // "at C's expense"
  const pays = /\bat (?:the )?T (?:expense|cost)\b/u.test(symbolsOf(clause).text);
  const giver =
    (passes || pays || costs.test(text)) && tiers.length === 2 && amounts.length === 1
      ? tiers[passes ? 0 : 1]
      : undefined;
  if (giver !== undefined) names.splice(passes ? 0 : names.length - giver.names.length, giver.names.length);
  // "double the size of tier A"
  const [name, other] = names;
  const times = [has(clause, "twice"), has(clause, "halve"), has(clause, "triple")].indexOf(true);
  if (amounts.length === 0 && times >= 0 && name !== undefined && other === undefined) {
    if (ofKind(clause, "signal", "values").length > 0) return null;
    const size = Math.round(sizeToday(name, vocabulary) * [2, 0.5, 3][times]!);
    spend([...tiers, ...withCue(clause, "twice", "halve", "triple", "as-much")], "tierSizes");
    return [{ kind: "tierSizes", sizes: { [name]: size } }];
  }
  if (amounts.length === 0 || (names.length !== amounts.length && amounts.length !== 1)) return null;
  const plausible = ({ kind, value }: (typeof amounts)[number]) =>
    kind === "share" ? value <= 1 : Number.isInteger(value) && value <= vocabulary.n;
  if (!amounts.every(plausible)) return null;
  const found: Record<string, number | string> = {};
  names.forEach((name, at) => {
    const amount = amounts[amounts.length === 1 ? 0 : at];
    if (amount === undefined) return;
    found[name] = sizeOf(amount, { name, clause, vocabulary });
  });
  for (const name of giver?.names ?? []) found[name] = "rest";
  if (giver !== undefined)
    spend([...withCue(clause, "from"), ...clause.items.filter(({ text }) => GIVEN.test(text))], "tierSizes");
  if (Object.keys(found).length === 0) return null;
  spend(
    [
      ...tiers,
      ...numbers,
      ...withCue(clause, "too-much"),
      ...clause.items.filter(({ text }) => /^(?:enough|plenty|top)$/u.test(text)),
    ],
    "tierSizes",
  );
  return [{ kind: "tierSizes", sizes: found }];
}

const sizeToday = (name: string, { tierSizes, tiers }: Vocabulary): number =>
  tierSizes[tiers.indexOf(name)] ?? 0;

const NOUN = "(?:(?:accounts?|customers?|clients?|places|spots|slots|seats) )?";
const UP = "(?:more|extra|additional|bigger|larger|higher|another|further)";
const DOWN = "(?:less|fewer|smaller|lower)";
const LARGER = "(?:S|grow|grows|increase|expand|enlarge|raise|extend|lift)";
const SMALLER = "(?:shrink|shrinks|cut|reduce|trim|lower)";
/** How a number says what a tier gains or loses from today. */
const WAYS: readonly (readonly ["up" | "down", RegExp])[] = [
  [
    "up",
    `(?:more|extra|additional|another|further) N|N ${NOUN}(?:${UP}|up)|(?:add|gains?) (?:up to )?N|(?:up|larger|bigger) by N|${LARGER}(?: \\S+){0,5} by N|N ${NOUN}(?:from|out of) T (?:in)?to T`,
  ],
  [
    "down",
    `N ${NOUN}(?:${DOWN}|down)|N ${NOUN}(?:out|off|away)|(?:remove|take|lose|loses|shave|trim|cut|knock|drop) N|(?:down|smaller) by N|${SMALLER}(?: \\S+){0,5} (?:by|in) N`,
  ],
].map(([name, pattern]) => [name as "up" | "down", new RegExp(`\\b(?:${pattern})\\b`, "u")]);
/** "increase Silver to 60 by taking from Bronze": a size, whatever else is said of it. */
const STATED = /\b(?:to|exactly) N\b/u;
/** "move 50 accounts out of A", which is no budget. */
const LEAVING = /\bN (?:(?:accounts|customers|clients) )?out of T\b/u;
const LOSES_TO = new RegExp(
  `^(?:\\S+ )*?T (?:should |must |can |may |to )?(?<way>loses?|gives?|hands?|sheds?|passes|pass|cedes?) N ${NOUN}(?:over )?(?:in)?to T$`,
  "u",
);
const PASSES = new RegExp(`\\bN ${NOUN}(?:from|out of) T (?:in)?to T\\b`, "u");
/** Words that say so. */
const RELATES =
  /^(?:out|off|away|remove|lose|loses|shave|knock|another|further|take|gains?|than (?:today|now))$/u;

/** "less than today", "more than now" */
const comparesNow = (items: readonly Item[], { text }: Item, at: number): boolean =>
  text === "than" &&
  /^(?:today|now|currently|it has|before|at present|this year)$/u.test(items[at + 1]?.text ?? "");

/** "10 % smaller", "by 200 accounts" go from today's size; else the number is the size. */
function sizeOf(
  { kind, value }: Amount,
  { clause, name, vocabulary }: Pick<Slots, "clause" | "vocabulary"> & { readonly name: string },
): number | string {
  const { text } = symbolsOf(clause);
  const way = WAYS.find(([, pattern]) => pattern.test(text))?.[0];
  if (way === undefined || STATED.test(text))
    return kind === "share" ? `${Number((value * 100).toFixed(6))}%` : value;
  const today = sizeToday(name, vocabulary);
  const change = kind === "share" ? today * value : value;
  spend(
    clause.items.filter((item, at) => RELATES.test(item.text) || comparesNow(clause.items, item, at)),
    "tierSizes",
  );
  return Math.max(0, Math.round(today + (way === "down" ? -change : change)));
}

const OF_REVENUE =
  /revenue|^(?:whichever|call|define|as|sales|turnover|cover|covers|hold|holds|carry|carries|account for|make|up|sum|the first|first|whatever|=|means?|those|together|that)$/u;

/** "only tier A is strategic", "the top three tiers", "the tiers that cover 80 % of revenue". */
export function strategic({ clause, tiers, vocabulary }: Slots): readonly RuleOperation[] | null {
  const numbers = ofKind(clause, "amount");
  const amount = numbers[0]?.amounts[0];
  const set = (value: number | string, items: readonly Item[]) => {
    spend(items, "strategicTiers");
    return [{ kind: "strategicTiers" as const, value }];
  };
  if (amount?.kind === "share" && /\b(?:revenues?|sales|turnover)\b/u.test(textOf(clause)))
    return set(
      `revenue:${amount.value}`,
      clause.items.filter(
        (item) =>
          item.kind === "column" ||
          item.cues.has("indifferent") ||
          numbers.includes(item) ||
          OF_REVENUE.test(item.text),
      ),
    );
  const counts =
    amount?.kind === "plain" && Number.isInteger(amount.value) && amount.value >= 1 && amount.value <= 26;
  if (counts && tiers.length === 0) return set(amount.value, numbers);
  // "strategic tiers: only the top one"
  if (tiers.length === 0)
    return /\b(?:top|highest|first|upper) (?:one|tier)(?: only)?$/u.test(textOf(clause))
      ? set(1, withCue(clause, "first", "only"))
      : null;
  if (tiers.length === 1 && /^(?:top|highest|best)/u.test(tiers[0]?.text ?? "")) return set(1, tiers);
  const said = tiers.flatMap((item) => [...item.names]);
  const places = said.map((name) => vocabulary.tiers.indexOf(name));
  // "A through C"
  const spans = said.length === 2 && /\b(?:through|thru|to|until|down to)\b/u.test(textOf(clause));
  const names = spans ? vocabulary.tiers.slice(Math.min(...places), Math.max(...places) + 1) : said;
  return set(vocabulary.tiers.filter((tier) => names.includes(tier)).join(","), tiers);
}

/** "tier sizes 1,000 / 10,000 / 9,000 / 30,000": of each tier, the highest first. */
export const sizesInOrder: Means = ({ clause, vocabulary: { tiers } }) => {
  const [list, more] = ofKind(clause, "amount");
  const { amounts = [] } = list ?? {};
  const whole = amounts.every(({ kind, value }) => (kind === "share" ? value <= 1 : Number.isInteger(value)));
  if (more !== undefined || amounts.length !== tiers.length || !whole) return null;
  if (ofKind(clause, "tier", "values", "signal", "column").length > 0) return null;
  spend([list!], "tierSizes");
  const size = ({ kind, value }: (typeof amounts)[number]) =>
    kind === "share" ? `${Number((value * 100).toFixed(6))}%` : value;
  return [
    { kind: "tierSizes", sizes: Object.fromEntries(tiers.map((tier, at) => [tier, size(amounts[at]!)])) },
  ];
};
