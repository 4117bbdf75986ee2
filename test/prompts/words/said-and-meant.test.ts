import { describe, expect, it } from "vitest";
import { DEFAULT_WEIGHTS, SIGNALS } from "../../../tiering/index.ts";
import { vocabulary } from "../../support/vocabulary.ts";
import { expectWeights } from "../../support/weights.ts";
import { playOffline } from "../../support/whole-plan.ts";

const read = (message: string, ...history: string[]) => playOffline({ message, history }, vocabulary).got;
const AFRICA = "Geo_Entity:Africa";
const LATIN = "Geo_Entity:Latin America";

describe("who may move", () => {
  it.each<[string, object]>([
    ["run it for Africa except Healthcare", { scope: [AFRICA], hold: ["Commercial_Category:Healthcare"] }],
    ["only Africa, except Healthcare", { scope: [AFRICA], hold: ["Commercial_Category:Healthcare"] }],
    ["everyone but Healthcare", { hold: ["Commercial_Category:Healthcare"] }],
    ["Africa only then growth leads", { scope: [AFRICA] }],
    ["Geo_Entity = Africa", { scope: [AFRICA] }],
    ["Region = Africa, growth first", { scope: [AFRICA] }],
    ["MarketDomain = Commercial Field-led", { scope: ["MarketDomain:Commercial Field-led"] }],
    ["This one is about Africa only", { scope: [AFRICA] }],
    ["zoom in on Africa", { scope: [AFRICA] }],
    ["just the Midle East", { scope: ["Geo_Entity:Middle East"] }],
    ["leave the UK & Ireland accounts where they are", { hold: ["Geo_Entity:United Kingdom & Ireland"] }],
    ["I want you to hold Africa", { hold: [AFRICA] }],
    ["I want you to keep tier A as is", { hold: ["tier:A"] }],
    ["we lost two reps in Africa, so freeze it. growth up a bit", { hold: [AFRICA] }],
    ["nothing that sits in tier B today may move", { hold: ["tier:B"] }],
    ["ring-fence the crown jewels, i.e. all of Tier A", { hold: ["tier:A"] }],
    ["only C and D are to be newly sorted", { scope: ["MarketTier_FY26:Tier C|Tier D"] }],
    ["I asked you to leave Latin America alone", { hold: [LATIN] }],
    ["limit re-tiering to adjacent tiers", { maxTierStep: 1 }],
    ["strategic tiers: only the top one", { strategicTiers: 1 }],
    ["move as many as you like", { maxMovedShare: 1 }],
    ["maximal 4 % of the accounts may be changed", { maxMovedShare: 0.04 }],
    ["hold Healthcare, only upgrades", { hold: ["Commercial_Category:Healthcare"], mayFall: ["none"] }],
    ["don't touch Germany, but only upgrades", { hold: ["Area_National:Germany"], mayFall: ["none"] }],
    ["max 2% moves hold tier A", { maxMovedShare: 0.02, hold: ["tier:A"] }],
    ["Instead of the usual 5 % let 8 % move", { maxMovedShare: 0.08 }],
    ["leave Africa alone and move, like, 5% of accounts at most", { maxMovedShare: 0.05, hold: [AFRICA] }],
  ])("is read where it is said: %s", (message, policy) => {
    expect(read(message)).toMatchObject({ method: "hybrid", policy, unread: [] });
  });

  it("is the narrower of two groups where the second is some of the first", () => {
    const { policy } = read("Double-click on APAC. Hmm, actually just South-East Asia");
    expect(policy).toEqual({ scope: ["Geo_Entity:South-East Asia"] });
  });

  it("is no longer restricted where a message says that this was never asked for", () => {
    const { policy } = read(
      "I didn't ask you to limit it to Latin America, I asked you to leave Latin America alone!",
      "growth first, Latin America only",
    );
    expect(policy).toEqual({ hold: [LATIN] });
    expect(read("do not limit it to Africa", "only Africa").policy).toEqual({});
  });

  it("stays with those of whom a rule speaks where they are called one's own", () => {
    expect(read("more on geo, but keep my accounts locked", "hold Latin America").policy).toEqual({
      hold: [LATIN],
    });
    expect(read("release my region again", "hold Latin America").policy).toEqual({});
  });
});

