import type { Policy } from "../../tiering/index.ts";
import type { Vocabulary } from "../book/vocabulary.ts";
import type { Conversation } from "../conversation/conversation.ts";
import { LIST_RULES, type Operation } from "../merge/operations.ts";
import { type Clause, has, ofKind, textOf, withCue } from "./clauses/clauses.ts";
import { spend } from "./clauses/spend.ts";
import { holdEntries } from "./who/selector-entries.ts";
import { readWho } from "./who/who.ts";

/** Rules by the words that they are spoken of. */
export const RULE_WORDS: readonly (readonly [RegExp, keyof Policy])[] = [
  [
    /\b(?:region|regional|territorial|country|geo\w*|scope|area|territor\w+|industry|sector|segment|filter|restriction)\b/u,
    "scope",
  ],
  [/\b(?:cap|budget|limit|ceiling|movement|churn|share|moves?)\b/u, "maxMovedShare"],
  [/\b(?:step|jump|one tier|tier limit)\b/u, "maxTierStep"],
  [/\b(?:hold|holds|lock|locks|freeze|frozen|protect\w*|exempt\w*)\b/u, "hold"],
  [/\b(?:size|sizes)\b/u, "tierSizes"],
  [/\b(?:downgrade|downgrades|demotion|demotions)\b/u, "mayFall"],
  [/\b(?:upgrade|upgrades|promotion|promotions)\b/u, "mayRise"],
  [/\b(?:strategic)\b/u, "strategicTiers"],
];

/** Every rule, and none by its name. */
const ALL_RULES =
  /\b(?:all|every|any)\b.*\b(?:rules?|restrictions?|limits?|limitations?|conditions?)\b|\bno (?:rules|restrictions|limitations|conditions)\b|\bconstraints\b|\b(?:forget|drop|scrap|lift|remove|without) the (?:rules|restrictions)$/u;

const STEP_LIMIT =
  /^(?:(?:and|but|please|also|then|ok) )*(?:drop|remove|lift|lose|scrap|forget|ignore|without|no|ditch|delete) (?:the |any )?(?:tier )?(?:steps?|jumps?) (?:limit|rule|cap|restriction|constraint)(?: please)?$/u;

/** The entries of a scope of which a word speaks, where there are others beside them; none elsewhere. */
function partOfScope(scope: readonly string[], text: string, { roles }: Vocabulary): readonly string[] {
  const column = (entry: string) => /^[^:!<>&]+/u.exec(entry)?.[0] ?? "";
  const isTier = (entry: string) => column(entry) === roles.tier || column(entry) === "tier";
  const isCategory = (entry: string) => column(entry) === roles.category;
  const found = /\btiers?\b/u.test(text)
    ? scope.filter(isTier)
    : /\b(?:industr|sector|categor|vertical)/u.test(text)
      ? scope.filter(isCategory)
      : /\b(?:region|countr|geograph|area|place|territor)/u.test(text)
        ? scope.filter((entry) => !isTier(entry) && !isCategory(entry))
        : [];
  return found.length < scope.length ? found : [];
}

const USUAL_LIMIT =
  /\b(?:forget|drop|lift|remove|scrap|ignore|ditch|lose) (?:the |your |any )?(?:(?:limit|cap|ceiling|restriction) on (?:the |the number of )?(?:moves|movement|changes)|(?:move|moves|movement|churn) (?:limit|cap|ceiling|budget))$/u;

