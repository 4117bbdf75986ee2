import { expect, test } from "vitest";
import { modelAnswerSchema } from "../../contract/model-answer.ts";
import { nearestValues } from "../../prompts/book/nearest-values.ts";
import { checkPolicy } from "../../prompts/book/selectors.ts";
import { readConversation } from "../../prompts/conversation/conversation.ts";
import { describePlan, type Vocabulary } from "../../prompts/index.ts";
import { interpretOffline } from "../../prompts/interpret-offline.ts";
import { fillSizes } from "../../prompts/merge/merge-rules.ts";
import { EXAMPLES } from "../../prompts/model/examples.ts";
import { findStructureFault } from "../../prompts/model/json-structure.ts";
import { quotesPrompt } from "../../prompts/model/quoted-prompt.ts";
import { SYSTEM_PROMPT } from "../../prompts/model/system.ts";
import { cleanReply } from "../../prompts/reply/reply-text.ts";
import { isUndo } from "../../prompts/words/items/undo-words.ts";
import { kpiWish } from "../../prompts/words/kpi-words.ts";
import { vocabulary } from "../support/vocabulary.ts";

test("every worked example of the prompt is a valid answer, and the offline interpreter agrees on its method", () => {
  for (const { answer, current, message } of EXAMPLES) {
    expect(modelAnswerSchema.safeParse(answer).success, message).toBe(true);
    const history = current === null ? [] : [{ role: "assistant" as const, content: describePlan(current) }];
    expect(interpretOffline(message, readConversation(history), vocabulary).method, message).toBe(
      answer.method,
    );
  }
});

test("duplicate keys, __proto__ and absurd depth are seen, whatever stands in strings", () => {
  expect(findStructureFault('{"a":1,"b":{"a":2},"c":"{\\"a\\":1,\\"a\\":1}"}')).toBeNull();
  expect(findStructureFault('{"a":1,"\\u0061":2}')).toContain("twice");
  expect(findStructureFault('{"a":{"__proto__":1}}')).toContain("__proto__");
  expect(findStructureFault('{"a\\"":1,"a\\\\":2,"a\\"":3}')).toContain("twice");
  expect(findStructureFault(JSON.stringify({ a: '\\"{:'.repeat(1_000_000) }))).toBeNull();
  expect(findStructureFault(`${"[".repeat(50)}${"]".repeat(50)}`)).toContain("deep");
});

test("the KPI wish is read by the letters", () => {
  for (const text of ["maximize KPI", "kpi please", "KPI instead of hybrid", "do that again with KPI"])
    expect(kpiWish(text), text).toBe("wanted");
  for (const text of ["not KPI", "don't use the KPI method", "no kpis", "hybrid rather than KPI"])
    expect(kpiWish(text), text).toBe("refused");
  for (const text of ["what is a KPI?", "explain the KPIs", "how does KPI work"])
    expect(kpiWish(text), text).toBe("question");
  expect(kpiWish("maximise the indicators")).toBe("absent");
});

test("undo is told from going back to something that is named", () => {
  for (const text of [
    "undo",
    "go back",
    "please revert that",
    "take it back",
    "go back to the previous plan",
  ])
    expect(isUndo(text), text).toBe(true);
  for (const text of [
    "go back to growth",
    "switch back to hybrid",
    "don't undo anything",
    "back to the defaults",
  ])
    expect(isUndo(text), text).toBe(false);
});

test("replies are cut at 2,000 characters and hold nothing invisible", () => {
  const cleaned = cleanReply(`a\u202eb\u0000c\u001b[31md\r\ne\u2028f${"😀".repeat(2000)}`);
  expect(cleaned.startsWith("abcd\ne\nf😀")).toBe(true);
  expect(cleaned.length).toBeLessThanOrEqual(2000);
  expect(cleaned.isWellFormed()).toBe(true);
});

test("a quotation of the system prompt is recognised, an ordinary reply is not", () => {
  expect(quotesPrompt(`Well: ${SYSTEM_PROMPT.slice(200, 500).toUpperCase()}`)).toBe(true);
  expect(quotesPrompt("Runway is revenue still to be won; growth is how fast revenue grows.")).toBe(false);
});

test("tier sizes balance with the nearest unnamed tier below, else above; impossible ones are refused", () => {
  const sizes = { n: 100, tiers: ["A", "B", "C"], tierSizes: [10, 20, 70] } satisfies Pick<
    Vocabulary,
    "n" | "tiers" | "tierSizes"
  >;
  expect(fillSizes({ A: 12 }, sizes)).toEqual({ A: 12, B: 18 });
  expect(fillSizes({ A: 12, B: 20 }, sizes)).toEqual({ A: 12, B: 20, C: 68 });
  expect(fillSizes({ C: 60 }, sizes)).toEqual({ B: 30, C: 60 });
  expect(fillSizes({ A: 40 }, sizes)).toEqual({ A: 40, B: 0, C: 60 });
  expect(fillSizes({ A: 1, B: 1, C: 1 }, sizes)).toBeNull();
  expect(fillSizes({ A: 500 }, sizes)).toBeNull();
  expect(fillSizes({ A: "5%", B: "15%", C: "rest" }, sizes)).toEqual({ A: "5%", B: "15%", C: "80%" });
  expect(fillSizes({ A: "12%" }, sizes)).toEqual({ A: 12, B: 18 });
  expect(fillSizes({ A: 12, C: "rest" }, sizes)).toEqual({ A: 12, C: 68 });
});

test("a policy's names become the book's own, aliases their values; unknown ones a sentence", () => {
  expect(
    checkPolicy({ scope: ["geo_entity:latam|africa"], hold: ["tier:tier a", "304930413"] }, vocabulary),
  ).toEqual({
    policy: { scope: ["Geo_Entity:Latin America|Africa"], hold: ["tier:A", "304930413"] },
  });
  for (const policy of [
    { scope: ["Nowhere:x"] },
    { hold: ["42"] },
    { hold: ["tier:Z"] },
    { strategicTiers: 9 },
    { strategicTiers: "A,X" },
  ]) {
    expect(checkPolicy(policy, vocabulary)).toHaveProperty("problem");
  }
  expect(nearestValues("Westen Europe", vocabulary)[0]).toBe("Western Europe");
});