describe("what counts", () => {
  it.each<[string, readonly number[]]>([
    ["rw40 gr40 geo15 cat5", [40, 40, 15, 5]],
    [
      "sixty percent runway no sorry make that fifty percent runway thirty growth and twenty geo",
      [50, 30, 20, 0],
    ],
    ["Think 3:2:1 for runway, growth and geo; category is table stakes so zero it out.", [50, 33.3, 16.7, 0]],
    ["runway: 50\ngrowth: 25\ngeo + category: the rest, half each", [50, 25, 12.5, 12.5]],
    ["raise growth to the level of runway", [35, 35, 15, 15]],
    ["growth +10 points", [34.3, 40, 12.9, 12.9]],
    ["growth a little more? Not hugely, just a bit more than now.", [37.1, 35, 13.9, 13.9]],
    ["Hi, A third on growth, the rest on runway", [66.7, 33.3, 0, 0]],
    ["35 % runway, growth the same", [35, 35, 15, 15]],
    ["don't let growth dominate, up to 20 % of the weight is fine", [45.7, 20, 17.1, 17.1]],
    ["runway as much as the other three together", [50, 25, 12.5, 12.5]],
    ["runway twice as important as everything else together", [66.7, 16.7, 8.3, 8.3]],
    ["category last, the others equal", [30.8, 30.8, 30.8, 7.7]],
    ["nothing with growth please", [57.1, 0, 21.4, 21.4]],
    ["category is a given so drop it", [47.1, 35.3, 17.6, 0]],
  ])("has the numbers that are said: %s", (message, expected) => {
    const { weights } = read(message);
    for (const [at, signal] of SIGNALS.entries())
      expect(weights![signal] * 100).toBeCloseTo(expected[at]!, 0);
  });

  it.each([
    ["put growth on top runway second", ["growth", "runway"]],
    ["growth is what matters this year put growth on top runway second", ["growth", "runway"]],
    ["runway must not come second to anything", ["runway", "growth"]],
    ["I want us to be the big fish in each local pond", ["geo", "growth"]],
    ["growth is overrated, headroom isn't", ["runway", "growth"]],
    ["a scenario where share in the vertical is the key driver", ["category", "geo"]],
  ] as const)("comes in the order that is said: %s", (message, [first, second]) => {
    const { unread, weights } = read(message);
    expect(unread).toEqual([]);
    expect(Math.max(...Object.values(weights!))).toBe(weights![first]);
    expect(weights![first]).toBeGreaterThan(weights![second] + 0.02);
  });

  it("is what was, where the same weights are asked for", () => {
    const before = "runway 45 growth 25 geo 20 category 10";
    const { policy, weights } = read("share the same weightages, but only for Africa", before);
    expect(policy).toEqual({ scope: [AFRICA] });
    expect(weights!.runway).toBeCloseTo(0.45, 9);
  });

  it("is no share where a number only says how short an answer is to be", () => {
    expect(read("I need growth in two sentences").weights).toEqual(read("I need growth").weights);
  });

  it("stays where only the words claim that something was never said", () => {
    expect(read("I never said geography was important take it out completely").weights!.geo).toBe(0);
  });
});

describe("what a message takes back itself", () => {
  it.each(["growth first. undo that", "growth first, undo that", "only Africa. actually scrap that"])(
    "runs nothing where nothing else is left: %s",
    (message) => {
      const { method, reply } = read(message);
      expect(method).toBe("none");
      expect(reply).toMatch(/took back .* nothing was run/iu);
    },
  );

  it("is left out of the rest, and said so", () => {
    const { policy, reply, weights } = read("hold Healthcare. growth first, undo that");
    expect(policy).toEqual({ hold: ["Commercial_Category:Healthcare"] });
    expect(weights!.growth).toBeCloseTo(0.3, 9);
    expect(reply).toContain("took back");
  });

  it("is the plan before where there is one", () => {
    expect(read("undo that", "growth first", "only Africa").policy).toEqual({});
  });
});

