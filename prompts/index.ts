/** The prompts room's door: words to numbers. */

export * from "./book/vocabulary.ts";
export { type Conversation, readConversation } from "./conversation/conversation.ts";
export * from "./conversation/plan-text.ts";
export * from "./errors.ts";
export { createInterpreter } from "./interpret.ts";
export * from "./interpreter.ts";
/** What a message means: a plan to run, a proposed one or a reply alone; weights sum to 1. */
export type { Meaning } from "./merge/meaning.ts";
/** A phrase of a message, its place in UTF-16 offsets, and what it became. */
export type { PhraseReading } from "./merge/reading.ts";
export { createTokenBudget, type TokenBudget } from "./model/budget.ts";
export * from "./model/model.ts";
export { createOpenAiModel, type OpenAiOptions } from "./model/openai.ts";
export * from "./model/paraphrase.ts";
/** What replicas share of answers, breaker and tokens. */
export type { SharedMemory } from "./model/shared-memory.ts";
export { composeReply, type ReplyParts } from "./reply/compose.ts";
export { turnOf } from "./turn.ts";
export { glossary } from "./words/questions/terms.ts";
