/** The prompts room's door: words to numbers. */
export { createTokenBudget, type TokenBudget } from "./budget.ts";
export { type Conversation, readConversation } from "./conversation.ts";
export * from "./errors.ts";
export { createInterpreter } from "./interpret.ts";
export type { Meaning } from "./interpretation.ts";
export * from "./interpreter.ts";
export * from "./model.ts";
export { createOpenAiModel, type OpenAiOptions } from "./openai.ts";
export * from "./paraphrase.ts";
export * from "./plan-text.ts";
export type { PhraseReading } from "./receipt/reading.ts";
export { composeReply, type ReplyParts } from "./reply/compose.ts";
export type { SharedMemory } from "./shared-memory.ts";
export { turnOf } from "./turn.ts";
export * from "./vocabulary.ts";
export { glossary } from "./words/questions/terms.ts";