describe("what is asked", () => {
  it.each(["Will any of my Latin America accounts drop a tier?", "will any accounts in Latin America fall?"])(
    "of accounts that may fall holds none of them: %s",
    (message) => {
      expect(read(message)).toMatchObject({
        method: "none",
        ask: { kind: "movers", direction: "down", where: [LATIN] },
      });
    },
  );

  it("of the measures of what there is runs the baseline", () => {
    expect(read("keep today's tiers as they are, I only need the KPIs of the current state")).toMatchObject({
      method: "baseline",
      unread: [],
    });
  });
});

describe("what answers a question", () => {
  it("no leaves the plan before in force", () => {
    const asked = "Runway only, and nobody in Gondor may move";
    expect(read("no", "growth first", asked)).toMatchObject({ method: "none" });
  });

  it("do it runs what was supposed", () => {
    const { method, weights } = read("do it", "what if growth were all that counts?");
    expect(method).toBe("hybrid");
    expect(weights!.growth).toBe(1);
  });

  it("another account is asked about as the one before", () => {
    const { ask } = read("and 123456789?", "why is account 304930413 in its tier?");
    expect(ask).toEqual({ kind: "account", id: "123456789" });
  });
});

describe("what only sounds like a denial, or a wish", () => {
  it.each([
    "I'm not against growth",
    "I have nothing against geo",
    "I'm not against potential, I just don't want it to be the only thing",
  ])("changes no weight: %s", (message) =>
    expect(read(message).weights ?? DEFAULT_WEIGHTS).toEqual(DEFAULT_WEIGHTS),
  );

  it("a claim that was never made raises and holds nothing", () => {
    expect(read("I never said category was important").method).toBe("none");
    expect(read("I never said Tier A was sacred. What I don't want is Tier B touched.").policy).toEqual({
      hold: ["tier:B"],
    });
    expect(read("I never said freeze Japan, growth first").policy).toEqual({});
  });

  it("growth is not killed where that is ruled out", () => {
    const { weights } = read("make runway dominate, without killing growth");
    expect(weights!.growth).toBeGreaterThanOrEqual(0.3);
    expect(weights!.runway).toBeGreaterThan(weights!.growth);
  });

  it("bounds that hang together hold together", () => {
    const { weights } = read(
      "Category isn't irrelevant, but it must not outweigh geo, and neither of them should come near growth.",
    );
    expect(weights!.category).toBeLessThanOrEqual(weights!.geo);
    expect(weights!.geo).toBeLessThanOrEqual(weights!.growth);
  });
});

describe("numbers of weights", () => {
  it.each([
    ["growth times 1.5", { growth: 0.45 }],
    ["multiply growth by 1.5", { growth: 0.45 }],
    ["growth 2x", { growth: 0.6 }],
    ["runway 3x, growth 2x, geo 1x", { runway: 3 / 6, growth: 2 / 6, geo: 1 / 6 }],
    ["runway=1.5×growth, growth=2×geo, geo=category", { runway: 3 / 7, growth: 2 / 7, geo: 1 / 7 }],
    [
      "cut growth by half and give all of what it loses to category",
      { runway: 0.4, growth: 0.15, category: 0.3 },
    ],
    [
      "add ten points to category, five of them out of runway and five out of growth",
      { runway: 0.35, growth: 0.25, geo: 0.15, category: 0.25 },
    ],
    ["Only two things interest me: runway and category. Weigh them alike.", { runway: 0.5, category: 0.5 }],
    ["Flip growth and runway, all guardrails unchanged.", { runway: 0.3, growth: 0.4 }],
    ["a bit more weight on category, otherwise no change", { category: 0.2 }],
  ])("%s", (message, weights) => {
    const meaning = read(message);
    expect(meaning.unread).toEqual([]);
    expectWeights(meaning.weights, weights);
  });

  it("what follows a comma is of its own", () => {
    const { weights } = read(
      "for us more important is the customer who is growing very fast, the potential is second",
    );
    expect(weights!.growth).toBeGreaterThan(weights!.runway);
    expect(weights!.runway).toBeGreaterThan(weights!.geo);
  });
});

