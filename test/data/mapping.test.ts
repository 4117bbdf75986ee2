import { describe, expect, it } from "vitest";
import { DataError } from "../../data/errors.ts";
import { parseMapping } from "../../data/mapping.ts";
import { csvText, HEADER, loadText, row, TAM } from "./support/small-csv.ts";

const THEIRS = [
  "Key",
  "Region",
  "Industry",
  "Segment",
  "Old segment",
  "Sales 2025",
  "Sales 2023",
  "Upside 2030",
];
const MAPPING = parseMapping(
  JSON.stringify({
    accounts: {
      Key: "ID",
      Region: "Geo_Entity",
      Industry: "Commercial_Category",
      Segment: "MarketTier_FY2025",
      "Old segment": "MarketTier_FY2024",
      "Sales 2025": "TotalRevenue_FY2025",
      "Sales 2023": "TotalRevenue_FY2023",
      "Upside 2030": "PotentialRevenue_FY2030",
    },
    tam: { Metric: "Metric_Name" },
    aliases: { Geo_Entity: { EMEA: ["Africa", "Atlantis"], Nowhere: ["Atlantis"] } },
  }),
  "mapping.json",
);

describe("a mapping", () => {
  it("gives other people's columns and fiscal years our names and roles", async () => {
    const tam = TAM.replace("Metric_Name", "Metric").replaceAll("Geo_Entity", "Region");
    const book = await loadText(csvText([row("1")], THEIRS), { mapping: MAPPING, tam });
    expect(book.roles).toEqual({
      id: "ID",
      name: null,
      owner: null,
      geo: "Geo_Entity",
      category: "Commercial_Category",
      tiers: ["MarketTier_FY2025", "MarketTier_FY2024"],
      revenues: ["TotalRevenue_FY2025", "TotalRevenue_FY2023"],
      streams: [],
      products: [],
      potential: "PotentialRevenue_FY2030",
    });
    expect(book.growthYears).toBe(2);
    expect([...book.geo.tam]).toEqual([1000]);
  });

  it("adds words for groups of values, and leaves out those that the book does not have", async () => {
    const book = await loadText(csvText([row("1")], THEIRS), { mapping: { ...MAPPING, tam: {} } });
    const words = book.aliases.get("Geo_Entity")!;
    expect(words.get("EMEA")).toEqual(["Africa"]);
    expect(words.has("Nowhere")).toBe(false);
    expect(words.has("APAC")).toBe(false);
  });

  it("that names a column the file does not have is refused with the nearest", async () => {
    const loading = loadText(csvText([row("1")]), {
      mapping: { ...MAPPING, accounts: { Geo_Entty: "X" }, tam: {} },
    });
    await expect(loading).rejects.toThrow(/column "Geo_Entty".*nearest: Geo_Entity/);
  });

  it("that gives two columns one name is refused", async () => {
    const mapping = { ...MAPPING, accounts: { MarketTier_FY25: "ID" }, tam: {} };
    await expect(loadText(csvText([row("1")]), { mapping })).rejects.toThrow(
      /column "ID".*2 columns under the mapping \(ID, MarketTier_FY25\)/,
    );
  });

  it.each<[string, string, RegExp]>([
    ["no JSON", "{", /map.json: is not JSON/],
    ["an unknown key", '{"acounts": {}}', /acounts/],
    ["a name that is no text", '{"accounts": {"a": 5}}', /\/accounts\/a/],
    ["an empty name", '{"accounts": {"a": " "}}', /\/accounts\/a/],
    ["an empty group", '{"aliases": {"Geo_Entity": {"EMEA": []}}}', /\/aliases\/Geo_Entity\/EMEA/],
  ])("with %s is refused with the path", (_, text, says) => {
    expect(() => parseMapping(text, "map.json")).toThrow(says);
    expect(() => parseMapping(text, "map.json")).toThrow(DataError);
  });
});

describe("fiscal years are read from the header", () => {
  const rename = (from: string, to: string) => HEADER.map((name) => (name === from ? to : name));

  it("the newest is current, whatever the order of the columns", async () => {
    const header = [
      ...HEADER,
      "TotalRevenue_FY24",
      "RevStreamX_FY25",
      "RevStreamX_FY26",
      "ProdCatA_Revenue_FY26",
    ];
    const book = await loadText(csvText([[...row("1"), "80", "1", "2", "3"]], header));
    expect(book.roles.revenues).toEqual(["TotalRevenue_FY26", "TotalRevenue_FY24", "TotalRevenue_FY22"]);
    expect(book.roles.streams).toEqual(["RevStreamX_FY26", "RevStreamX_FY25"]);
    expect(book.roles.products).toEqual(["ProdCatA_Revenue_FY26"]);
    expect([book.revenue[0], book.baseRevenue[0], book.growthYears]).toEqual([100, 50, 4]);
  });

  it("a tier newer than every revenue is a missing revenue", async () => {
    const header = rename("MarketTier_FY25", "MarketTier_FY27");
    await expect(loadText(csvText([row("1")], header))).rejects.toThrow(/no TotalRevenue_FY27/);
  });

  it("a revenue newer than every tier is a missing tier", async () => {
    const header = rename("TotalRevenue_FY22", "TotalRevenue_FY27");
    await expect(loadText(csvText([row("1")], header))).rejects.toThrow(/no MarketTier_FY27/);
  });

  it("any other column is text", async () => {
    const book = await loadText(csvText([[...row("1"), " -5 "]], [...HEADER, "Delta"]));
    expect(book.text.get("Delta")!.values).toEqual(["-5"]);
  });
});
