import { expect, test } from "vitest";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../../prompts/interpret-offline.ts";
import { namesOf } from "../../../prompts/words/items/names.ts";
import { amountAt } from "../../../prompts/words/items/numbers.ts";
import { mendSpelling } from "../../../prompts/words/items/spelling.ts";
import { tokenise } from "../../../prompts/words/items/tokens.ts";
import { vocabulary } from "../../support/vocabulary.ts";

const read = (message: string, history: Parameters<typeof readConversation>[0] = []) =>
  interpretOffline(message, readConversation(history), vocabulary);
const mended = (word: string) => mendSpelling(tokenise(word), namesOf(vocabulary))[0]?.text;

/** The numbers of a text, each with its kind. */
function amounts(text: string): [number, string][] {
  const tokens = tokenise(text);
  const found: [number, string][] = [];
  for (let at = 0; at < tokens.length; at++) {
    const amount = amountAt(tokens, at);
    if (amount === null) continue;
    found.push([amount.amount.value, amount.amount.kind]);
    at = amount.next - 1;
  }
  return found;
}

test("numbers are read in digits, words, per cents, points and fractions", () => {
  expect(amounts("1,200 accounts")).toEqual([[1200, "plain"]]);
  expect(amounts("forty five percent and 2,5 %")).toEqual([
    [0.45, "share"],
    [0.025, "share"],
  ]);
  expect(amounts("two thirds, ½, half, 1/4, one fifth, 1 in 50").map(([value]) => value)).toEqual([
    2 / 3,
    0.5,
    0.5,
    0.25,
    0.2,
    0.02,
  ]);
  expect(amounts("80/20")).toEqual([
    [80, "plain"],
    [20, "plain"],
  ]);
  expect(amounts("3 parts, 2x, 10 points, half that")).toEqual([
    [3, "parts"],
    [2, "times"],
    [0.1, "points"],
    [0.5, "multiple"],
  ]);
  expect(amounts("10k accounts, two hundred, 1.5 million")).toEqual([
    [10_000, "plain"],
    [200, "plain"],
    [1_500_000, "plain"],
  ]);
});

test("years, fiscal years and the number of the signals are no amounts", () => {
  for (const text of ["in 2027", "FY27", "Q3", "all four", "the other two", "the 3rd", "one of them"])
    expect(amounts(text), text).toEqual([]);
});

test("slips are mended, everyday words are not", () => {
  for (const [slip, word] of [
    ["grwoth", "growth"],
    ["potental", "potential"],
    ["indutry", "industry"],
    ["gremany", "germany"],
  ])
    expect(mended(slip as string)).toBe(word);
  for (const word of ["store", "reason", "price", "hungry", "child", "xyzzy", "compare", "fifth", "handing"])
    expect(mended(word)).toBe(word);
});

test("the readings say what each phrase became, and where it stands", () => {
  const message = "growth first, move at most 2 %, ignore region";
  const { explanation, readings } = read(message);
  for (const { end, phrase, start } of readings) expect(message.slice(start, end)).toBe(phrase);
  expect(readings.find(({ became }) => became === "maxMovedShare")?.phrase).toContain("move at most 2 %");
  expect(explanation).toContain("'move at most 2 %': maxMovedShare");
});

test("an explanation has no control characters and no lone surrogates of the message's", () => {
  const { explanation } = read("growth \u202e\u0007\ud800 above all");
  expect(explanation).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(explanation.isWellFormed()).toBe(true);
});

test("a name that the book does not have is answered with the nearest ones, without a run", () => {
  expect(read("only in Atlantis")).toMatchObject({ method: "none", weights: null });
  expect(read("restrict it to Westphalia").reply).toMatch(/no value "westphalia".*nearest names are .+/u);
  expect(read("keep Tier Q as it is").reply).toContain("its tiers are A, B, C, D");
  expect(read("leave account 999 alone").reply).toContain("no account 999");
});

test("the refused thing is left out of the proposed plan, which a yes runs", () => {
  const refused = read("growth first and leave account 999 alone");
  expect(refused).toMatchObject({ method: "none" });
  const { growth } = refused.proposed?.weights ?? { growth: 0 };
  expect(growth).toBeGreaterThan(0.5);
  const turn = { role: "assistant" as const, content: refused.reply, proposed: refused.proposed as never };
  for (const answer of ["yes", "then without that account", "ok, do it"])
    expect(read(answer, [turn]), answer).toMatchObject({
      method: "hybrid",
      weights: refused.proposed?.weights,
      policy: {},
    });
  expect(read("no", [turn])).toMatchObject({ method: "none" });
  expect(read("only in Africa", [turn])).toMatchObject({
    weights: refused.proposed?.weights,
    policy: { scope: ["Geo_Entity:Africa"] },
  });
});

