import {
  canonicalPolicy,
  DEFAULT_WEIGHTS,
  type Method,
  type Plan,
  type Weights,
} from "../../tiering/index.ts";
import { UnknownName } from "../book/selectors.ts";
import type { Vocabulary } from "../book/vocabulary.ts";
import type { Conversation, SaidSizes } from "../conversation/conversation.ts";
import { changeRules, type DraftRules, fillSizes, sizesProblem } from "./merge-rules.ts";
import { changeWeights } from "./merge-weights.ts";
import type { Operation } from "./operations.ts";

/** The plan that operations lead to. */
export interface Merged {
  readonly plan: Plan;
  /** Sizes as said, for the messages to come. */
  readonly saidSizes: SaidSizes;
  /** What could not be done, in words, each with the operation that is left out. */
  readonly problems: readonly {
    readonly message: string;
    readonly said: string;
    readonly operation: Operation;
  }[];
  /** True where an undo or the like found nothing to go back to. */
  readonly nothingBefore: boolean;
}

const NEW: Plan = { method: "hybrid", weights: DEFAULT_WEIGHTS, policy: {} };

/**
 * Applies operations, in their order, to the plan in force (the proposed one where a question is open). An
 * operation whose names the book does not have is left out and reported. Tier sizes are filled up last.
 */
export function mergeOperations(
  operations: readonly Operation[],
  conversation: Conversation,
  vocabulary: Vocabulary,
): Merged {
  const start = conversation.proposed ?? conversation.current ?? NEW;
  let method: Method = start.method;
  let weights: Weights = start.weights;
  let scale = start.scale;
  let draft: DraftRules = { policy: start.policy, sizes: conversation.saidSizes };
  let nothingBefore = false;
  const problems: { message: string; said: string; operation: Operation }[] = [];
  const restore = (plan: Plan) => {
    ({ method, weights, scale } = plan);
    draft = { policy: plan.policy, sizes: sizesOf(plan) };
  };
  for (const operation of operations) {
    try {
      if (operation.on === "weights") weights = changeWeights(weights, operation.change);
      else if (operation.on === "method") method = operation.method;
      else if (operation.on === "scale") scale = operation.scale;
      else if (operation.on === "rules") draft = changeRules(draft, operation.change, vocabulary);
      else if (operation.change === "start-over") restore(NEW);
      else if (operation.change === "adopt") restore(operation.plan);
      else if (operation.change !== "keep") {
        const plan = earlier(operation, conversation);
        if (plan === null) nothingBefore = true;
        else restore(plan);
      }
    } catch (error) {
      if (!(error instanceof UnknownName)) throw error;
      problems.push({ message: error.message, said: error.said, operation });
    }
  }
  const { policy, sizes } = draft;
  const filled = Object.keys(sizes).length === 0 ? undefined : fillSizes(sizes, vocabulary);
  if (filled === null) {
    const operation = operations.findLast(
      (each) => each.on === "rules" && each.change.kind === "tierSizes",
    ) ?? { on: "plan", change: "keep" };
    const { message, said } = sizesProblem(vocabulary);
    problems.push({ message, said, operation });
  }
  const merged = canonicalPolicy({
    ...policy,
    tierSizes: filled ?? (filled === null ? start.policy.tierSizes : undefined),
  });
  const plan: Plan = { method, weights, policy: merged };
  return {
    plan: scale === undefined || scale === "zscore" ? plan : { ...plan, scale },
    saidSizes: filled === null ? conversation.saidSizes : sizes,
    problems,
    nothingBefore,
  };
}

/** The plan that an undo, a redo or a recall goes to; null where there is none. */
function earlier(
  operation: Extract<Operation, { on: "plan" }>,
  { plans, redo, stack }: Conversation,
): Plan | null {
  if (operation.change === "undo") return stack.at(-2) ?? null;
  if (operation.change === "redo") return redo.at(-1) ?? null;
  return operation.change === "recall" ? (plans.at(operation.place) ?? null) : null;
}

/** Of a plan that is restored all sizes count as said. */
function sizesOf({ policy }: Plan): SaidSizes {
  return policy.tierSizes ?? {};
}
