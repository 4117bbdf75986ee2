/** The prompts room's door: words to numbers. */

export * from "./book/vocabulary.ts";
export { type Conversation, readConversation } from "./conversation/conversation.ts";
export * from "./conversation/plan-text.ts";
export * from "./errors.ts";
export { createInterpreter } from "./interpret.ts";
export * from "./interpreter.ts";
export type { Meaning } from "./merge/meaning.ts";
export type { PhraseReading } from "./merge/reading.ts";
export { createTokenBudget, type TokenBudget } from "./model/budget.ts";
export * from "./model/model.ts";
export { createOpenAiModel, type OpenAiOptions } from "./model/openai.ts";
export * from "./model/paraphrase.ts";
export type { SharedMemory } from "./model/shared-memory.ts";
export { composeReply, type ReplyParts } from "./reply/compose.ts";
export { turnOf } from "./turn.ts";
export { glossary } from "./words/questions/terms.ts";
