import type { Conversation } from "../conversation.ts";
import type { Operation } from "../merge/operations.ts";
import type { Scale } from "../../tiering/index.ts";
import type { Reading } from "../receipt/reading.ts";
import { type Clause, has, ofKind, withCue } from "./clauses.ts";
import type { Item } from "./items.ts";
import { isUndo } from "./undo-words.ts";
import { spend } from "./weight-numbers.ts";

type Followed = Pick<Reading, "operations"> & Partial<Reading>;

const textOf = (clause: Clause): string => clause.items.map((item) => item.text).join(" ");

/**
 * Short answers to what was asked or proposed before: "yes", "the first", "no", "what about .9?", "make that
 * 4 %", "halve it". Null where the message stands for itself.
 */
export function readFollowUp(clauses: readonly Clause[], conversation: Conversation): Followed | null {
  const open = clauses.flatMap((clause) => clause.items).filter((item) => item.became === null && item.kind !== "stop");
  const things = open.filter((item) => item.kind !== "word");
  const text = open.map((item) => item.text).join(" ");
  const { current, proposed, question } = conversation;
  if (proposed !== null && things.length === 0) {
    const agrees = /^(?:yes|yep|yeah|yup|sure|ok|okay|please do|do that|go ahead|do it|run it|correct|exactly|right|agreed|fine|sounds good|perfect|the first|first one|the first one|option one|then without|and without|without it|without that)\b/u.test(text);
    if (agrees && open.length <= 8) {
      spend(open, "yes");
      return { operations: [{ on: "plan", change: "keep" }] };
    }
    if (/^(?:no|nope|cancel|never mind|forget it|stop)\b/u.test(text) && open.length <= 4) {
      spend(open, "no");
      return { operations: [], talk: "Nothing was run; the plan before stays in force." };
    }
  }
  // "then without that account": the refused thing is left out.
  if (proposed !== null && /^(?:then |and |ok |okay |so |just )*(?:run )?(?:it )?(?:without|leave|drop|skip|ignore)\b/u.test(text) && /\b(?:that|it|this|the)\b/u.test(text) && things.every((item) => item.kind === "account") && open.length <= 8) {
    spend(open, "without what was refused");
    return { operations: [{ on: "plan", change: "keep" }] };
  }
  const amounts = things.flatMap((item) => item.amounts);
  const [amount] = amounts;
  if (question?.kind === "goal" && amounts.length === 1 && amount !== undefined && things.length === 1) {
    const atLeast = amount.kind === "plain" && amount.value > 2 ? amount.value / 100 : amount.value;
    if (atLeast <= 2) {
      spend(open, "the question: goal");
      return { operations: [], ask: { ...question, atLeast } };
    }
  }
  if (question?.kind === "account" && things.length === 1 && things[0]?.kind === "account" && open.length <= 5) {
    spend(open, "the question: account");
    return { operations: [], ask: { ...question, id: things[0].names[0] as string } };
  }
  if (current === null || things.length !== 1 || amounts.length !== 1 || amount === undefined) return halved(open, things, conversation);
  // "make that 4 %": the number of the rule that the last plan has.
  const ruled = current.policy.maxMovedShare !== undefined && amount.kind === "share" && /^(?:\S+ ){0,4}?(?:make|then|what about|try|and|rather|instead|better|no|actually|only|to)\b/u.test(`${text} `);
  if (ruled && !open.some((item) => item.cues.has("each") || item.cues.has("rest"))) {
    spend(open, "maxMovedShare");
    return { operations: [{ on: "rules", change: { kind: "maxMovedShare", value: amount.value } }] };
  }
  return null;
}

/** "that's too much change, halve it": the budget. */
function halved(open: readonly Item[], things: readonly Item[], { current }: Conversation): Followed | null {
  if (current === null || things.length > 0) return null;
  const factor = open.some((item) => item.cues.has("halve")) ? 1 / 2 : open.some((item) => item.cues.has("twice")) ? 2 : null;
  const moves = open.some((item) => item.cues.has("move"));
  if (factor === null || !(moves || current.policy.maxMovedShare !== undefined)) return null;
  spend(open, "maxMovedShare");
  return { operations: [{ on: "rules", change: { kind: "scaleBudget", factor } }] };
}

