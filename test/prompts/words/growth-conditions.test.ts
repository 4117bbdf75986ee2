import { describe, expect, test } from "vitest";
import { checkPolicy } from "../../../prompts/book/selectors.ts";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../../prompts/interpret-offline.ts";
import { turnOf } from "../../../prompts/turn.ts";
import { vocabulary } from "../../support/vocabulary.ts";
import { planOf } from "../../support/whole-plan.ts";

const book = { ...vocabulary, numbers: [...vocabulary.numbers, "NPS"] };
const read = (message: string, known = book) => interpretOffline(message, readConversation([]), known);

describe("growth of an account says whom a rule is for, and is no weight", () => {
  test.each([
    ["only accounts growing faster than 5 % may rise", { mayRise: ["Revenue_CAGR>5"] }],
    ["freeze accounts whose revenue grows by more than 10 %", { hold: ["Revenue_CAGR>10"] }],
    ["freeze accounts whose growth is below minus 5 %", { hold: ["Revenue_CAGR<-5"] }],
    ["freeze accounts with growth under -5 %", { hold: ["Revenue_CAGR<-5"] }],
    ["hold accounts with growth between -10 % and 3 %", { hold: ["Revenue_CAGR>=-10&Revenue_CAGR<=3"] }],
    ["accounts growing less than 5% should stay put", { hold: ["Revenue_CAGR<5"] }],
    ["only customers growing by at least 8 % can be promoted", { mayRise: ["Revenue_CAGR>=8"] }],
    ["accounts growing 5 % a year or less may not rise", { mayRise: ["Revenue_CAGR>5"] }],
    ["accounts losing more than 10% a year may not rise", { mayRise: ["Revenue_CAGR>=-10"] }],
    ["customers that shrink by 10% or more stay", { hold: ["Revenue_CAGR<=-10"] }],
    ["customers that shrink by less than 10% stay", { hold: ["Revenue_CAGR>-10&Revenue_CAGR<0"] }],
    ["customers without growth can drop", { mayFall: ["Revenue_CAGR<=0"] }],
    ["accounts in tier D with no growth stay", { hold: ["tier:D&Revenue_CAGR<=0"] }],
    ["freeze shrinking accounts", { hold: ["Revenue_CAGR<0"] }],
    ["accounts with falling revenue must not go up", { mayRise: ["Revenue_CAGR>=0"] }],
    ["customers losing revenue stay put", { hold: ["Revenue_CAGR<0"] }],
  ])("%s", (message, policy) => {
    const { method, policy: got, unread, weights } = read(message);
    expect({ method, policy: got, unread }).toEqual({ method: "hybrid", policy, unread: [] });
    expect(weights).toEqual(read("hold Africa").weights);
    expect(checkPolicy(policy, book)).toEqual({ policy });
  });

  test("a book without growth has none to go by", () => {
    const absent = { ...book, absentSignals: { growth: "one year only" } };
    expect(read("freeze shrinking accounts", absent).policy).toEqual({});
    expect(checkPolicy({ hold: ["Revenue_CAGR<0"] }, absent)).toHaveProperty("problem");
  });

  test("beside a budget and in a wish for weights growth stays a weight", () => {
    expect(read("growth with at most 8 % movers").policy).toEqual({ maxMovedShare: 0.08 });
    expect(read("growth 40, runway 60").policy).toEqual({});
    expect(read("Which tier A accounts lose their owner?").ask).toMatchObject({ kind: "handovers" });
  });

  test("the reply says it as growth a year", () => {
    expect(read("freeze accounts with growth under -5 %").reply).toContain("growth < -5 % a year");
  });
});

describe("a number below zero is one", () => {
  test.each([
    ["hold accounts with NPS below -10", { hold: ["NPS<-10"] }],
    ["freeze all with NPS under minus 10", { hold: ["NPS<-10"] }],
    ["accounts with NPS of -10 or less stay", { hold: ["NPS<=-10"] }],
    ["hold those with NPS between -10 and 5", { hold: ["NPS>=-10&NPS<=5"] }],
    ["nobody with NPS less than -20 may be promoted", { mayRise: ["NPS>=-20"] }],
  ])("%s", (message, policy) => {
    const { policy: got, unread } = read(message);
    expect({ policy: got, unread }).toEqual({ policy, unread: [] });
  });

  test("and no weight or budget: what nothing can take is asked about", () => {
    expect(read("runway first, move at most -5 %")).toMatchObject({ method: "none" });
    expect(read("growth over -5 first").method).toBe("none");
    expect(read("set growth to -20").reply).toContain("-20 is not");
  });
});

test("accounts that are to be kept out of a tier are not held in it", () => {
  for (const message of ["keep Healthcare out of tier A", "keep shrinking accounts out of A"]) {
    const { method, unread } = read(message);
    expect({ method, unread: unread.length }).toEqual({ method: "none", unread: 1 });
  }
  expect(read("keep Healthcare out of it").policy).toEqual({ hold: ["Commercial_Category:Healthcare"] });
});

describe("another number for a bound that the rules have takes its place", () => {
  const said = (...messages: readonly string[]) => {
    const history: Parameters<typeof readConversation>[0][number][] = [];
    let last = read(messages[0] as string);
    for (const message of messages) {
      last = interpretOffline(message, readConversation(history), book);
      history.push({ role: "user", content: message }, turnOf(last, planOf(last)));
    }
    return last;
  };
  test.each([
    [
      "nobody in Germany with NPS under 0 may rise",
      "make that NPS below -10",
      { mayRise: ["!(Area_National:Germany&NPS<-10)"] },
    ],
    ["nobody with NPS under 0 may rise", "make that NPS below -10", { mayRise: ["NPS>=-10"] }],
    ["hold accounts with growth below -5 %", "growth below -8 % instead", { hold: ["Revenue_CAGR<-8"] }],
    ["hold accounts with NPS over 50", "set it to NPS above 60 please", { hold: ["NPS>60"] }],
  ])("%s, then: %s", (first, second, policy) => {
    const { policy: got, unread } = said(first, second);
    expect([got, unread]).toEqual([policy, []]);
  });

  test("where the number's column is not said, it is asked about", () => {
    expect(said("hold accounts with growth below -5 %", "make it -8 %").method).toBe("none");
  });
});

test("groups within groups without end are refused, however deep they go", () => {
  const deep = `${"!(".repeat(39_000)}tier:A${")".repeat(39_000)}`;
  expect(checkPolicy({ scope: [deep] }, book)).toHaveProperty("problem");
  const apart = `${"!(tier:B&".repeat(12_000)}tier:A${")".repeat(12_000)}`;
  expect(checkPolicy({ scope: [apart] }, book)).toHaveProperty("problem");
});
