import { expect, test } from "vitest";
import { readConversation } from "../../prompts/conversation/conversation.ts";
import { composeReply, createInterpreter, createOpenAiModel } from "../../prompts/index.ts";
import { interpretOffline } from "../../prompts/interpret-offline.ts";
import { turnOf } from "../../prompts/turn.ts";
import { columnWords, DEFAULT_POLICY, type Plan } from "../../tiering/index.ts";
import { readMessages } from "../support/messages.ts";
import { readReply, shownWeights } from "../support/read-reply.ts";
import { startScriptedModel } from "../support/scripted-model.ts";
import { vocabulary } from "../support/vocabulary.ts";
import { planOf, playOffline, readWholeMessages } from "../support/whole-plan.ts";

/** Holds what a reply says against the plan, field by field. */
function expectBorneOut(reply: string, plan: Plan, unread: readonly string[]): void {
  const claims = readReply(reply);
  expect(claims, reply).not.toBeNull();
  if (claims === null) return;
  const { method, policy, weights } = plan;
  expect(claims.method).toBe(method);
  expect([claims.weights.runway, claims.weights.growth, claims.weights.geo, claims.weights.category]).toEqual(
    shownWeights(weights),
  );
  const hybrid = method === "hybrid";
  expect(claims.share ?? undefined, reply).toBe(
    policy.maxMovedShare === undefined
      ? hybrid && policy.tierSizes === undefined
        ? DEFAULT_POLICY.maxMovedShare
        : undefined
      : Number((policy.maxMovedShare * 100).toPrecision(6)) / 100,
  );
  const bound = method === "hybrid" || method === "kpi";
  expect(claims.step ?? undefined).toBe(
    policy.maxTierStep ?? (bound ? DEFAULT_POLICY.maxTierStep : undefined),
  );
  expect(Object.keys(claims.sizes)).toEqual(Object.keys(policy.tierSizes ?? {}));
  for (const [tier, size] of Object.entries(policy.tierSizes ?? {}))
    expect(claims.sizes[tier]?.replaceAll(/[, ]|accounts/gu, "")).toBe(String(size));
  expect(claims.held).toHaveLength(Math.min(policy.hold?.length ?? 0, 7));
  expect(claims.scope).toHaveLength(Math.min(policy.scope?.length ?? 0, 7));
  expect(claims.rise !== null).toBe(policy.mayRise !== undefined);
  expect(claims.fall !== null).toBe(policy.mayFall !== undefined);
  expect(claims.strategic).not.toBeNull();
  expect(claims.unread).toEqual(unread.map((phrase) => phrase.replaceAll('"', "")));
  // No value of a rule is kept quiet.
  for (const entry of [
    ...(policy.hold ?? []),
    ...(policy.scope ?? []),
    ...(policy.mayRise ?? []),
    ...(policy.mayFall ?? []),
  ].slice(0, 6)) {
    if (entry === "none") continue;
    const last = entry.split(/[:|&]/u).at(-1) ?? "";
    const value = /^(?:top|bottom):/.test(entry) ? columnWords(last) : last;
    if (!/[<>]/u.test(entry)) expect(reply).toContain(value);
  }
}

test("every reply of the fixtures' conversations is borne out by its plan", () => {
  let replies = 0;
  for (const name of ["golden", "tuned", "held-out"]) {
    for (const { history = [], message } of readMessages(name)) {
      const meaning = interpretOffline(message, readConversation(history), vocabulary);
      const plan = planOf(meaning) ?? meaning.proposed;
      if (plan === null) continue;
      expectBorneOut(
        meaning.reply.slice(meaning.reply.indexOf("What counts")),
        plan,
        meaning.method === "none" ? [] : meaning.unread,
      );
      replies++;
    }
  }
  for (const expected of readWholeMessages("first-sixty")) {
    const { got } = playOffline(expected, vocabulary);
    const plan = planOf(got);
    if (plan === null || got.ask !== null) continue;
    expectBorneOut(got.reply, plan, got.unread);
    replies++;
  }
  expect(replies).toBeGreaterThan(600);
});

test("carried rules are said again, what is new is marked so, what has gone is named", () => {
  const first = interpretOffline(
    "growth first, hold tier A, move at most 2 %",
    readConversation([]),
    vocabulary,
  );
  expect(first.reply).not.toContain("(new)");
  const after = readConversation([turnOf(first, planOf(first))]);
  const second = interpretOffline("only in Africa, and drop the cap", after, vocabulary);
  expect(second.reply).toContain("these keep their tier: Tier A;");
  expect(second.reply).toContain("only these may move: Geo Entity Africa (new)");
  expect(second.reply).toContain("No longer: at most 2 % of the accounts (1,000) move.");
  expect(second.reply).toContain("By default: at most 5 % of the accounts (2,500) move;");
});