const ORDINAL: readonly [RegExp, number][] = [
  [/\b(?:first|1st|original|initial|very first|earliest) (?:plan|run|one|weights|version|settings|setup|attempt|try)\b|\bwhere we started\b|\bwe started with\b/u, 0],
  [/\b(?:second|2nd) (?:plan|run|one|version|settings|setup|attempt|try)\b/u, 1],
  [/\b(?:third|3rd) (?:plan|run|one|version|settings|setup|attempt|try)\b/u, 2],
  [/\b(?:two|2) (?:plans|runs|steps|versions|turns) (?:ago|back|before)\b|\bbefore the last one\b|\bsecond to last\b|\bpenultimate\b/u, -2],
];

/** Undo, redo, start over, earlier plans, lifted rules, and what keeps the plan as it is. */
export function readPlanWords(clause: Clause, conversation: Conversation): Operation[] {
  const text = textOf(clause);
  const operations: Operation[] = [];
  const place = ORDINAL.find(([pattern]) => pattern.test(text))?.[1];
  if (place !== undefined && conversation.plans.length > 0 && ofKind(clause, "tier").length === 0) {
    spend(withCue(clause, "first", "second", "third", "again", "run", "undo", "default", "wish", "the-first", "in", "last", "twice", "over", "then", "yes"), "an earlier plan");
    spend(clause.items.filter((item) => item.kind === "amount" || /^(?:plan|run|one|weights|original|initial)$/u.test(item.text)), "an earlier plan");
    operations.push({ on: "plan", change: "recall", place });
  } else if (has(clause, "undo") && isUndo(text)) {
    spend(withCue(clause, "undo", "again", "yes", "in", "instead", "over", "hold", "move"), "undo");
    operations.push({ on: "plan", change: "undo" });
  } else if (has(clause, "start-over") && !has(clause, "direct") && !/\b(?:rank|ranking|rebuild)\b.*from scratch/u.test(text)) {
    spend(withCue(clause, "start-over", "ignore", "all", "lift", "rule"), "start over");
    operations.push({ on: "plan", change: "start-over" });
    if (has(clause, "default") && has(clause, "matter")) operations.pop();
  } else if (has(clause, "redo") && /^(?:please )?redo(?: (?:that|it|this))?(?: please)?$/u.test(text)) {
    spend(withCue(clause, "redo"), "redo");
    operations.push({ on: "plan", change: "redo" });
  }
  operations.push(...lifted(clause, conversation));
  if (has(clause, "again") && ofKind(clause, "signal", "amount").length === 0 && !has(clause, "hold")) {
    operations.push({ on: "plan", change: "keep" });
  }
  return operations;
}

const RULE_WORDS: readonly [RegExp, "maxMovedShare" | "maxTierStep" | "scope" | "hold" | "tierSizes" | "strategicTiers" | "mayRise" | "mayFall" | "coefficients"][] = [
  [/\b(?:region|country|geo\w*|scope|area|territor\w+|industry|sector|segment|filter|restriction)\b/u, "scope"],
  [/\b(?:cap|budget|limit|ceiling|movement|churn|share|moves?)\b/u, "maxMovedShare"],
  [/\b(?:step|jump|one tier|tier limit)\b/u, "maxTierStep"],
  [/\b(?:hold|holds|lock|locks|freeze|frozen|protect\w*|exempt\w*)\b/u, "hold"],
  [/\b(?:size|sizes)\b/u, "tierSizes"],
  [/\b(?:downgrade|downgrades|demotion|demotions)\b/u, "mayFall"],
  [/\b(?:upgrade|upgrades|promotion|promotions)\b/u, "mayRise"],
  [/\b(?:strategic)\b/u, "strategicTiers"],
];

