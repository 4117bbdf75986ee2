import type { RuleOperation } from "../../merge/operations.ts";
import { has, ofKind, textOf, withCue } from "../clauses/clauses.ts";
import { spend } from "../clauses/spend.ts";
import type { Item } from "../items/item.ts";
import type { Amount } from "../items/numbers.ts";
import type { Slots } from "./frame-slots.ts";

/** What stays where it stands. */
const STAYS =
  /\b(?:where (?:it|they) (?:is|are)|as (?:it|they) (?:is|are)|in place|unchanged|untouched|stays? put)\b/u;

/** Words beside the tier that gives accounts, or takes them. */
const GIVEN = /^(?:take|taken|them|those|out|put|add|places|spots|slots|seats)$/u;

/** "Tier A: 1,200 accounts", "5 % A", "grow tier A to 1,500", "…, rest D", "take them from tier B". */
export function sizes({ clause, tiers, vocabulary }: Slots): readonly RuleOperation[] | null {
  // "must not have more than 900", but not "must not shrink below 900".
  const capped =
    /\b(?:not|never) (?:\S+ ){0,3}?(?:more than|bigger than|larger than|greater than|over|exceed|above) [\d.,]+(?! (?:tiers?|steps?|levels?)\b)/u.test(
      textOf(clause),
    );
  if (
    has(clause, "strategic", "except") ||
    (has(clause, "not") && !capped) ||
    (has(clause, "move", "jump", "fall", "rise") && !has(clause, "resize"))
  )
    return null;
  const numbers = ofKind(clause, "amount");
  // "Silver accounts with seats below 50": the number is the column's.
  if (ofKind(clause, "column").length > 0) return null;
  // "customers over 20k stay in tier A": the number says who they are.
  const compared = /\b(?:over|above|under|below|(?:more|less|fewer) than) \d/u.test(textOf(clause));
  if (compared && has(clause, "hold")) return null;
  if (capped) spend(withCue(clause, "not", "over", "cap", "must"), "tierSizes");
  const names = tiers.flatMap((item) => [...item.names]);
  const amounts = numbers
    .flatMap((item) => [...item.amounts])
    .filter(({ kind }) => kind === "plain" || kind === "share");
  const text = textOf(clause);
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
  // "bigger by 200 at the cost of C": the second tier gives.
  const giver =
    /\b(?:at the cost of|at the expense of|from|taken from|out of|(?:put|add) (?:them|those) (?:in|into|to))\b/u.test(
      text,
    ) &&
    tiers.length === 2 &&
    amounts.length === 1
      ? tiers[1]
      : undefined;
  if (giver !== undefined) names.splice(names.length - giver.names.length);
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
  spend([...tiers, ...numbers], "tierSizes");
  return [{ kind: "tierSizes", sizes: found }];
}

/** "10 % smaller", "by 200 accounts" go from today's size; else the number is the size. */
function sizeOf(
  { kind, value }: Amount,
  { clause, name, vocabulary }: Pick<Slots, "clause" | "vocabulary"> & { readonly name: string },
): number | string {
  const text = textOf(clause);
  // "increase Silver to 60 by taking from Bronze": a size, whatever else is said of it.
  const at = clause.items.findIndex(({ amounts }) => amounts.length > 0);
  const states = /(?:^| )(?:to|exactly)$/u.test(clause.items[at - 1]?.text ?? "");
  const grows = /\b\d[\d,.]* (?:accounts? )?(?:bigger|larger|more|extra|additional)\b/u.test(text);
  const down =
    !grows && /\b(?:smaller|fewer|less|shrink|cut|reduce|trim|down|lower|take|remove)\b/u.test(text);
  const up = /\b(?:bigger|larger|more|extra|additional|grow|increase|expand|enlarge|up|add|raise)\b/u.test(
    text,
  );
  const differs =
    /\bby\b|\b\d[\d,.]* (?:accounts? )?(?:bigger|larger|smaller|more|fewer|less|extra|additional)\b|^(?:\w+ )?(?:add|remove)\b|\btake\b.*\bout of\b|\b(?:more|fewer) accounts?\b/u.test(
      text,
    );
  const halves = kind === "share" && /\b(?:in|by) half\b/u.test(text);
  const relative = states
    ? false
    : differs || halves
      ? up || down
      : kind === "share" && /\b(?:smaller|fewer|bigger|larger)\b/u.test(text);
  if (!relative) return kind === "share" ? `${Number((value * 100).toFixed(6))}%` : value;
  const today = vocabulary.tierSizes[vocabulary.tiers.indexOf(name)] ?? 0;
  const change = kind === "share" ? today * value : value;
  return Math.max(0, Math.round(today + (down ? -change : change)));
}

const OF_REVENUE =
  /revenue|^(?:sales|turnover|cover|covers|hold|holds|carry|carries|account for|make|up|sum|the first|first|whatever|=|means?|those|together|that)$/u;

/** "only tier A is strategic", "the top three tiers", "the tiers that cover 80 % of revenue". */
export function strategic({ clause, tiers, vocabulary }: Slots): readonly RuleOperation[] | null {
  const numbers = ofKind(clause, "amount");
  const amount = numbers[0]?.amounts[0];
  const set = (value: number | string, items: readonly Item[]) => {
    spend(items, "strategicTiers");
    return [{ kind: "strategicTiers" as const, value }];
  };
  // "get strategic revenue to 90 %": a goal.
  if (/\b(?:get|reach|raise|bring|lift|push|hit|achieve)\b.*\b(?:to|at) \S+(?: %)?$/u.test(textOf(clause)))
    return null;
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
  if (tiers.length === 0) return null;
  if (tiers.length === 1 && /^(?:top|highest|best)/u.test(tiers[0]?.text ?? "")) return set(1, tiers);
  const said = tiers.flatMap((item) => [...item.names]);
  const places = said.map((name) => vocabulary.tiers.indexOf(name));
  // "A through C"
  const spans = said.length === 2 && /\b(?:through|thru|to|until|down to)\b/u.test(textOf(clause));
  const names = spans ? vocabulary.tiers.slice(Math.min(...places), Math.max(...places) + 1) : said;
  return set(vocabulary.tiers.filter((tier) => names.includes(tier)).join(","), tiers);
}