/** "drop the region restriction", "lift the cap", "the whole book again". */
export function lifted(
  clause: Clause,
  { current, proposed }: Conversation,
  vocabulary: Vocabulary,
): Operation[] {
  const policy = (proposed ?? current)?.policy ?? {};
  const takes = /\btake\b.* (?:away|off)\b/u.test(textOf(clause));
  const lifts = [
    ...withCue(clause, "lift", "ignore", "not", "stop", "free", "void").filter(
      (item) => !/^(?:reset|leave|keep)$/u.test(item.text),
    ),
    ...clause.items.filter(({ text }) => takes && /^(?:take|away|off)$/u.test(text)),
  ];
  const about = withCue(clause, "rule", "cap", "strategic", "sizes", "jump", "free");
  const nouns = about.filter((item) => !lifts.includes(item) || /^no /u.test(item.text));
  // "drop the 2 % thing"
  const own = ofKind(clause, "amount").filter(
    ({ amounts: [one] }) => one?.kind === "share" && one.value === policy.maxMovedShare,
  );
  if (
    lifts.length > 0 &&
    own.length === 1 &&
    ofKind(clause, "signal", "values", "tier", "account").length === 0
  ) {
    spend(
      [...lifts, ...own, ...about, ...clause.items.filter(({ text }) => text === "thing")],
      "no maxMovedShare",
    );
    return [{ on: "rules", change: { kind: "lift", rule: "maxMovedShare" } }];
  }
  const text = textOf(clause);
  // "drop the region", where nothing but a place restricts: the place, and no weight.
  const [only, ...more] = policy.scope ?? [];
  const column = only === undefined || more.length > 0 ? null : /^[^:!<>&]+/u.exec(only)?.[0];
  const dropped =
    /^(?:(?:ok|okay|now|please|and|then) )*(?:drop|remove|lift|lose|scrap|forget) the (?:region|country|area|place)(?: again| please)?$/u;
  if (column != null && column !== vocabulary.roles.category && dropped.test(text)) {
    spend(clause.items, "no scope");
    return [{ on: "rules", change: { kind: "lift", rule: "scope" } }];
  }
  if (lifts.length === 0 || nouns.length === 0) return [];
  // "drop the tier step limit": none, or the usual one where a plan has its own.
  if (STEP_LIMIT.test(text)) {
    spend(clause.items, "maxTierStep");
    const own = policy.maxTierStep !== undefined;
    return [
      {
        on: "rules",
        change: own ? { kind: "lift", rule: "maxTierStep" } : { kind: "maxTierStep", value: "free" },
      },
    ];
  }
  const [number, ...others] = ofKind(clause, "amount", "account");
  if (number !== undefined && (others.length > 0 || number.amounts[0]?.value !== policy.maxMovedShare))
    return [];
  const all = ALL_RULES.test(text) && !has(clause, "direct");
  const found = RULE_WORDS.filter(([pattern, rule]) => pattern.test(text) && policy[rule] !== undefined).map(
    ([, rule]) => rule,
  );
  const named = ofKind(clause, "values", "tier");
  const first = found.find(
    (rule) => rule !== "maxMovedShare" || /\b(?:cap|budget|movement|churn|limit|ceiling)\b/u.test(text),
  );
  const rule =
    named.length > 0 ? (found.find((one) => one === "scope" || one === "hold") ?? null) : (first ?? null);
  const rules = all ? (Object.keys(policy) as (keyof typeof policy)[]) : rule === null ? [] : [rule];
  // "no rules at all", where there are none; "forget the limit on moves", where the usual one is all there is.
  if (all && rules.length === 0) spend([...lifts, ...nouns, ...withCue(clause, "all")], "no rules");
  if (rules.length === 0 && !all && named.length === 0 && USUAL_LIMIT.test(text)) {
    spend(clause.items, "maxMovedShare");
    return [{ on: "rules", change: { kind: "maxMovedShare", value: 1 } }];
  }
  if (rules.length === 0) return [];
  const who = named.length > 0 && !all ? readWho(clause, vocabulary) : null;
  spend(
    [
      ...lifts,
      ...nouns,
      ...ofKind(clause, "signal"),
      ...named,
      ...withCue(clause, "in", "move", "tierword", "all", "restrict", "free"),
    ],
    `no ${rules.join(", ")}`,
  );
  // "drop the tier restriction", of a scope that has others as well
  const part = rule === "scope" ? partOfScope(policy.scope ?? [], text, vocabulary) : [];
  if (part.length > 0) return [{ on: "rules", change: { kind: "remove", rule: "scope", entries: part } }];
  // "without the hold on Utilities": of that list they alone go.
  const list = LIST_RULES.find((one) => one === rule);
  if (who !== null && list !== undefined)
    return [{ on: "rules", change: { kind: "remove", rule: list, entries: holdEntries(who) } }];
  return rules.map((one): Operation => ({ on: "rules", change: { kind: "lift", rule: one } }));
}
