import { beforeAll, expect, test } from "vitest";
import {
  type Accounts,
  bookYears,
  commonFeatures,
  countChanges,
  NO_TIER,
  panelFeatures,
  panelSource,
  transitionInto,
} from "../../../tiering/index.ts";
import { demoAccounts } from "../../bench/support/demo-accounts.ts";
import { smallAccounts } from "../support/accounts.ts";
import { seeded } from "../support/synthetic.ts";

let book: Accounts;

beforeAll(async () => {
  book = await demoAccounts(400, 5);
});

/** The book with every column of the given year in another order, each its own. */
function shuffleYear(accounts: Accounts, year: string): Accounts {
  const random = seeded(7);
  const order = () => {
    const places = Array.from({ length: accounts.n }, (_, i) => i);
    for (let i = places.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [places[i], places[j]] = [places[j]!, places[i]!];
    }
    return places;
  };
  const numbers = new Map(accounts.numbers);
  for (const [name, column] of numbers) {
    if (name.endsWith(year))
      numbers.set(
        name,
        Float64Array.from(order(), (i) => column[i]!),
      );
  }
  const text = new Map(accounts.text);
  for (const [name, column] of text) {
    if (name.endsWith(year)) {
      text.set(name, { ...column, codes: Uint16Array.from(order(), (i) => column.codes[i]!) });
    }
  }
  return {
    ...accounts,
    numbers,
    text,
    tier: year === "FY26" ? Uint8Array.from(order(), (i) => accounts.tier[i]!) : accounts.tier,
    revenue: numbers.get("TotalRevenue_FY26")!,
  };
}

test("the years of the book come newest first with their tiers, revenues and streams", () => {
  const years = bookYears(book);
  expect(years.map(({ label }) => label)).toEqual(["FY26", "FY25", "FY24", "FY23", "FY22"]);
  expect(years[2]!.revenue).toBe(book.numbers.get("TotalRevenue_FY24"));
  expect([...years[2]!.streams]).toEqual([["RevStreamX", book.numbers.get("RevStreamX_FY24")]]);
  const column = book.text.get("MarketTier_FY24")!;
  expect([...years[2]!.tier]).toEqual(
    [...column.codes].map((code) => column.values[code]!.charCodeAt(5) - 65),
  );
});

test("a change is the sign of the tier's step, A being the highest", () => {
  const years = bookYears(book);
  const { labels, rows, from, to, window } = transitionInto(years, { target: 0, lags: 4 });
  expect([from, to, window]).toEqual(["FY25", "FY26", { first: 1, count: 4 }]);
  expect(rows.length).toBe(book.n);
  for (const i of rows) expect(labels[i]! - 1).toBe(Math.sign(years[0]!.tier[i]! - years[1]!.tier[i]!));
  expect(countChanges({ labels, rows }).reduce((a, b) => a + b)).toBe(book.n);
});

test.each([
  ["FY26", 0, 4],
  ["FY25", 1, 3],
])("nothing of the target year %s enters: shuffling its columns changes no feature", (year, target, lags) => {
  const of = (accounts: Accounts) => panelFeatures(panelSource(accounts), { first: target + 1, count: lags });
  const shuffled = shuffleYear(book, year);
  expect(bookYears(shuffled)[target]!.tier).not.toEqual(bookYears(book)[target]!.tier);
  expect(of(shuffled)).toEqual(of(book));
});

test("shuffling the last known year does change the features", () => {
  const of = (accounts: Accounts) => panelFeatures(panelSource(accounts), { first: 1, count: 4 });
  expect(of(shuffleYear(book, "FY25"))).not.toEqual(of(book));
});

test("features are levels, changes and growth of each year, then potential, shares and few-valued labels", () => {
  const { names, columns } = panelFeatures(panelSource(book), { first: 1, count: 2 });
  expect(names).toEqual([
    "tier@1",
    "tier@2",
    "tierChange@1",
    "revenue@1",
    "revenue@2",
    "revenueChange@1",
    "revenueGrowth@1",
    "RevStreamX@1",
    "RevStreamX@2",
    "RevStreamXChange@1",
    "potential",
    "geoShare",
    "categoryShare",
    "Geo_Entity",
    "Commercial_Category",
    "MarketDomain",
  ]);
  const [now, before] = [book.numbers.get("TotalRevenue_FY25")!, book.numbers.get("TotalRevenue_FY24")!];
  expect(columns[5]![9]).toBe(now[9]! - before[9]!);
  expect(columns[6]![9]).toBeCloseTo((now[9]! / before[9]! - 1) * 100, 10);
});

