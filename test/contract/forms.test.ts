import { describe, expect, it } from "vitest";
import { chatBody } from "../../contract/chat.ts";
import { ContractError } from "../../contract/errors.ts";
import { holdsBody } from "../../contract/holds.ts";
import { questionSchema } from "../../contract/question.ts";
import { scenarioBody } from "../../contract/scenarios.ts";
import { validateBody } from "../../contract/validate.ts";

describe("a message", () => {
  const said = (message: string) => validateBody(chatBody, { message });
  it("says something, in at most 4,000 characters, and is kept as it is", () => {
    expect(said(" hi ")).toEqual({ message: " hi ", history: [] });
    expect(said("x".repeat(4_000)).message).toHaveLength(4_000);
    expect(() => said("x".repeat(4_001))).toThrow(/<=4000 characters/);
    for (const blank of ["", " ", "\n\t\u00a0"])
      expect(() => said(blank)).toThrow(/expected a message that says something/);
  });
});

describe("a hold", () => {
  const until = (expires?: unknown) =>
    validateBody(holdsBody, {
      holds: [{ account: " 7 ", reason: "r", ...(expires !== undefined && { expires }) }],
    }).holds[0]!;
  it("is of an account's ID without the blanks around it, of its own tier and for good unless it says otherwise", () => {
    expect(until()).toEqual({ account: "7", tier: null, reason: "r", expires: null });
  });

  it("ends with its day, or at its moment, in one spelling", () => {
    expect(until("2027-03-31").expires).toBe("2027-03-31T23:59:59.999Z");
    expect(until("2028-02-29").expires).toBe("2028-02-29T23:59:59.999Z");
    expect(until("2027-03-31T12:00:00Z").expires).toBe("2027-03-31T12:00:00.000Z");
    expect(until("2027-03-31T12:00:00.5+02:00").expires).toBe("2027-03-31T10:00:00.500Z");
    expect(until("9999-12-31T23:59:59.999Z").expires).toBe("9999-12-31T23:59:59.999Z");
    // In UTC it is of the year 10000, which no text of the store is before.
    expect(() => until("9999-12-31T23:59:59-01:00")).toThrow(/expected a day/);
    for (const wrong of ["2027-02-29", "2027-03-31T12:00", "2027-03-31T12:00:00", 20270331, "2027"])
      expect(() => until(wrong)).toThrow(ContractError);
  });

  it("says why, which the refusal asks for", () => {
    expect(() => validateBody(holdsBody, { holds: [{ account: "7", reason: "" }] })).toThrow(
      /#\/holds\/0\/reason: expected one line of 1 to 140 visible characters that says why/,
    );
    expect(() => validateBody(holdsBody, { holds: [{ account: " ", reason: "r" }] })).toThrow(
      />=1 characters/,
    );
  });
});

it("a scenario's note is kept without the blanks around it, and is none unless it is given", () => {
  const plan = { method: "hybrid", weights: { runway: 1, growth: 0, geo: 0, category: 0 }, policy: {} };
  const kept = (more: object) => validateBody(scenarioBody, { name: "n", plan, ...more });
  expect(kept({ note: " to discuss\n" }).note).toBe("to discuss");
  expect(kept({})).toMatchObject({ note: "", wish: null });
  expect(() => kept({ note: "x".repeat(1_001) })).toThrow(/<=1000 characters/);
});

describe("a question", () => {
  const read = (question: object) => questionSchema.parse(question);
  it("without selectors is of the whole book", () => {
    expect(read({ kind: "accounts", by: null, order: null, limit: null })).toMatchObject({ where: [] });
    expect(read({ kind: "movers", by: null, direction: null, limit: null })).toMatchObject({ where: [] });
    expect(read({ kind: "whatIf", plan: null })).toMatchObject({ where: [] });
  });

  it("about a boundary is of two tiers", () => {
    expect(read({ kind: "boundary", tiers: ["A", "B"] })).toEqual({ kind: "boundary", tiers: ["A", "B"] });
    for (const tiers of [["A"], ["A", "B", "C"], ["", "B"], ["x".repeat(61), "B"], []])
      expect(questionSchema.safeParse({ kind: "boundary", tiers }).success).toBe(false);
  });
});
