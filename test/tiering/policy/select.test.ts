import { describe, expect, it } from "vitest";
import {
  type Accounts,
  accountId,
  selectAccounts,
  selectDirection,
  selectHeld,
  selectScope,
} from "../../../tiering/index.ts";
import { smallAccounts } from "../support/accounts.ts";

const NORDICS = "Nordics & Baltics";
const book: Accounts = smallAccounts({
  tierCount: 3,
  tier: [0, 1, 2, 2, 1, 0],
  revenue: [10, 50, 30, 50, 5, 40],
  potential: [20, Number.NaN, 35, 60, 5, 41],
  geo: ["Africa", NORDICS, "Japan", NORDICS, "Africa", "Japan"],
});
const selected = (selector: string) => [...selectAccounts(book, selector)].join("");

describe("a selector", () => {
  it.each([
    ["Geo_Entity:Africa|Japan", "101011"],
    ["Geo_Entity!:Africa", "011101"],
    ["geo_entity: africa ", "100010"],
    [`Geo_Entity:${NORDICS}`, "010100"],
    ["tier:A|b", "110011"],
    ["tier:Tier C", "001100"],
    ["tier!:A", "011110"],
    [`id:${accountId(book, 1)}|${accountId(book, 4)}`, "010010"],
    [`ID!:${accountId(book, 0)}&tier:A`, "000001"],
    ["TotalRevenue_FY26>30", "010101"],
    ["TotalRevenue_FY26>=30", "011101"],
    ["TotalRevenue_FY26<1e1", "000010"],
    ["TotalRevenue_FY26 <= 10", "100010"],
    ["PotentialRevenue_FY30<1000", "101111"],
  ])("%s selects %s", (selector, mask) => {
    expect(selected(selector)).toBe(mask);
  });

  it("takes the largest or smallest values, ties by ID, blanks never", () => {
    expect(selected("top:1:TotalRevenue_FY26")).toBe("010000");
    expect(selected("top:2:TotalRevenue_FY26")).toBe("010100");
    expect(selected("bottom:2:TotalRevenue_FY26")).toBe("100010");
    expect(selected("top:99:PotentialRevenue_FY30")).toBe("101111");
  });

  it("joins conditions by &, which also stands inside values", () => {
    expect(selected(`Geo_Entity:${NORDICS}&TotalRevenue_FY26>=50&tier:B`)).toBe("010000");
    expect(selected(`tier:C & Geo_Entity:Japan|${NORDICS} & top:1:TotalRevenue_FY26`)).toBe("000100");
    expect(selected("top:1:TotalRevenue_FY26&Geo_Entity:Japan|Africa")).toBe("000001");
    expect(selected("Geo_Entity!:Africa&tier!:C")).toBe("010001");
  });

  it("takes all but the accounts that meet every condition of a group", () => {
    expect(selected("!(Geo_Entity:Africa&tier:A)")).toBe("011111");
    expect(selected(`!(Geo_Entity:${NORDICS}&TotalRevenue_FY26>=50)&tier:B|C`)).toBe("001010");
    expect(selected(`tier:B|C & !(Geo_Entity:${NORDICS} & TotalRevenue_FY26>=50)`)).toBe("001010");
    expect(selected("!(tier:C&top:1:TotalRevenue_FY26)")).toBe("111011");
    // A blank compares as false, and so is outside.
    expect(selected("!(PotentialRevenue_FY30<1000)")).toBe("010000");
    expect(selected("!(tier:A)&!(tier:B)")).toBe("001100");
    // Any of two, by a group of those that are neither.
    expect(selected("!(Geo_Entity!:Japan&!(TotalRevenue_FY26<10&tier:B))")).toBe("001011");
    expect([...selectDirection(book, "mayFall", ["!(tier:C&Geo_Entity:Japan)"])!].join("")).toBe("110111");
    expect(selectHeld(book, ["!(tier:A&Geo_Entity:Africa)"]).join("")).toBe("011111");
  });

  it("refuses the longest group that nothing closes, in one look at it", () => {
    expect(() => selected(`!(${"&".repeat(119_990)}`)).toThrow(/does not close/);
    expect(() => selected(`!(${"(&".repeat(59_990)}`)).toThrow(/does not close/);
  });

  it("knows a bracket of a value from that of a group", () => {
    const values = ["Oil (sour)", "Gas (wet) & more", "Sun"];
    const other = smallAccounts({ tierCount: 2, tier: [0, 1, 1], revenue: [1, 2, 3], geo: values });
    const pick = (selector: string) => [...selectAccounts(other, selector)].join("");
    expect(pick("!(Geo_Entity:Gas (wet) & more&tier:B)")).toBe("101");
    expect(pick("!(tier:A&Geo_Entity:Oil (sour))&TotalRevenue_FY26<3")).toBe("010");
    expect(pick("Geo_Entity:Oil (sour)|Gas (wet) & more")).toBe("110");
  });

  it.each([
    ["!(tier:A", "invalid-policy", /does not close/],
    ["!()", "invalid-policy", /selects nothing/],
    ["!(tier:A&!(tier:B&!(tier:C)))", "invalid-policy", /more than 2 groups/],
    ["Africa", "invalid-policy", /selects nothing/],
    ["Geo_Entity:Afrika", "unknown-value", /Africa/],
    ["Geo:Africa", "unknown-column", /Geo_Entity/],
    ["TotalRevenue_FY26:5", "unknown-column", /holds numbers/],
    ["Geo_Entity>5", "unknown-column", /holds text/],
    ["TotalRevenue_FY26>lots", "invalid-policy", /expected a decimal number/],
    ["tier:Q", "unknown-tier", /A, B, C/],
    ["id:nobody", "unknown-account", /nobody/],
    ["Revenue>5", "unknown-column", /TotalRevenue_FY26/],
  ])("%s is refused as %s", (selector, code, message) => {
    expect(() => selectAccounts(book, selector, "/policy/scope/0")).toThrow(
      expect.objectContaining({
        code,
        message: expect.stringMatching(message),
        details: expect.objectContaining({ pointer: "/policy/scope/0" }),
      }),
    );
  });
});

