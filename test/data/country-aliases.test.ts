import { describe, expect, test } from "vitest";
import { COUNTRY_CODES, COUNTRY_GROUPS, OTHER_NAMES } from "../../data/countries.ts";
import { countriesAmong, countryAliases } from "../../data/country-aliases.ts";
import { loadBook } from "../../data/load.ts";
import { memorySource } from "../../data/source.ts";

describe("words for countries, and for groups of them", () => {
  test.each([
    [["United States", "Canada", "Mexico"], "US", ["United States"]],
    [["United States", "Canada", "Mexico"], "North America", ["United States", "Canada"]],
    [["United States", "Canada", "Mexico"], "LATAM", ["Mexico"]],
    [["DE", "FR", "US", "GB"], "Germany", ["DE"]],
    [["DE", "FR", "US", "GB"], "UK", ["GB"]],
    [["DE", "AT", "FR"], "DACH", ["DE", "AT"]],
    [["DEU", "JPN", "USA"], "APAC", ["JPN"]],
    [["Deutschland", "Frankreich", "Österreich"], "Austria", ["Österreich"]],
    [["Espagne", "Allemagne"], "Spain", ["Espagne"]],
    [["Norway", "Sweden", "(unknown)"], "Nordics", ["Norway", "Sweden"]],
  ])("%j: %s", (values, word, meant) =>
    expect([...(countryAliases(values)?.get(word) ?? [])].sort()).toEqual([...meant].sort()),
  );

  test.each([
    [["TX", "CA", "NY", "DE", "IN", "FL"], "states, of which some are codes of countries as well"],
    [["Zürich", "Bern", "Genf"], "cantons"],
    [["Enterprise", "SMB"], "segments"],
    [["Germany"], "one value"],
    [[], "none"],
  ])("%j: no countries (%s)", (values) => expect(countryAliases(values)).toBeNull());

  test("the tables speak of countries that they have", () => {
    const known = new Set(COUNTRY_CODES);
    expect(known.size).toBe(COUNTRY_CODES.length);
    for (const [group, codes] of [
      ...Object.entries(COUNTRY_GROUPS),
      ...Object.keys(OTHER_NAMES).map((code) => ["names", [code]] as const),
    ])
      expect(
        codes.filter((code) => !known.has(code)),
        group,
      ).toEqual([]);
    for (const code of COUNTRY_GROUPS.EU!) expect(COUNTRY_GROUPS.Europe, code).toContain(code);
    expect(COUNTRY_GROUPS.EU).toHaveLength(27);
  });

  test("a book has them for its countries, and none that it has as a value", async () => {
    const rows = ["A1,Alpha,DE,EMEA,A,10,20", "A2,Beta,US,NA,B,5,9", "A3,Gamma,FR,EMEA,B,7,30"];
    const text = `ID,Name,Country,Area,MarketTier,TotalRevenue_FY26,PotentialRevenue_FY30\n${rows.join("\n")}\n`;
    const book = await loadBook({ accounts: memorySource("accounts.csv", Buffer.from(text)) });
    const words = book.aliases.get("Country");
    expect(words?.get("Germany")).toEqual(["DE"]);
    expect([...(words?.get("Western Europe") ?? [])].sort()).toEqual(["DE", "FR"]);
    // "EMEA" is a value of the book's own.
    expect(words?.has("EMEA")).toBe(false);
  });
});

describe("countries among regions", () => {
  test("are spoken of by their English names", () =>
    expect([...countriesAmong(["Nord", "Süd", "West", "Ost", "Österreich", "Schweiz"])!]).toEqual([
      ["Austria", ["Österreich"]],
      ["Switzerland", ["Schweiz"]],
    ]));

  test.each([
    [["Nord", "Süd", "Österreich"], "one of them"],
    [["North", "Austria", "Switzerland"], "English already"],
    [["TX", "CA", "NY", "DE"], "codes"],
  ])("%j: nothing to add (%s)", (values) => expect(countriesAmong(values)).toBeNull());

  test("and a book with such a column knows them", async () => {
    const regions = ["Nord", "Süd", "West", "Ost", "Österreich", "Schweiz"];
    const rows = regions.map((region, i) => `K${i},${region},A,${100 + i},${200 + i}`);
    const text = `ID,Gebiet,MarketTier,TotalRevenue_FY26,PotentialRevenue_FY30\n${rows.join("\n")}\n`;
    const book = await loadBook({ accounts: memorySource("accounts.csv", Buffer.from(text)) });
    expect(book.aliases.get("Gebiet")?.get("Austria")).toEqual(["Österreich"]);
  });
});
