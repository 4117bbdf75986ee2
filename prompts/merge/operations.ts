import type { Coefficients, Method, Plan, Scale, Signal, Weights } from "../../tiering/index.ts";

/** A rule that is a list of selectors. */
export const LIST_RULES = ["hold", "scope", "mayRise", "mayFall"] as const;
/** A rule that is a list of selectors. */
export type ListRule = (typeof LIST_RULES)[number];

/** Every field of a policy that words can set or lift. */
export const RULES = [
  "maxMovedShare",
  "maxTierStep",
  "tierSizes",
  "strategicTiers",
  ...LIST_RULES,
  "monotone",
  "coefficients",
  "force",
  "reason",
  "holds",
] as const;
/** A field of a policy. */
export type Rule = (typeof RULES)[number];

/** A change of the weights. Amounts are shares of 1; a step is in the same unit. */
export type WeightOperation =
  /** Stated weights; the signals that are not named share what is left by `rest`. */
  | {
      readonly kind: "set";
      readonly values: Partial<Weights>;
      readonly rest: "zero" | "proportional" | "even";
    }
  /** How often one signal counts as much as others; those not named keep their part, where `kept` of all weight. */
  | {
      readonly kind: "ratio";
      readonly parts: Partial<Weights>;
      readonly rest: "zero" | "proportional" | "kept";
    }
  /** Emphasis in points; those not named come after the least of them, and `least` after all others. */
  | {
      readonly kind: "points";
      readonly points: Partial<Weights>;
      readonly faint: readonly Signal[];
      readonly least?: readonly Signal[];
      readonly evenRest: boolean;
    }
  | {
      readonly kind: "step";
      readonly signal: Signal;
      readonly by: number;
      readonly from: Signal | null;
      readonly exact?: boolean;
      /** What `by` is: points (by default), a share of `from`'s weight, what that keeps, or a share of the signal's own. */
      readonly of?: "share" | "kept" | "own";
    }
  | { readonly kind: "scale"; readonly signal: Signal; readonly factor: number }
  | { readonly kind: "swap"; readonly signals: readonly [Signal, Signal] | null }
  | { readonly kind: "exclude"; readonly signals: readonly Signal[] }
  | { readonly kind: "only"; readonly signals: readonly Signal[] }
  | { readonly kind: "equal"; readonly signals: readonly Signal[] }
  /** One signal counts no more than another: where it would, both count the mean of the two. */
  | {
      readonly kind: "atMost";
      readonly bounds: readonly { readonly signal: Signal; readonly than: Signal }[];
    }
  /** No signal counts more than that; what is over goes to the others in their proportions. */
  | { readonly kind: "ceiling"; readonly most: number }
  | { readonly kind: "default" };

/** A change of the business rules. */
export type RuleOperation =
  | { readonly kind: "maxMovedShare"; readonly value: number }
  | { readonly kind: "scaleBudget"; readonly factor: number }
  | { readonly kind: "maxTierStep"; readonly value: number | "free" }
  | { readonly kind: "strategicTiers"; readonly value: number | string }
  | { readonly kind: "coefficients"; readonly value: Coefficients }
  | { readonly kind: "monotone"; readonly value: boolean }
  /** Accounts per tier, or a share of the book as "5%"; tiers that are not named are filled after merging. */
  | { readonly kind: "tierSizes"; readonly sizes: Readonly<Record<string, number | string>> }
  | {
      readonly kind: "add" | "remove" | "replace";
      readonly rule: ListRule;
      readonly entries: readonly string[];
    }
  /** Accounts that get a tier, each an ID, a name or a selector, a colon and the tier; no longer held then. */
  | { readonly kind: "force"; readonly entries: readonly string[] }
  | { readonly kind: "lift"; readonly rule: Rule };

/**
 * One thing that a message does to the plan in force. A reading, whoever read the message, is a list of
 * these, in the order in which they are applied.
 */
export type Operation =
  | { readonly on: "weights"; readonly change: WeightOperation }
  | { readonly on: "rules"; readonly change: RuleOperation }
  | { readonly on: "method"; readonly method: Method }
  | { readonly on: "scale"; readonly scale: Scale }
  | { readonly on: "plan"; readonly change: "adopt"; readonly plan: Plan }
  | { readonly on: "plan"; readonly change: "undo" | "redo" | "start-over" | "keep" }
  /** Go back to an earlier plan: its place in the conversation, from 0; negative from the end. */
  | { readonly on: "plan"; readonly change: "recall"; readonly place: number };
