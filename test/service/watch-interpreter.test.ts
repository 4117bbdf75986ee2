import { describe, expect, it } from "vitest";
import { createInterpreter, createOpenAiModel } from "../../prompts/index.ts";
import { vocabularyOf } from "../../service/vocabulary.ts";
import { watchInterpreter } from "../../service/watch-interpreter.ts";
import { type Step, startScriptedModel } from "../support/scripted-model.ts";
import { smallBook } from "./support/small-book.ts";

const weights = { runway: 0.4, growth: 0.4, geo: 0.1, category: 0.1 };
const good: Step = { answer: { weights, method: "hybrid", reply: "Done." } };

describe("a model that fails", () => {
  it("is told of once, and once more when it answers again", async () => {
    const failing: Step = { status: 401, body: '{"error":{"message":"no such key"}}' };
    const model = await startScriptedModel([failing, failing, good]);
    const changes: (string | null)[] = [];
    const options = {
      apiKey: "k",
      baseUrl: model.url,
      model: "m",
      temperature: 0,
      responseFormat: "json_object",
    } as const;
    const watch = watchInterpreter(
      createInterpreter({ model: createOpenAiModel(options), vocabulary: vocabularyOf(smallBook()) }),
      (trouble) => changes.push(trouble),
    );
    for (const message of ["growth", "more growth", "geo"]) await watch.interpreter.interpret({ message });
    await model.close();
    expect(changes).toEqual([expect.any(String), null]);
    expect(watch.trouble()).toBeNull();
    expect(watch.model).toBe("m");
  });
});
