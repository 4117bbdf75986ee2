import { describe, expect, it, test } from "vitest";
import type { Question } from "../../../contract/question.ts";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../../prompts/interpret-offline.ts";
import { vocabulary } from "../../support/vocabulary.ts";
import { playOffline } from "../../support/whole-plan.ts";

const read = (message: string) => interpretOffline(message, readConversation([]), vocabulary);
type Asked = Partial<Record<string, unknown>> & {
  readonly kind: Question["kind"];
  readonly where?: readonly string[];
};

/** A piece of a question: its words, and whether the form that came of it has it. */
type Piece = readonly [words: string, spent: (ask: Asked) => boolean];
const has = (entry: string) => (ask: Asked) => ask.where?.includes(entry) ?? false;
const NOTHING: Piece = ["", () => true];

const CONDITIONS: readonly Piece[] = [
  NOTHING,
  ["without revenue", has("TotalRevenue_FY26<=0")],
  ["with no potential", has("PotentialRevenue_FY30<=0")],
  ["with negative growth", has("Revenue_CAGR<0")],
  ["with growth above 10 %", has("Revenue_CAGR>10")],
  ["with revenue below 200,000", has("TotalRevenue_FY26<200000")],
  ["with more than 5 million potential", has("PotentialRevenue_FY30>5000000")],
  // What no form has.
  ["with twice the usual potential", () => false],
  ["with a median of 40,000 rows", () => false],
];
const PLACES: readonly Piece[] = [
  NOTHING,
  ["in Germany", has("Area_National:Germany")],
  ["in Germany or Spain", has("Area_National:Germany|Spain")],
  ["outside Africa", has("Geo_Entity!:Africa")],
  [
    "in Healthcare in Japan",
    (ask) => has("Commercial_Category:Healthcare")(ask) && has("Area_National:Japan")(ask),
  ],
  ["in Atlantis", () => false],
];
const ORDERS: readonly Piece[] = [
  NOTHING,
  ["by revenue", ({ order }) => order === "TotalRevenue_FY26"],
  ["by potential", ({ order }) => order === "PotentialRevenue_FY30"],
  ["by growth", ({ order }) => order === "Revenue_CAGR"],
];
const LIMITS: readonly Piece[] = [
  NOTHING,
  ["ten", ({ limit }) => limit === 10],
  ["7", ({ limit }) => limit === 7],
];
const MOVES: readonly Piece[] = [
  ["was promoted", ({ direction }) => direction === "up"],
  ["fell", ({ direction }) => direction === "down"],
  ["moved", ({ direction }) => direction === null],
  ["dropped two tiers", ({ direction, steps }) => direction === "down" && steps === 2],
  ["moved more than one tier", ({ steps }) => steps === 2],
  ["moved from B to A", (ask) => ask.to === "A" && has("tier:B")(ask)],
  ["fell out of tier A", (ask) => has("tier:A")(ask) && ask.direction === "down"],
];

/** Each piece of a message is in the question that it became, or nothing is answered and one of them is named. */
function faultOf(message: string, kind: Question["kind"], pieces: readonly Piece[]): string | null {
  const { ask, method, reply, unread } = read(message);
  if (method !== "none") return `${message}: ran`;
  if (ask === null) {
    if (pieces.every(([words]) => !UNSAYABLE.has(words)))
      return `${message}: not answered (${reply.slice(0, 90)})`;
    return unread.length > 0 && reply.includes(unread[0] as string) ? null : `${message}: nothing named`;
  }
  if (ask.kind !== kind) return `${message}: ${ask.kind}`;
  const lost = pieces.filter(([, spent]) => !spent(ask as Asked)).map(([words]) => words);
  return lost.length === 0 ? null : `${message}: lost ${lost.join(", ")} in ${JSON.stringify(ask)}`;
}
const UNSAYABLE: ReadonlySet<string> = new Set(
  [...CONDITIONS, ...PLACES].map(([words]) => words).filter((words) => /twice|median|Atlantis/u.test(words)),
);
const joined = (...words: readonly string[]) => `${words.filter((word) => word !== "").join(" ")}?`;

describe("every piece of a question is in the form that it became, or it is named and nothing wider is answered", () => {
  it("accounts that are listed: conditions, places, orders and numbers", () => {
    const faults = CONDITIONS.flatMap((condition) =>
      PLACES.flatMap((place) =>
        ORDERS.flatMap((order) =>
          LIMITS.flatMap((limit) => {
            const top = limit === NOTHING ? "" : "top";
            const message = joined("list the", top, limit[0], "accounts", place[0], condition[0], order[0]);
            if (place === NOTHING && condition === NOTHING && order === NOTHING && limit === NOTHING)
              return [];
            return faultOf(message, "accounts", [condition, place, order, limit]) ?? [];
          }),
        ),
      ),
    );
    expect(faults).toEqual([]);
  });

  it("accounts that are counted, of a tier or of all", () => {
    const faults = ["A ", "tier C ", ""].flatMap((tier) =>
      CONDITIONS.flatMap((condition) =>
        PLACES.flatMap((place) => {
          if (condition === NOTHING && place === NOTHING) return [];
          const of: Piece = [tier, tier === "" ? () => true : has(`tier:${tier.trim().at(-1)}`)];
          const message = joined(`how many ${tier}accounts`, "are there", place[0], condition[0]);
          return faultOf(message, "accounts", [of, condition, place]) ?? [];
        }),
      ),
    );
    expect(faults).toEqual([]);
  });

  it("movers: directions, steps, tiers, places and conditions", () => {
    const faults = MOVES.flatMap((move) =>
      PLACES.flatMap((place) =>
        CONDITIONS.flatMap(
          (condition) =>
            faultOf(joined("who", move[0], place[0], condition[0]), "movers", [move, place, condition]) ?? [],
        ),
      ),
    );
    expect(faults).toEqual([]);
  });
});

