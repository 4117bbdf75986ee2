/** The prompts room's door: words to numbers. */
export * from "./ask.ts";
export { type Conversation, readConversation } from "./conversation.ts";
export * from "./errors.ts";
export * from "./history.ts";
export { createInterpreter } from "./interpret.ts";
export * from "./interpretation.ts";
export * from "./interpreter.ts";
export * from "./model.ts";
export { createOpenAiModel, type OpenAiOptions, RESPONSE_FORMATS } from "./openai.ts";
export * from "./paraphrase.ts";
export * from "./plan-text.ts";
export * from "./policy.ts";
export * from "./vocabulary.ts";
