import type { Question } from "../../contract/question.ts";
import type { Operation } from "./operations.ts";

/** A phrase of the message and what it became. */
export interface PhraseReading {
  readonly phrase: string;
  /** Where it stands in the message, UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  readonly became: string;
  /** `said`: in so many words; `guessed`: one of several meanings; `default`: where the words leave it open. */
  readonly kind: "said" | "guessed" | "default";
}

/** A phrase that no operation came of. */
export interface UnreadPhrase {
  readonly phrase: string;
  readonly start: number;
  readonly end: number;
  /** Whether it names, restricts or negates: then nothing runs without a question. */
  readonly restricts: boolean;
}

/** What someone, model or not, has made of a message. */
export interface Reading {
  /** In the order in which they apply to the plan in force; empty where nothing is to run. */
  readonly operations: readonly Operation[];
  /** A question, answered beside a run or alone. */
  readonly ask: Question | null;
  /** What is said where nothing runs and nothing is asked. */
  readonly talk: string | null;
  /** Why nothing can run, in words; null where it can. */
  readonly problem: string | null;
  /** Wishes that no rule can say, each with what is proposed in its stead: asked about, and not run. */
  readonly unsayable?: readonly string[];
  /** What is said beside a run. */
  readonly notes?: readonly string[];
  readonly unread: readonly UnreadPhrase[];
  readonly readings: readonly PhraseReading[];
}

/** Nothing read yet. */
export const NO_READING: Reading = {
  operations: [],
  ask: null,
  talk: null,
  problem: null,
  unread: [],
  readings: [],
};