test("a reply names the values that a conjunction, a rank and a comparison stand for", () => {
  const plan: Plan = {
    method: "direct",
    weights: { runway: 1, growth: 0, geo: 0, category: 0 },
    policy: {
      hold: ["tier:A|B&Geo_Entity!:Africa", "top:50:TotalRevenue_FY26", "304930413"],
      scope: ["TotalRevenue_FY26>=1000000", "Commercial_Category:Agriculture & Food|Education"],
      mayFall: ["none"],
      monotone: true,
      coefficients: { tpa: 1, sfi: 2, tci: 0 },
    },
    scale: "rank",
  };
  const reply = composeReply({ plan, previous: null, unread: ["for a while"], book: vocabulary });
  expect(reply).toBe(
    'What counts: Runway 100 %, Growth 0 %, Geo share 0 %, Category share 0 %. Method: direct. Rules: these keep their tier: Tier A or Tier B, Geo Entity other than Africa; the 50 accounts with the largest TotalRevenue FY26; account 304930413; only these may move: TotalRevenue FY26 >= 1,000,000 and Commercial Category Agriculture & Food or Education; no account may be downgraded; mean potential does not rise from one tier to the next lower one; the overall score counts potential in the right tiers (TPA) 1, revenue in focus (SFI) 2, tiers alike (TCI) 0; signals count by rank. By default: tier sizes stay; the top 2 tiers are strategic. Not used: "for a while".',
  );
});

test("through a model no reply claims what its plan does not bear out, whatever the model says", async () => {
  const weights = { runway: 0.25, growth: 0.5, geo: 0.15, category: 0.1 };
  const boast = "Tier A is frozen, only Africa moves, at most 1 % of accounts, and growth counts 90 %.";
  const scripted = await startScriptedModel([
    { answer: { weights, method: "hybrid", reply: boast, policy: { maxMovedShare: 0.03 } } },
  ]);
  const model = createOpenAiModel({
    apiKey: "test",
    baseUrl: scripted.url,
    model: "scripted",
    temperature: 0,
    responseFormat: "json_object",
  });
  const result = await createInterpreter({ model, vocabulary }).interpret({
    message: "growth first, at most 3 % may move",
  });
  expect(result.reply).not.toContain("frozen");
  expectBorneOut(result.reply, { method: "hybrid", weights, policy: { maxMovedShare: 0.03 } }, []);
  await scripted.close();
});

test("of a book without some signals and without tiers a reply claims neither", () => {
  const book = {
    ...vocabulary,
    n: 110,
    tiers: ["A", "B", "C", "D"],
    tierSizes: [0, 0, 0, 110],
    isFirstTiering: true,
    absentSignals: { geo: "no market table", category: "no category column" },
  };
  const say = (message: string) => interpretOffline(message, readConversation([]), book);
  const plain = say("growth first, at most 3 % may move");
  expect(plain.reply).toMatch(/^What counts: Growth [\d.]+ %, Runway [\d.]+ %\. /);
  expect(plain.reply).toContain(
    "Geo share (no market table) and Category share (no category column) do not count in this book: their weight goes to the others.",
  );
  expect(plain.reply).toContain("Method: direct, as this is the book's first tiering.");
  expect(plain.reply).toContain("tier sizes are Tier A 5 %, Tier B 15 %, Tier C 30 %, Tier D 50 %");
  expect(plain.reply).toContain("Nobody can move yet");
  expect(plain.reply).not.toMatch(/hybrid|at most|moves more than|sizes stay/);
  const sized = say("10 A, 20 B, the rest C");
  expect(sized.policy.tierSizes).toEqual({ A: 10, B: 20, C: 80 });
  expect(say("10 A, 20 B").policy.tierSizes).toEqual({ A: 10, B: 20 });
});

test("tiers are called as the book calls them", () => {
  const plan: Plan = {
    method: "hybrid",
    weights: { runway: 1, growth: 0, geo: 0, category: 0 },
    policy: { tierSizes: { Gold: 10 }, hold: ["tier:Silver|Bronze"], strategicTiers: "Gold" },
  };
  const book = { ...vocabulary, tiers: ["Gold", "Silver", "Bronze"] };
  const reply = composeReply({ plan, previous: null, unread: [], book });
  expect(reply).toContain("Gold holds 10 accounts; strategic: Gold; these keep their tier: Silver or Bronze");
  expect(reply).not.toContain("Tier");
});