/** "drop the region restriction", "lift the cap", "the whole book again". */
function lifted(clause: Clause, { current, proposed }: Conversation): Operation[] {
  const policy = (proposed ?? current)?.policy ?? {};
  if (has(clause, "whole") && (policy.scope?.length ?? 0) > 0 && !has(clause, "not", "except", "cap", "hold")) {
    spend(withCue(clause, "whole", "again", "in", "only", "move", "may", "accounts", "all"), "no scope");
    return [{ on: "rules", change: { kind: "lift", rule: "scope" } }];
  }
  const lifts = withCue(clause, "lift", "ignore", "not", "stop").filter((item) => !/^(?:reset|leave|keep)$/u.test(item.text));
  const about = withCue(clause, "rule", "cap", "strategic", "sizes", "jump");
  const nouns = about.filter((item) => !lifts.includes(item));
  if (lifts.length === 0 || nouns.length === 0) return [];
  if (ofKind(clause, "amount", "account").length > 0) return [];
  const text = textOf(clause);
  const all = /\b(?:all|every|any)\b.*\brules?\b|\bno rules\b|\bconstraints\b/u.test(text) && !has(clause, "direct");
  const found = RULE_WORDS.filter(([pattern, rule]) => pattern.test(text) && policy[rule] !== undefined).map(([, rule]) => rule);
  const named = ofKind(clause, "values", "tier");
  const first = found.find((rule) => rule !== "maxMovedShare" || /\b(?:cap|budget|movement|churn|limit|ceiling)\b/u.test(text));
  const rule = named.length > 0 ? (found.find((one) => one === "scope" || one === "hold") ?? null) : (first ?? null);
  const rules = all ? (Object.keys(policy) as (keyof typeof policy)[]) : rule === null ? [] : [rule];
  if (rules.length === 0) return [];
  spend([...lifts, ...nouns, ...ofKind(clause, "signal"), ...named, ...withCue(clause, "in", "move", "tierword", "all", "restrict", "free")], `no ${rules.join(", ")}`);
  return rules.map((one): Operation => ({ on: "rules", change: { kind: "lift", rule: one } }));
}

const SCALE_WORDS: readonly [RegExp, Scale][] = [
  [/\b(?:winsori[sz]ed?|clip(?:ped)? (?:the )?outliers|cap(?:ped)? (?:the )?outliers|trim(?:med)? (?:the )?outliers|tame (?:the )?outliers)\b/u, "winsor"],
  [/\b(?:rank based|rank scores|normal scores|by ranks|use ranks|rank scale|ranks instead of z ?scores?)\b/u, "rank"],
  [/\b(?:z ?scores?|standard scores)\b/u, "zscore"],
];

/** "use ranks", "winsorise", "clip the outliers": how the signals are brought to one scale. */
export function readScale(clause: Clause): Operation[] {
  const text = textOf(clause);
  const scale = SCALE_WORDS.find(([pattern]) => pattern.test(text))?.[1];
  if (scale === undefined || has(clause, "not")) return [];
  spend(clause.items.filter((item) => item.kind === "word"), `scale ${scale}`);
  return [{ on: "scale", scale }];
}

/** KPI, hybrid, direct, baseline; "not KPI" and "hybrid instead of KPI" are hybrid. */
export function readMethod(clause: Clause): Operation[] {
  const kpi = withCue(clause, "kpi");
  const others = withCue(clause, "hybrid", "direct", "baseline");
  const method = (name: "hybrid" | "kpi" | "direct" | "baseline", ...more: Parameters<typeof has>[1][]): Operation[] => {
    spend([...kpi, ...others, ...withCue(clause, "not", "ignore", "stop", "instead", "over", "run", "in", "wish", "free", "then", "swap", "but" as never, "strong", ...more)], `method ${name}`);
    return [{ on: "method", method: name }];
  };
  if (kpi.length > 0) {
    const at = (kpi[0] as Item).start;
    const refused = withCue(clause, "not", "ignore", "stop", "except", "hold").some((item) => item.start < at) || /\bkpis? (?:method |mode )?(?:off|is off|not|no)\b|\b(?:instead of|rather than|other than|anything but|away from|another) (?:the )?kpis?\b/u.test(textOf(clause));
    if (others.some((item) => item.cues.has("hybrid")) && !refused && /\bkpis? (?:instead|rather)/u.test(textOf(clause))) return method("kpi");
    return refused ? method("hybrid", "except", "only", "hold") : method("kpi");
  }
  if (others.length === 0) return [];
  const signals = ofKind(clause, "signal");
  if (has(clause, "direct") && !has(clause, "not")) {
    spend(signals.filter((item) => /potential/u.test(item.text)), "method direct");
    return method("direct", "start-over", "only", "strong");
  }
  if (has(clause, "hybrid")) return method("hybrid");
  return has(clause, "baseline") && !has(clause, "not", "over", "than") && signals.length === 0 ? method("baseline", "hold", "restrict") : [];
}