test("a pronoun is no country, a number no value, a word of the language none", () => {
  expect(read("they could buy more from us").policy).toEqual({});
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

test("sizes that were said are told from those that were filled in", () => {
  const first = read("Tier A should have 1,200 accounts");
  expect(first.policy.tierSizes).toEqual({ A: 1200, B: 11_153 });
  const turn = {
    role: "assistant" as const,
    content: "",
    plan: {
      method: "hybrid" as const,
      weights: { runway: 1, growth: 0, geo: 0, category: 0 },
      policy: first.policy as object,
    },
    saidSizes: { ...first.saidSizes },
  };
  expect(read("Tier C should have 5,000 accounts", [turn]).policy.tierSizes).toEqual({
    A: 1200,
    B: 10_404,
    C: 5000,
  });
});

test("a question's number alone asks the question again", () => {
  const turn = {
    role: "assistant" as const,
    content: "",
    question: { kind: "goal" as const, kpi: "sfi" as const, atLeast: 0.82 },
  };
  expect(read("what about .9?", [turn]).ask).toEqual({ kind: "goal", kpi: "sfi", atLeast: 0.9 });
});

test("undo, redo and undo again go back and forth", () => {
  const weights = (growth: number) => ({ runway: 1 - growth, growth, geo: 0, category: 0 });
  const run = (growth: number, undo = false) => ({
    role: "assistant" as const,
    content: "",
    plan: { method: "hybrid" as const, weights: weights(growth), policy: {} },
    ...(undo ? { undo } : {}),
  });
  const history = [run(0.1), run(0.2), run(0.1, true)];
  expect(read("redo", history).weights).toEqual(weights(0.2));
  expect(read("undo", history)).toMatchObject({
    method: "none",
    reply: "There is no earlier plan to go back to.",
  });
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
  expect(read("how many accounts are in tier A?").reply).toContain("Tier A 980");
});

test("a rule that no frame reads is named, and nothing runs where it restricts", () => {
  const alone = read("tier with 25 accounts per seller");
  expect(alone).toMatchObject({
    method: "none",
    unread: [expect.stringContaining("25 accounts per seller")],
  });
  const beside = read("growth first, with 25 accounts per seller");
  expect(beside).toMatchObject({
    method: "hybrid",
    unread: [expect.stringContaining("25 accounts per seller")],
  });
  expect(beside.reply).toContain('Not used: "');
  const frozen = read("don't bother the partners, growth first");
  expect(frozen).toMatchObject({ method: "none", unread: ["don't bother the partners"] });
  expect(frozen.question).toContain("don't bother the partners");
  expect(read("move at most 2 %, growth first").unread).toEqual([]);
});

test("German, French and Spanish are recognised and declined in one sentence of theirs; nothing is half-read", () => {
  for (const [message, says] of [
    ["80/20 Potential und Wachstum, nur Western Europe", "nur Englisch"],
    ["Priorisiere Wachstum", "nur Englisch"],
    ["Donnez la priorité à la croissance, mais pas en Afrique", "que l'anglais"],
    ["Prioriza el crecimiento y no muevas más del 2% de las cuentas", "solo entiendo inglés"],
  ] as const) {
    const got = read(message);
    expect(got, message).toMatchObject({ method: "none", proposed: null });
    expect(got.reply).toContain(says);
  }
});

test("a wish in words that nobody knows is named, and where it may restrict, nothing runs", () => {
  const named = read("potential above all, and colour the big ones red in the export");
  expect(named.method).toBe("hybrid");
  expect(named.reply).toContain('Not used: "colour the big ones red in the export"');
  for (const message of [
    "growth first but go easy on customers with open support tickets",
    "everything in Elbonia is frozen until the merger closes; runway 80 growth 20",
    "I don't want to lose anyone in the UK & Ireland from tier A, so lock tier A there, and push potential.",
    "see our best-fit customers in A",
    "regardless of whether they sit in Africa, growth first",
  ]) {
    expect(read(message).method, message).toBe("none");
    expect(read(message).unread, message).not.toEqual([]);
  }
});

test("names beside a greeting and stories are no lost wishes", () => {
  for (const message of [
    "Hi Anna, growth first please. Best, Luis",
    "my boss thinks geography is everything. I disagree. focus on headroom.",
    "our CEO keeps repeating that the market is brutal, so potential first",
  ])
    expect(read(message).unread, message).toEqual([]);
});

test("what makes no difference counts nothing and restricts nobody", () => {
  for (const [message, signal] of [
    ["growth first whatever their sector", "category"],
    ["headroom first regardless of region", "geo"],
    ["reward momentum no matter which industry", "category"],
    ["potential, irrespective of sector", "category"],
  ] as const) {
    expect(read(message).weights?.[signal], message).toBe(0);
    expect(read(message).policy, message).toEqual({});
  }
});

test("a factor beside an even rest is a ratio, and a refused hybrid leaves the ranking", () => {
  expect(read("runway counts double, rest equal").weights).toEqual({
    runway: 0.4,
    growth: 0.2,
    geo: 0.2,
    category: 0.2,
  });
  expect(read("forget the hybrid, just rank everyone by potential").method).toBe("direct");
  expect(read("a straight ranking by potential please, no hybrid").method).toBe("direct");
});

test("a budget in the question of a goal is the plan's, and a question of movers is of those whom it names", () => {
  const goal = read("Would a 1% budget be enough to get SFI to 82%?");
  expect(goal.ask).toEqual({ kind: "goal", kpi: "sfi", atLeast: 0.82 });
  expect(goal.policy.maxMovedShare).toBe(0.01);
  const movers = read("who went up in Japan?");
  expect(movers.ask).toMatchObject({ kind: "movers", direction: "up", where: ["Area_National:Japan"] });
  expect(movers.unread).toEqual([]);
  expect(read("who went up in tier B?")).toMatchObject({ ask: { where: ["tier:B"] }, unread: [] });
  expect(read("who was promoted to tier A?")).toMatchObject({ ask: { to: "A", where: [] }, unread: [] });
  expect(read("count the movers per country").ask).toMatchObject({ by: "Area_National", where: [] });
});

test("rules said in passing are read whole: there, sizes behind a comma, kept weights, what-if", () => {
  expect(read("The Nordics team is new, so please no changes there for now").policy.hold).toEqual([
    "Geo_Entity:Nordics & Baltics",
  ]);
  expect(read("make A smaller, 900 accounts, and give the rest to B").policy.tierSizes).toMatchObject({
    A: 900,
  });
  expect(read("nobody loses a tier").policy.mayFall).toEqual(["none"]);
  expect(read("promotions only").policy.mayFall).toEqual(["none"]);
  const supposed = read("what would happen if we allowed two tier jumps");
  expect(supposed.method).toBe("none");
  expect(supposed.ask).toMatchObject({ kind: "whatIf", plan: { policy: { maxTierStep: 2 } } });
  expect(read("I don't want Retail to be favoured").method).toBe("none");
});

test("what makes no difference ends where the wish begins, and a denial in unknown words holds nobody", () => {
  const ranked = read("without regard to industry rank them by headroom").weights;
  expect(ranked?.category).toBe(0);
  expect(ranked?.runway).toBeGreaterThan(0.5);
  const fast = read("regardless of region growth first").weights;
  expect(fast?.geo).toBe(0);
  expect(fast?.growth).toBeGreaterThan(0.5);
  expect(read("triple growth and keep the other three equal").weights?.growth).toBeCloseTo(0.5, 9);
  const denied = read("please don't give Education any special treatment");
  expect(denied.method).toBe("none");
  expect(denied.proposed?.policy ?? {}).toEqual({});
});

test("a rule behind a story is read, and the tier in which accounts are to land is asked about", () => {
  expect(read("we just onboarded Japan, please no moves there, growth first").policy.hold).toEqual([
    "Area_National:Japan",
  ]);
  const landing = read("get more Healthcare accounts into tier B");
  expect(landing.method).toBe("none");
  expect(landing.unread).not.toEqual([]);
});

test("all as it is except a signal leaves that signal out of nothing", () => {
  const kept = read("leave everything as it is except for runway, which doubles");
  expect(kept.method).toBe("none");
  expect(kept.unread).not.toEqual([]);
  const goal = read("can SFI hit 78 with only 500 moves?");
  expect(goal.ask).toEqual({ kind: "goal", kpi: "sfi", atLeast: 0.78 });
  expect(goal.policy.maxMovedShare).toBeCloseTo(0.01, 9);
});
