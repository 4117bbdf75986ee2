import type { accountAnswer } from "../../contract/account.ts";
import type { accountListAnswer } from "../../contract/account-list.ts";
import type { AnswerOf } from "../../contract/answer-of.ts";
import type { AnswerTable, chatAnswer, interpretationAnswer, QuestionAnswer } from "../../contract/chat.ts";
import type { columnsAnswer, valuesAnswer } from "../../contract/columns.ts";
import type { compareAnswer } from "../../contract/compare.ts";
import type { frontierAnswer } from "../../contract/frontier.ts";
import type { goalAnswer } from "../../contract/goal.ts";
import type { Interpretation } from "../../contract/interpretation.ts";
import type { moversAnswer } from "../../contract/movers.ts";
import type { rulesAnswer } from "../../contract/rules.ts";
import type { loopAnswer } from "../../contract/rules-loop.ts";
import type { storyAnswer } from "../../contract/story.ts";
import type { tiersAnswer } from "../../contract/tiers.ts";
import type { turnSchema } from "../../contract/turn.ts";
import type { SegmentationSummary } from "../../tiering/index.ts";

export type { AnswerTable };

/** One turn of a conversation; an assistant's turn carries the plan that it ran. */
export type HistoryTurn = AnswerOf<typeof turnSchema>;

/** What every answer says of the book it was computed on. */
export type Identity = Pick<ColumnsAnswer, "book" | "engine">;

/** Answer of `GET /v1/tiers`. */
export type TiersAnswer = AnswerOf<typeof tiersAnswer>;

/** What a message meant, phrase by phrase. */
export type Told = Interpretation;
/** A phrase of a message, where it stands in it, and what it became. */
export type PhraseReading = Interpretation["readings"][number];

/** The `plan` event of a chat: what the words meant. */
export type UnderstoodAnswer = AnswerOf<typeof interpretationAnswer>;

/** Answer of `POST /v1/chat`. */
export type ChatAnswer = Omit<AnswerOf<typeof chatAnswer>, "answer"> & { readonly answer: AskAnswer | null };

/** What was asked beside a run, answered. */
export type AskAnswer = Omit<QuestionAnswer, "data"> & {
  /** The same as the linked resource gives it: an account has an id, groups are a summary. */
  readonly data: { readonly id?: string } | SegmentationSummary | null;
};

/** Answer of `GET /v1/columns`. */
export type ColumnsAnswer = AnswerOf<typeof columnsAnswer>;

/** Answer of `GET /v1/columns/{name}/values`. */
export type ValuesAnswer = AnswerOf<typeof valuesAnswer>;

/** Answer of `GET /v1/accounts/{id}`. */
export type AccountAnswer = AnswerOf<typeof accountAnswer>;

/** Answer of `GET /v1/rules` as JSON. */
export type RulesAnswer = AnswerOf<typeof rulesAnswer>;

/** Answer of `GET /v1/rules/loop`. */
export type LoopAnswer = AnswerOf<typeof loopAnswer>;

/** Answer of `GET /v1/story`. */
export type StoryAnswer = AnswerOf<typeof storyAnswer>;

/** Answer of `GET /v1/frontier`. */
export type FrontierAnswer = AnswerOf<typeof frontierAnswer>;

/** Answer of `GET /v1/movers`. */
export type MoversAnswer = AnswerOf<typeof moversAnswer>;

/** Answer of `GET /v1/accounts`. */
export type AccountListAnswer = AnswerOf<typeof accountListAnswer>;

/** Answer of `GET /v1/goals`. */
export type GoalAnswer = AnswerOf<typeof goalAnswer>;

/** Answer of `GET /v1/compare`: methods, or plans. */
export type CompareAnswer = AnswerOf<typeof compareAnswer>;
