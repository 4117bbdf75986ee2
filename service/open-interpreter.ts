import type { Book } from "../data/book.ts";
import {
  createInterpreter,
  createOpenAiModel,
  type Interpreter,
  type SharedMemory,
  type Vocabulary,
} from "../prompts/index.ts";
import type { Config } from "./config.ts";
import { vocabularyOf } from "./vocabulary.ts";

/**
 * The interpreter that the configuration asks for: a model's where there is a key, else offline.
 * @param shared what replicas remember together
 */
export function openInterpreter(config: Config, book: Book, shared?: SharedMemory): Interpreter {
  return interpreterOf(config, vocabularyOf(book), shared);
}

/** The same for words about a book whose accounts lie elsewhere. */
export function interpreterOf(config: Config, vocabulary: Vocabulary, shared?: SharedMemory): Interpreter {
  const apiKey = config.OPENAI_API_KEY;
  const model =
    apiKey === undefined
      ? null
      : createOpenAiModel({
          apiKey,
          baseUrl: config.OPENAI_BASE_URL,
          model: config.OPENAI_MODEL,
          temperature: config.OPENAI_TEMPERATURE,
          responseFormat: config.OPENAI_RESPONSE_FORMAT,
          tiers: vocabulary.tiers,
        });
  return createInterpreter({
    model,
    vocabulary,
    deadlineMs: config.INTERPRETER_DEADLINE_MS,
    cacheSize: config.INTERPRETER_CACHE,
    fallback: config.INTERPRETER_FALLBACK,
    dailyTokens: config.INTERPRETER_DAILY_TOKENS,
    shared,
  });
}
