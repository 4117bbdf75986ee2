import type { AnswerOf } from "../../contract/answer-of.ts";
import type { AnswerTable } from "../../contract/chat.ts";
import type { columnsAnswer, valuesAnswer } from "../../contract/columns.ts";
import type { Scenarios } from "../../contract/compare.ts";
import type { Interpretation } from "../../contract/interpretation.ts";
import type { Question } from "../../contract/question.ts";
import type { turnSchema } from "../../contract/turn.ts";
import type {
  AccountExplanation,
  AccountPage,
  Comparison,
  Frontier,
  GoalResult,
  LoopChoice,
  Movers,
  Plan,
  Rules,
  SegmentationSummary,
  Story,
  Summary,
} from "../../tiering/index.ts";

export type { AnswerTable };

/** One turn of a conversation; an assistant's turn carries the plan that it ran. */
export type HistoryTurn = AnswerOf<typeof turnSchema>;

/** What every answer says of the book it was computed on. */
export type Identity = Pick<ColumnsAnswer, "book" | "engine">;

/** Answer of `GET /v1/tiers`. */
export interface TiersAnswer extends Identity {
  readonly summary: Summary;
}

/** What a message meant, phrase by phrase. */
export type Told = Interpretation;
/** A phrase of a message, where it stands in it, and what it became. */
export type PhraseReading = Interpretation["readings"][number];

/** The `plan` event of a chat: what the words meant. */
export interface UnderstoodAnswer extends Identity {
  readonly method: string;
  readonly reply: string;
  readonly interpretation: Told;
  readonly plan: Plan | null;
  readonly turn: HistoryTurn;
}

/** Answer of `POST /v1/chat`. */
export interface ChatAnswer extends UnderstoodAnswer {
  readonly summary: Summary | null;
  readonly answer: AskAnswer | null;
}

/** What was asked beside a run, answered. */
export interface AskAnswer {
  readonly kind: Question["kind"];
  readonly text: string;
  /** The same as the linked resource gives it: an account has an id, groups are a summary. */
  readonly data: { readonly id?: string } | SegmentationSummary | null;
  readonly link: string;
  readonly table?: AnswerTable;
}

/** Answer of `GET /v1/columns`. */
export type ColumnsAnswer = AnswerOf<typeof columnsAnswer>;

/** Answer of `GET /v1/columns/{name}/values`. */
export type ValuesAnswer = AnswerOf<typeof valuesAnswer>;

/** Answer of `GET /v1/accounts/{id}`. */
export interface AccountAnswer extends Identity {
  readonly account: AccountExplanation;
}

/** Answer of `GET /v1/rules` as JSON. */
export interface RulesAnswer extends Identity {
  readonly rules: Rules;
}

/** Answer of `GET /v1/rules/loop`. */
export interface LoopAnswer extends Identity {
  readonly loop: {
    readonly choices: readonly (LoopChoice & { readonly csv: string })[];
    readonly text: string;
  };
}

/** Answer of `GET /v1/story`. */
export interface StoryAnswer extends Identity {
  readonly story: Story;
}

/** Answer of `GET /v1/frontier`. */
export interface FrontierAnswer extends Identity {
  readonly frontier: Frontier;
}

/** Answer of `GET /v1/movers`. */
export interface MoversAnswer extends Identity {
  readonly movers: Movers;
}

/** Answer of `GET /v1/accounts`. */
export interface AccountListAnswer extends Identity, AccountPage {}

/** Answer of `GET /v1/goals`. */
export interface GoalAnswer extends Identity {
  readonly goal: Omit<GoalResult, "run">;
  readonly summary: Summary;
}

/** Answer of `GET /v1/compare`: methods, or plans. */
export interface CompareAnswer extends Identity {
  readonly comparison: Comparison | null;
  readonly scenarios: Scenarios | null;
}