describe("what only the message before can explain", () => {
  it.each(["even more", "even less"])("%s, with none before it, changes nothing", (message) =>
    expect(read(message).method).toBe("none"),
  );

  it("another number for the only weight", () => {
    expect(read("50", "growth 40").weights!.growth).toBeCloseTo(0.5, 9);
    expect(read("50", "growth 40, max 2 %").method).toBe("none");
  });

  it("as much as what counts most", () => {
    const { weights } = read("make growth equally important", "runway first");
    expect(weights!.growth).toBeCloseTo(weights!.runway, 9);
    expect(weights!.growth).toBeGreaterThan(weights!.geo);
  });

  it("swap growth with runway", () =>
    expect(read("swap growth with runway").weights).toMatchObject({ runway: 0.3, growth: 0.4 }));
});

describe("notes of those who think in symbols, and those who think aloud", () => {
  it("runway += 0.05, growth -= 0.05", () => {
    const { weights } = read("runway += 0.05, growth -= 0.05");
    expect(weights!.runway).toBeCloseTo(0.45, 9);
    expect(weights!.growth).toBeCloseTo(0.25, 9);
  });

  it("growth ≫ runway > geo ≈ category", () => {
    const { weights } = read("growth ≫ runway > geo ≈ category");
    expect(weights!.growth).toBeGreaterThan(weights!.runway);
    expect(weights!.runway).toBeGreaterThan(weights!.geo);
    expect(weights!.geo).toBeCloseTo(weights!.category, 9);
  });

  it("hold on what does geo share even mean", () =>
    expect(read("hold on what does geo share even mean")).toMatchObject({ method: "none", policy: {} }));

  it("back to the default plan, its rules too", () =>
    expect(read("Finally, I come back to the default plan.", "only Spain").policy).toEqual({}));

  it("scratch that go with growth instead", () =>
    expect(read("scratch that go with growth instead", "runway first").weights!.growth).toBeGreaterThan(0.5));
});

describe("signs and lists that say which way", () => {
  it.each(["growth +, geo -", "growth ++, geo --", "growth ↑, geo ↓", "runway +, growth + and geo -"])(
    "%s",
    (message) => {
      const { unread, weights } = read(message);
      expect(unread).toEqual([]);
      expect(weights!.growth).toBeGreaterThan(0.3);
      expect(weights!.geo).toBeLessThan(0.15);
    },
  );

  it.each(["don't undersell growth", "let's not skimp on growth"])("%s: it counts", (message) => {
    const { policy, weights } = read(message);
    expect(policy).toEqual({});
    expect(weights!.growth).toBeGreaterThan(0.3);
  });

  it("a denial of who knows what is asked about", () =>
    expect(read("do not bamboozle runway")).toMatchObject({
      method: "none",
      unread: ["do not bamboozle runway"],
    }));

  it("what is all the same is equal, however much it is wanted", () => {
    const { weights } = read("I want it all: growth, runway, geo, category, all the same.");
    for (const signal of SIGNALS) expect(weights![signal]).toBeCloseTo(0.25, 9);
  });

  it("a heading asks for nothing", () => {
    const { ask, policy } = playOffline(
      { message: "Priorities for Q1:\n* growth\nRules:\n* Germany frozen\n* max. 300 changes", history: [] },
      vocabulary,
    ).got;
    expect(ask).toBeNull();
    expect(policy).toEqual({ hold: ["Area_National:Germany"], maxMovedShare: 0.006 });
  });

  it("sizes as equations", () =>
    expect(read("A=900,B=10000").policy).toEqual({ tierSizes: { A: 900, B: 10_000, C: 5_704 } }));
});