describe("a list of selectors", () => {
  it("holds whatever any entry names: IDs, values, tiers, conditions", () => {
    const held = (...entries: string[]) => [...selectHeld(book, entries)].join("");
    expect(held("103", "Geo_Entity:Africa", "Geo_Entity:Japan")).toBe("101111");
    expect(held("tier:A", "tier:B")).toBe("110011");
    expect(held("Geo_Entity:Japan&tier:C")).toBe("001000");
    expect(held("top:1:TotalRevenue_FY26", "bottom:1:TotalRevenue_FY26")).toBe("010010");
    expect(() => held("103", "nobody")).toThrow(
      expect.objectContaining({ code: "unknown-account", details: { pointer: "/policy/hold/1" } }),
    );
    expect(() => held("Geo_Entity:Japan", "Geo_Entity:Jupiter")).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ pointer: "/policy/hold/1" }) }),
    );
  });

  it("scopes to what all entries name, and directions to nobody by none", () => {
    expect([...selectScope(book, ["Geo_Entity:Japan", "tier:A"])].join("")).toBe("000001");
    expect(selectDirection(book, "mayFall", undefined)).toBeNull();
    expect([...selectDirection(book, "mayFall", ["none"])!].join("")).toBe("000000");
    expect([...selectDirection(book, "mayRise", ["tier:C", "TotalRevenue_FY26>40"])!].join("")).toBe(
      "000100",
    );
  });

  it("refuses more whole-book passes than a request may cost", () => {
    const many = Array.from({ length: 101 }, (_, k) => `TotalRevenue_FY26>${k}`);
    expect(() => selectScope(book, many)).toThrow(/101 selectors/);
    expect(() => selectHeld(book, many)).toThrow(/101 selectors/);
  });
});