test("an account without a tier in either year is not among the rows", () => {
  const plain = smallAccounts({ tierCount: 2, tier: [0, 1, 1], revenue: [3, 2, 1] });
  const accounts: Accounts = {
    ...plain,
    roles: { ...plain.roles, tiers: ["MarketTier_FY26", "MarketTier_FY25"] },
    text: new Map([
      ...plain.text,
      ["MarketTier_FY25", { values: ["", "Tier A", "b", "Gold"], codes: Uint16Array.of(1, 0, 2) }],
    ]),
  };
  const years = bookYears(accounts);
  expect([...years[1]!.tier]).toEqual([0, NO_TIER, 1]);
  expect([...transitionInto(years, { target: 0, lags: 1 }).rows]).toEqual([0, 2]);
});

test("columns named by four digits, and columns without a year, find their years", () => {
  const plain = smallAccounts({ tierCount: 2, tier: [0, 1], revenue: [3, 2] });
  const named = (tiers: string[], revenues: string[]): Accounts => ({
    ...plain,
    roles: { ...plain.roles, tiers, revenues },
    numbers: new Map(revenues.map((name, at) => [name, Float64Array.of(at, at)])),
    text: new Map(tiers.map((name) => [name, { values: ["A", "B"], codes: Uint16Array.of(0, 1) }])),
  });
  const dated = bookYears(named(["Stufe 2025", "Stufe 2024"], ["Umsatz 2025", "Umsatz 2023"]));
  expect(dated.map(({ label, revenue }) => [label, revenue?.[0]])).toEqual([
    ["2025", 0],
    ["2024", undefined],
  ]);
  const undated = bookYears(named(["Tier", "Old tier"], ["Revenue", "Old revenue"]));
  expect(undated.map(({ label, revenue }) => [label, revenue?.[0]])).toEqual([
    ["now", 0],
    ["1 before", 1],
  ]);
});

test("tiers by name are read on the book's own ladder, and what does not stand on it is no tier", () => {
  const plain = smallAccounts({ tierCount: 3, tier: [0, 1, 2, 2], revenue: [3, 2, 1, 1] });
  const accounts: Accounts = {
    ...plain,
    tierNames: ["Gold", "Silver", "Bronze"],
    roles: { ...plain.roles, tiers: ["Tier 2025", "Tier 2024"] },
    text: new Map([
      ["Tier 2025", { values: ["Bronze", "Gold", "Silver"], codes: Uint16Array.of(1, 2, 0, 0) }],
      ["Tier 2024", { values: ["A", "GOLD ", "bronze"], codes: Uint16Array.of(2, 1, 0, 2) }],
    ]),
  };
  expect([...bookYears(accounts)[1]!.tier]).toEqual([2, 0, NO_TIER, 2]);
});

test("names of accounts, owners and columns without any value are no features", () => {
  const roles = { ...book.roles, owner: "MarketDomain", name: "Commercial_Category" };
  const nothing = new Float64Array(book.n).fill(Number.NaN);
  // The book's own owners are a plain text column where another column has that role.
  const text = new Map([...book.text].filter(([column]) => column !== book.roles.owner));
  const { names } = panelFeatures(panelSource({ ...book, roles, text, potential: nothing }), {
    first: 0,
    count: 1,
  });
  expect(names).toEqual(["tier@1", "revenue@1", "RevStreamX@1", "Geo_Entity"]);
});

test("features that only one of two windows has are no common features", () => {
  const numbers = new Map([...book.numbers].filter(([name]) => name !== "TotalRevenue_FY22"));
  const source = panelSource({ ...book, numbers });
  const common = commonFeatures(source, { first: 2, count: 3 }, { first: 1, count: 3 });
  expect(common.has("revenue@2")).toBe(true);
  expect(common.has("revenue@3")).toBe(false);
  expect(common.has("revenueGrowth@2")).toBe(false);
  const [a, b] = [2, 1].map((first) => panelFeatures(source, { first, count: 3 }, common));
  expect(a!.names).toEqual([...common]);
  expect(b!.names).toEqual(a!.names);
});

test("features without tiers see the first year's products and no tier", () => {
  const { names } = panelFeatures(panelSource(book), { first: 0, count: 2, tierless: true });
  expect(names.filter((name) => name.startsWith("tier"))).toEqual([]);
  expect(names).toContain("ProdCatA_Revenue_FY26");
  const before = panelFeatures(panelSource(book), { first: 1, count: 2, tierless: true });
  expect(before.names.filter((name) => name.startsWith("ProdCat"))).toEqual([]);
});
