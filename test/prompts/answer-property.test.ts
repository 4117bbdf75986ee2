import fc from "fast-check";
import { expect, it } from "vitest";
import { readAnswer } from "../../prompts/model/answer-text.ts";

const WEIGHTS = { runway: 0.4, growth: 0.3, geo: 0.2, category: 0.1 };
const GOOD = { method: "hybrid", weights: WEIGHTS, reply: "Yes." };

it("whatever JSON a model sends is an answer with weights that sum to 1, or has a fault (property)", () => {
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 4 }),
    fc
      .record({
        part: fc.constantFrom("method", "weights", "policy", "ask", "plan", "scale", "reply"),
        value: fc.jsonValue({ maxDepth: 3 }),
      })
      .map(({ part, value }) => ({ ...GOOD, [part]: value })),
  );
  fc.assert(
    fc.property(value, (answer) => {
      const reading = readAnswer(JSON.stringify(answer), "stop");
      if ("answer" in reading) {
        const { weights, method } = reading.answer;
        const sum = Object.values(weights ?? {}).reduce((total: number, one) => total + one, 0);
        if (method !== "none" && weights) expect(Math.abs(sum - 1)).toBeLessThanOrEqual(0.0011);
      } else expect(reading.faults.length).toBeGreaterThan(0);
    }),
    { numRuns: 20_000 },
  );
});
