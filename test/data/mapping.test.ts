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
  it("gives other people's columns and fiscal years their roles, by their own names", async () => {
    const tam = TAM.replace("Metric_Name", "Metric").replaceAll("Geo_Entity", "Region");
    const book = await loadText(csvText([row("1")], THEIRS), { mapping: MAPPING, tam });
    expect(book.roles).toEqual({
      id: "Key",
      name: null,
      owner: null,
      geo: "Region",
      category: "Industry",
      tiers: ["Segment", "Old segment"],
      revenues: ["Sales 2025", "Sales 2023"],
      streams: [],
      products: [],
      potential: "Upside 2030",
    });
    expect(book.columns).toEqual(THEIRS);
    expect(book.ourNames.get("Sales 2023")).toBe("TotalRevenue_FY2023");
    expect(book.growthYears).toBe(2);
    expect([...book.geo.tam]).toEqual([1000]);
  });

  it("adds words for groups of values, and leaves out those that the book does not have", async () => {
    const book = await loadText(csvText([row("1")], THEIRS), { mapping: { ...MAPPING, tam: {} } });
    const words = book.aliases.get("Region")!;
    expect(words.get("EMEA")).toEqual(["Africa"]);
    expect(words.has("Nowhere")).toBe(false);
    expect(words.has("APAC")).toBe(false);
  });

  it("that names a column the file does not have is refused with the nearest", async () => {
    const loading = loadText(csvText([row("1")]), {
      mapping: { ...MAPPING, accounts: { Geo_Entty: "Geo_Entity" }, tam: {} },
    });
    await expect(loading).rejects.toThrow(/column "Geo_Entty".*nearest: Geo_Entity/);
  });

  it("that gives a column a name of no use is refused with those there are, unless it takes a use away", async () => {
    const wrong = { ...MAPPING, accounts: { Region: "GeoName" }, tam: {} };
    expect(() => parseMapping(JSON.stringify(wrong), "map.json")).toThrow(
      /\/accounts\/Region "GeoName" is nothing that a column can be for; expected ID, Name/,
    );
    const away = { ...MAPPING, accounts: { MarketTier_FY25: "Old band" }, tam: {} };
    expect(parseMapping(JSON.stringify(away), "map.json").accounts).toEqual(away.accounts);
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
    [
      "a column that stands twice",
      '{"accounts": {"a": "ID", "b": "Name", "\\u0061": "Name"}}',
      /\/accounts\/a stands twice/,
    ],
    ["a part that stands twice", '{"accounts": {"a": "ID"}, "accounts": {}}', /\/accounts stands twice/],
    [
      "a group that stands twice",
      '{"aliases": {"X": {"a:{": ["1"], "a:{": ["2"]}}}',
      /\/aliases\/X\/a:\{ stands twice/,
    ],
    ["an empty group", '{"aliases": {"Geo_Entity": {"EMEA": []}}}', /\/aliases\/Geo_Entity\/EMEA/],
  ])("with %s is refused with the path", (_, text, says) => {
    expect(() => parseMapping(text, "map.json")).toThrow(says);
    expect(() => parseMapping(text, "map.json")).toThrow(DataError);
  });

  it("with faults without end is refused with the first of them, how many more there are, and names cut", () => {
    const faulty = Object.fromEntries(Array.from({ length: 5_000 }, (_, k) => [`Column ${k}`, "none"]));
    const long = "x".repeat(500_000);
    const said = (text: string): string => {
      try {
        parseMapping(text, "map.json");
        return "";
      } catch (error) {
        return (error as Error).message;
      }
    };
    const many = said(JSON.stringify({ accounts: faulty }));
    expect(many).toMatch(/Column 0 .*Column 19 .*; and 4980 more; expected/s);
    expect(many).not.toContain("Column 20");
    const twice = `{"${long}":1,"${long}":1}`;
    for (const text of [JSON.stringify({ accounts: { A: long } }), JSON.stringify({ [long]: 1 }), twice]) {
      expect(said(text)).toContain("xxx… (5");
      expect(said(text).length).toBeLessThan(2_000);
    }
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

  it("the newest tier is the current one, whatever the year of the revenues", async () => {
    const book = await loadText(csvText([row("1")], rename("MarketTier_FY25", "MarketTier_FY27")));
    expect(book.roles.tiers).toEqual(["MarketTier_FY27", "MarketTier_FY26"]);
    expect(book.tierNames[book.tier[0]!]).toBe("B");
  });

  it("a revenue without a year is the current one, and growth is not known", async () => {
    const book = await loadText(csvText([row("1")], rename("TotalRevenue_FY26", "TotalRevenue")));
    expect(book.roles.revenues).toEqual(["TotalRevenue", "TotalRevenue_FY22"]);
    expect(book.signals.growth).toEqual({ kind: "absent", missing: "no revenue of an earlier year" });
  });

  it("any other column is text, or numbers where every value is a plain one and its name is no key's", async () => {
    const header = [...HEADER, "Delta", "Parent ID", "Phone", "Note"];
    const book = await loadText(csvText([[...row("1"), " -5 ", "77", "0049", "x"]], header));
    expect([...book.numbers.get("Delta")!]).toEqual([-5]);
    for (const [name, value] of [
      ["Parent ID", "77"],
      ["Phone", "0049"],
      ["Note", "x"],
    ] as const)
      expect(book.text.get(name)!.values).toEqual([value]);
  });
});

describe("a mapping that takes an ID for a number, or counts amounts twice", () => {
  const load = (mapping: object) =>
    loadText(csvText([row("1")], [...HEADER]), { mapping: parseMapping(JSON.stringify(mapping), "m.json") });

  it.each([
    ["a part of a sum", { sums: { TotalRevenue_FY2019: ["ID", "TotalRevenue_FY26"] } }],
    ["a signal", { signals: { runway: "ID" } }],
    ["a further number", { numbers: ["ID"] }],
  ])("is refused with the column: %s", async (_, mapping) => {
    const failed = load(mapping);
    await expect(failed).rejects.toThrow(DataError);
    await expect(failed).rejects.toMatchObject({
      code: "invalid-mapping",
      details: { column: "ID" },
      message: expect.stringContaining("expected a column of numbers"),
    });
  });

  it("is refused where a sum has a part twice, however it is spelled", async () => {
    const twice = { sums: { TotalRevenue_FY2019: ["TotalRevenue_FY26", "totalrevenue_fy26"] } };
    await expect(load(twice)).rejects.toMatchObject({
      code: "invalid-mapping",
      details: { column: "TotalRevenue_FY26" },
      message: expect.stringContaining("expected each part once"),
    });
  });

  it("is refused where it names what no mapping can hold, at any depth", () => {
    for (const text of ['{"__proto__":{}}', '{"accounts":{"__proto__":"ID"}}'])
      expect(() => parseMapping(text, "m.json")).toThrow(/names "__proto__".*another name/);
    expect(parseMapping('{"accounts":{"constructor":"ID"}}', "m.json").accounts).toEqual({
      constructor: "ID",
    });
  });
});
