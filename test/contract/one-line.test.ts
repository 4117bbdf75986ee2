import { describe, expect, it } from "vitest";
import { ContractError } from "../../contract/errors.ts";
import { holdsBody } from "../../contract/holds.ts";
import { scenarioBody } from "../../contract/scenarios.ts";
import { validateBody } from "../../contract/validate.ts";

const weights = { runway: 1, growth: 0, geo: 0, category: 0 };
const named = (name: string) =>
  validateBody(scenarioBody, { name, plan: { method: "hybrid", weights, policy: {} } }).name;
const held = (reason: string) =>
  validateBody(holdsBody, { holds: [{ account: "7", reason }] }).holds[0]!.reason;
const explained = (text: string) =>
  validateBody(scenarioBody, {
    name: "n",
    plan: { method: "hybrid", weights, policy: { reason: [`7:${text}`] } },
  }).plan.policy.reason;

const HIDDEN = [
  ["turns the line round", "paid \u202eton\u202c"],
  ["isolates a direction", "a\u2066b"],
  ["breaks the line", "a\u2028b"],
  ["breaks the paragraph", "a\u2029b"],
  ["is a control", "a\u0085b"],
  ["is half a character", "a\ud800"],
  ["is the other half", "\udc00a"],
] as const;

describe("a line that people will read", () => {
  it.each(HIDDEN)("is refused where it %s: as a name, a hold's reason and a plan's", (_, text) => {
    for (const read of [named, held, explained]) expect(() => read(text)).toThrow(ContractError);
  });

  it.each([["\u200b"], ["\u200d\u200c"], ["a\u200bb"], ["\u00ada"], ["\u{e0041}"], [""], ["  "]])(
    "shows what it has: %j is no name and no reason",
    (text) => {
      for (const read of [named, held]) expect(() => read(text)).toThrow(/visible/);
    },
  );

  it.each([
    ["Größer 2027: A & B <1 %"],
    ["=1+1"],
    ["میخواهم\u200cآن"],
    ["👩\u200d💻 plan"],
    ["漢字"],
    ["a\u0301"],
  ])("may be any text that is seen: %s", (text) => {
    expect(named(` ${text} `)).toBe(text.normalize("NFC"));
    expect(held(` ${text} `)).toBe(text);
    expect(explained(text)).toEqual([`7:${text}`]);
  });

  it("has a longest length that is counted in characters", () => {
    expect(named("😀".repeat(80))).toBe("😀".repeat(80));
    expect(() => named("😀".repeat(81))).toThrow(/80 visible/);
    expect(() => held("x".repeat(141))).toThrow(/140 visible/);
  });
});

it("what a schema says of itself goes before what its alternatives say", () => {
  const until = (expires: unknown) =>
    validateBody(holdsBody, { holds: [{ account: "7", reason: "r", expires }] });
  for (const wrong of ["2026-02-30", "soon", ""])
    expect(() => until(wrong)).toThrow(/expected a day such as 2027-03-31, or a moment such as .*; got "/);
});