const play = (message: string) => playOffline({ message, history: ["growth first"] }, vocabulary).got;

test.each<[string, Partial<Record<string, unknown>>]>([
  ["who are the ten biggest losers?", { kind: "movers", direction: "down", limit: 10, where: [] }],
  ["which A accounts are shrinking?", { kind: "accounts", where: ["tier:A", "Revenue_CAGR<0"] }],
  ["are there accounts with no revenue in tier A?", { where: ["tier:A", "TotalRevenue_FY26<=0"], limit: 20 }],
  [
    "how many promotions are there in Brazil compared to Germany?",
    { kind: "movers", by: "Area_National", direction: "up", where: ["Area_National:Brazil|Germany"] },
  ],
  ["which accounts are on the edge between B and C?", { kind: "boundary", tiers: ["B", "C"] }],
  [
    "show me only the promotions in Germany",
    { kind: "movers", direction: "up", where: ["Area_National:Germany"] },
  ],
  [
    "show me only promotions in germany, top ten by revenue",
    {
      kind: "movers",
      direction: "up",
      limit: 10,
      where: ["Area_National:Germany"],
      order: "TotalRevenue_FY26",
    },
  ],
  ["did any account fall two tiers?", { kind: "movers", direction: "down", steps: 2 }],
  ["who moved from B to A?", { kind: "movers", where: ["tier:B"], to: "A" }],
  ["what is the biggest account?", { kind: "accounts", order: "TotalRevenue_FY26", limit: 1 }],
  ["which is our smallest tier A account?", { where: ["tier:A"], limit: 1, ascending: true }],
  ["which of our top 50 accounts by revenue moved?", { kind: "movers", where: ["top:50:TotalRevenue_FY26"] }],
  ["is this better than the KPI method?", { kind: "compare" }],
  ["put this next to the other methods for me", { kind: "compare" }],
  ["how many moves do I need before the gains dry up?", { kind: "frontier" }],
  ["what is the least I can move and still gain half?", { kind: "frontier", gain: 0.5 }],
  ["how much of the gain do I keep with only 500 moves?", { kind: "frontier", moves: 500 }],
  [
    "average revenue per tier?",
    { kind: "accounts", by: null, measure: "TotalRevenue_FY26", statistic: "mean" },
  ],
  ["average growth by industry", { by: "Commercial_Category", measure: "Revenue_CAGR", statistic: "mean" }],
  ["what is the total potential of the accounts that went up?", { where: ["change:up"], statistic: "sum" }],
  [
    "what share of A is in North America?",
    { among: ["tier:A"], where: ["tier:A", "Geo_Entity:North America"] },
  ],
  ["top 5 countries by potential", { by: "Area_National", order: "potential", limit: 5 }],
  ["which tier C accounts have revenue over 2 million?", { where: ["tier:C", "TotalRevenue_FY26>2000000"] }],
  ["how many accounts of each tier are in each region?", { by: "Geo_Entity", tiers: true }],
])("%s", (message, ask) => {
  const got = play(message);
  expect(got.method).toBe("none");
  expect(got.ask).toMatchObject(ask);
  expect(got.unread).toEqual([]);
});

test.each([
  ["how many promotions are there in Brazil compared to Mexico?", ["compared to Mexico"]],
  ["how many accounts are just below the A cut?", ["below the A"]],
  ["how many of our big accounts in Italy have a potential above 5 million?", ["big"]],
  ["show me all accounts whose potential is at least double their revenue", ["at least double"]],
  ["the least promising accounts in tier A", ["promising"]],
  ["revenue per tier and country", ["tier"]],
  ["split the upgrades by region and drop North America", ["drop"]],
  ["which promotions to A are the shakiest", ["shakiest"]],
])("%s: what narrows it and is not understood is named, and nothing wider is answered", (message, unread) => {
  const got = play(message);
  expect([got.method, got.ask, got.unread]).toEqual(["none", null, unread]);
  for (const phrase of unread) expect(got.reply).toContain(`"${phrase}"`);
});

test.each([
  ["can I download this as Excel?", "Share menu"],
  ["how do I undo this?", 'Say "undo"'],
  ["what did I ask for before?", 'Your last wish was "growth first"'],
  ["which categories exist?", "Commercial_Category has 18 values: Agriculture & Food"],
  ["what columns do we have?", "Columns of numbers: TotalRevenue_FY26"],
  ["what are the tiers called?", "The tiers are A, B, C, D"],
  ["is my data safe?", "I cannot tell from here"],
  ["how does the ranking work?", "PI_acct"],
  ["what exactly is runway in your model?", "Runway is the revenue still to be won"],
  ["difference between runway and growth?", "Growth is"],
  ["explain geo share and category share", "Category share is"],
])("%s: is told how, or what there is", (message, says) => {
  const got = play(message);
  expect([got.method, got.ask, got.unread]).toEqual(["none", null, []]);
  expect(got.reply).toContain(says);
});

test.each([
  "how many new accounts does each seller get?",
  "what would tier A look like with 1,500 accounts?",
  "where do we leave the most money on the table?",
  "which sellers lose the most tier A accounts?",
])("%s: no term's meaning is given where none is asked for", (message) => {
  const { ask, reply } = play(message);
  expect(ask).toBeNull();
  expect(reply).toMatch(/^I did not understand/);
});
