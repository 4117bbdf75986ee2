import { expect, test } from "vitest";
import { readConversation } from "../../../prompts/conversation.ts";
import { readAmounts } from "../../../prompts/words/amounts.ts";
import { interpretOffline } from "../../../prompts/words/interpret.ts";
import { mendSpelling } from "../../../prompts/words/spelling.ts";
import { tokenise } from "../../../prompts/words/tokens.ts";
import { vocabulary } from "../../support/vocabulary.ts";

const read = (message: string, history: Parameters<typeof readConversation>[0] = []) =>
  interpretOffline(message, readConversation(history), vocabulary);
const amounts = (text: string) => readAmounts(tokenise(text)).amounts.map(({ value, kind }) => [value, kind]);
const mended = (word: string) => mendSpelling(tokenise(word), new Set(["germany"]))[0]?.text;

test("numbers are read in digits, words, per cents and fractions", () => {
  expect(amounts("1,200 accounts")).toEqual([[1200, "plain"]]);
  expect(amounts("forty five percent and 2,5 %")).toEqual([
    [0.45, "share"],
    [0.025, "share"],
  ]);
  expect(amounts("two thirds, ½, half, 1/4")).toEqual([
    [2 / 3, "share"],
    [0.5, "share"],
    [0.5, "share"],
    [0.25, "share"],
  ]);
  expect(amounts("80/20")).toEqual([
    [80, "plain"],
    [20, "plain"],
  ]);
  expect(amounts("3 parts")).toEqual([[3, "parts"]]);
  expect(amounts("10k accounts, two hundred")).toEqual([
    [10_000, "plain"],
    [200, "plain"],
  ]);
});

test("years, fiscal years and the number of the signals are no amounts", () => {
  for (const text of ["in 2027", "FY27", "Q3", "all four", "the other two", "the 3rd", "one of them"]) {
    expect(amounts(text), text).toEqual([]);
  }
});

test("slips are mended, everyday words are not", () => {
  for (const [slip, word] of [
    ["grwoth", "growth"],
    ["potental", "potential"],
    ["indutry", "industry"],
    ["gremany", "germany"],
  ]) {
    expect(mended(slip as string)).toBe(word);
  }
  for (const word of ["store", "reason", "price", "hungry", "child", "xyzzy"])
    expect(mended(word)).toBe(word);
});

test("an explanation quotes the words that led to each number", () => {
  expect(read("mostly how fast they grow, ignore region").explanation).toMatch(
    /^growth 0\.\d\d: 'mostly how fast they grow'; geo 0: 'ignore region'; runway 0\.\d\d, category 0\.\d\d: the rest; method hybrid$/u,
  );
});

test("an explanation has no control characters and no lone surrogates of the message's", () => {
  const { explanation } = read("growth \u202e\u0007\ud800 above all");
  expect(explanation).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(explanation.isWellFormed()).toBe(true);
});

test("a name that the book does not have is answered with the nearest ones, without a run", () => {
  expect(read("only in Atlantis")).toMatchObject({ method: "none", weights: null });
  expect(read("restrict it to Westphalia").reply).toMatch(/no value "westphalia".*nearest names are .+/u);
  expect(read("keep Tier Q as it is").reply).toContain("Its tiers are A, B, C, D");
  expect(read("leave account 999 alone").reply).toContain("no account 999");
});

test("a pronoun is no country", () => {
  expect(read("they could buy more from us").weights?.geo).toBeLessThan(0.15);
  expect(read("only in the US").policy.scope).toEqual(["Area_National:United States"]);
});

test("holds add up, a scope replaces the one on its column, lifted rules go", () => {
  const plan = { method: "hybrid" as const, weights: { runway: 1, growth: 0, geo: 0, category: 0 } };
  const after = (policy: object) => [{ role: "assistant" as const, content: "", plan: { ...plan, policy } }];
  expect(read("also keep tier B as it is", after({ hold: ["tier:A"] })).policy.hold).toEqual([
    "tier:A",
    "tier:B",
  ]);
  expect(read("unlock tier A", after({ hold: ["tier:A", "tier:B"] })).policy.hold).toEqual(["tier:B"]);
  expect(
    read("only in Africa", after({ scope: ["Geo_Entity:South Asia", "Commercial_Category:Education"] }))
      .policy.scope,
  ).toEqual(["Commercial_Category:Education", "Geo_Entity:Africa"]);
  expect(read("start from scratch", after({ hold: ["tier:A"], maxMovedShare: 0.01 })).policy).toEqual({});
});

test("a follow-up keeps the plan's method, a fresh wish is hybrid again", () => {
  const history = [
    {
      role: "assistant" as const,
      content: "Method: kpi. Weights: runway 0.40, growth 0.30, geo 0.15, category 0.15.",
    },
  ];
  expect(read("a bit more geo", history).method).toBe("kpi");
  expect(read("run it again", history).method).toBe("kpi");
  expect(read("focus on growth", history).method).toBe("hybrid");
});

test("questions are answered with what they ask about", () => {
  expect(read("What does TPA mean?").reply).toContain("Tier Potential Alignment");
  expect(read("how is SFI calculated").reply).toContain("Strategic Focus Index");
  expect(read("what can you do?").reply).toContain("runway");
});

test("a rule that no phrase reads is said back, and never silently dropped", () => {
  const alone = read("tier with 25 accounts per seller");
  expect(alone.method).toBe("none");
  expect(alone.reply).toContain("did not understand 'tier with 25 accounts per seller'");
  const beside = read("growth first, with 25 accounts per seller");
  expect(beside.weights?.growth).toBeGreaterThan(0.5);
  expect(beside.explanation).toContain("not understood: 'with 25 accounts per seller'");
  expect(read("freeze the big ones, growth first").explanation).toContain(
    "not understood: 'freeze the big ones'",
  );
  expect(read("move at most 2 %, growth first").explanation).not.toContain("not understood");
});
