import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  capacitiesCsv,
  checkSellers,
  domainColumnOf,
  readCapacities,
  readingWarnings,
  readOwners,
  readSellers,
  sellersCsv,
} from "../../../data/sellers/index.ts";
import { memorySource } from "../../../data/source.ts";
import type { Seller } from "../../../tiering/index.ts";
import { csvText, HEADER, loadText, row } from "../support/small-csv.ts";

const sellersOf = (text: string, mapping?: Record<string, string>) =>
  readSellers(memorySource("sellers.csv", text), mapping);
const capacitiesOf = (text: string, names = ["A", "B", "C", "D"]) =>
  readCapacities(memorySource("capacity.csv", text), names);

describe("sellers.csv", () => {
  it("is read whatever the order of its columns, with several geographies and domains by |", async () => {
    const { sellers, quality } = await sellersOf(
      "Role,Geo_Entity,Seller_ID,Presence,Domains,Capacity_Factor,Name\n" +
        "Hunter,Africa|Asia,7,Remote,Public|Digital,50%,Ada\n" +
        "Farmer,,8,,,,\n",
    );
    expect(sellers).toEqual([
      {
        id: "7",
        name: "Ada",
        role: "Hunter",
        geos: ["Africa", "Asia"],
        domains: ["Public", "Digital"],
        presence: "remote",
        factor: 0.5,
      },
      { id: "8", role: "Farmer", geos: [], domains: [], presence: "in-person", factor: 1 },
    ]);
    expect(quality).toMatchObject({
      input: 2,
      accepted: 2,
      notes: { "serves-every-geography": 1, "serves-every-domain": 1 },
    });
  });

  it("is read under names that other people use, and by a mapping", async () => {
    const { sellers, quality } = await sellersOf(
      "Rep ID;Job Title;Region;Segment No;Field or not\nx1;Hunter;Africa;9;inside\n",
      { "Field or not": "Presence" },
    );
    expect(sellers).toEqual([
      { id: "x1", role: "Hunter", geos: ["Africa"], domains: [], presence: "remote", factor: 1 },
    ]);
    expect(quality.notes).toMatchObject({ "unused-column Segment No": 1 });
  });

  it("of another company is read by its own words, and its domains by the column that holds them", async () => {
    const { sellers } = await sellersOf(
      "Seller No,Full Name,Job,Territory,Verticals,Mode,Ramp\nS01,Flo,Field Rep,South,Pharma;University,in person,0.5\n",
    );
    expect(sellers).toEqual([
      {
        id: "S01",
        name: "Flo",
        role: "Field Rep",
        geos: ["South"],
        domains: ["Pharma", "University"],
        presence: "in-person",
        factor: 0.5,
      },
    ]);
    const column = (values: string[]) => ({ values, codes: new Uint16Array(0) });
    const text = new Map([
      ["Region", column(["North", "South"])],
      ["Segment", column(["Hospital", "Pharma", "University"])],
    ]);
    expect(domainColumnOf({ text }, sellers)).toBe("Segment");
    expect(domainColumnOf({ text: new Map([["Region", column(["Pharma"])]]) }, sellers)).toBe("MarketDomain");
  });

  it.each([
    ["a short row", "1,Hunter", "wrong-cell-count", /got 2 cells, expected 4/],
    ["a blank ID", ",Hunter,,", "blank-id", /expected one/],
    ["a repeated ID", "0,Hunter,,", "duplicate-id", /"0" stands in an earlier row/],
    ["a blank role", "1,,,", "blank-role", /capacity table/],
    [
      "an unknown presence",
      "1,Hunter,sometimes,",
      "unknown-presence",
      /"sometimes".*"in person" or "remote"/,
    ],
    ["a factor of nothing", "1,Hunter,,0", "bad-number", /above 0/],
    ["a factor in words", "1,Hunter,,half", "bad-number", /"half"/],
  ])("rejects %s with line, column, code and reason, and keeps the rest", async (_, bad, code, reason) => {
    const { sellers, quality } = await sellersOf(
      `ID,Role,Presence,Ramp\n0,Hunter,remote,1\n${bad}\n2,Hunter,field,.5\n`,
    );
    expect(sellers.map(({ id }) => id)).toEqual(["0", "2"]);
    expect(quality).toMatchObject({ input: 3, accepted: 2, rejected: 1 });
    expect(quality.rows[0]).toMatchObject({ line: 3, code });
    expect(quality.rows[0]!.reason).toMatch(reason);
  });

  it("is read with headers and words in German and Spanish, whatever the accents", async () => {
    const german = await sellersOf(
      "Verkäufer-Nr;Name;Rolle;Gebiet;Branchen;Einsatz;Kapazitätsfaktor\n7;Müller;Außendienst;Africa;;vor Ort;0,5\n8;Meier;Innendienst;Africa;;remote;1\n",
    );
    expect(
      german.sellers.map(({ id, role, geos, presence, factor }) => [id, role, geos, presence, factor]),
    ).toEqual([
      ["7", "Außendienst", ["Africa"], "in-person", 0.5],
      ["8", "Innendienst", ["Africa"], "remote", 1],
    ]);
    const spanish = await sellersOf(
      "id vendedor,cargo,territorio,modalidad,dedicación\nV1,Ejecutivo,Africa,remoto,80 %\n",
    );
    expect(spanish.sellers[0]).toMatchObject({
      id: "V1",
      role: "Ejecutivo",
      presence: "remote",
      factor: 0.8,
    });
  });

  it("is refused without a role, naming what is nearest, and without rows", async () => {
    await expect(sellersOf("ID,Roll\n1,Hunter\n")).rejects.toThrow(/no Role.*nearest: Roll/);
    await expect(sellersOf("ID,Role\n")).rejects.toThrow(/no rows; expected at least one seller/);
    await expect(sellersOf("ID,Role\n,\n")).rejects.toThrow(/every row was rejected; line 2/);
  });

  it("reads back what was written", async () => {
    const word = fc
      .stringMatching(/^[A-Za-zäß&"', ]{1,12}$/)
      .map((text) => text.trim())
      .filter((text) => text !== "");
    const seller = fc.record({
      role: word,
      geos: fc.uniqueArray(word, { maxLength: 3 }),
      domains: fc.uniqueArray(word, { maxLength: 3 }),
      presence: fc.constantFrom("in-person" as const, "remote" as const),
      factor: fc.constantFrom(0.25, 0.5, 1, 1.5),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(seller, { minLength: 1, maxLength: 6 }), async (drawn) => {
        const sellers: Seller[] = drawn.map((one, k) => ({ id: `s${k}`, ...one }));
        expect((await sellersOf(sellersCsv(sellers))).sellers).toEqual(sellers);
      }),
      { seed: 15, numRuns: 60 },
    );
  });
});

describe("capacity.csv", () => {
  it("is read in its long and in its wide shape alike; a blank is none", async () => {
    const expected = { Hunter: [8, 35, 0, 0], Farmer: [0, 0, 90.5, 300] };
    const long = await capacitiesOf(
      "Role,Tier,Accounts\nHunter,A,8\nHunter,Tier B,35\nFarmer,c,90.5\nFarmer,D,300\n",
    );
    const wide = await capacitiesOf("Role;Tier A;Tier B;Tier C;Tier D\nHunter;8;35;;\nFarmer;;0;90.5;300\n");
    expect(long.capacities).toEqual(expected);
    expect(wide.capacities).toEqual(expected);
    expect((await capacitiesOf(capacitiesCsv(expected, ["A", "B", "C", "D"]))).capacities).toEqual(expected);
  });

  it("takes a row whole or not at all, and says why not", async () => {
    const { capacities, quality } = await capacitiesOf(
      "Role,A,B\nHunter,8,many\nFarmer,1,2\nFarmer,3,4\n,1,1\n",
    );
    expect(capacities).toEqual({ Farmer: [1, 2, 0, 0] });
    expect(quality.rows.map(({ line, column, code }) => [line, column, code])).toEqual([
      [2, "B", "bad-number"],
      [4, "Role", "duplicate-id"],
      [5, "Role", "blank-role"],
    ]);
  });

  it("knows the tiers by the book's names; a column of another is named as unused", async () => {
    const wide = await capacitiesOf("Role,Gold,silver ,Bronze\nHunter,8,9,10\n", ["Gold", "Silver"]);
    expect(wide.capacities).toEqual({ Hunter: [8, 9] });
    expect(wide.quality.notes).toEqual({ "unused-column Bronze": 1 });
    const long = await capacitiesOf("Role,Tier,Accounts\nHunter,Gold,8\nHunter,Bronze,9\n", [
      "Gold",
      "Silver",
    ]);
    expect(long.quality.rows).toMatchObject([{ line: 3, code: "unknown-tier" }]);
  });
});

describe("cells of a sales force that can be read in two ways", () => {
  const column = (values: string[]) => ({ values, codes: new Uint16Array(0) });
  const book = {
    geo: { ...column(["Nord", "Süd", "Ost, West"]), tam: new Float64Array(3) },
    text: new Map([["Branche", column(["Energie", "Handel", "Nahrung, Getränke", "Verkehr"])]]),
  };
  const read = (text: string) => readSellers(memorySource("sellers.csv", text), {}, book);

  it("take commas for the end of a name where the book knows the pieces, not within a name of the book", async () => {
    const { sellers, quality } = await read(
      "ID;Rolle;Gebiet;Branchen\n" +
        "1;AD;Nord, Süd;Handel, Energie\n" +
        "2;AD;Ost, West;Nahrung, Getränke\n" +
        "3;AD;Süd,Ost, West;Verkehr, Nahrung, Getränke,Bergbau\n" +
        "4;AD;Nord;Steine, Erden\n",
    );
    expect(sellers.map(({ geos }) => geos)).toEqual([
      ["Nord", "Süd"],
      ["Ost, West"],
      ["Süd", "Ost, West"],
      ["Nord"],
    ]);
    expect(sellers.map(({ domains }) => domains)).toEqual([
      ["Handel", "Energie"],
      ["Nahrung, Getränke"],
      ["Verkehr", "Nahrung, Getränke", "Bergbau"],
      ["Steine, Erden"],
    ]);
    expect(quality.notes["names-parted-by-commas"]).toBe(4);
    expect(readingWarnings([quality])[0]!.message).toMatch(/^4 cells read as several names .*Nord, Süd/);
  });

  it("take three digits behind a mark for thousands of accounts, and say so", async () => {
    const { capacities, quality } = await capacitiesOf("Rolle;A;B;C;D\nInnendienst;0;75,5;1.200;12.000\n");
    expect(capacities).toEqual({ Innendienst: [0, 75.5, 1200, 12000] });
    expect(quality).toMatchObject({ accepted: 1, rejected: 0 });
    expect(readingWarnings([quality, null])).toMatchObject([
      { code: "accounts-by-thousands", message: expect.stringMatching(/^2 cells .*\(1\.200, 12\.000\)$/) },
    ]);
    const long = await capacitiesOf('Role,Tier,Accounts\nInside,D,"1,050"\nInside,C,90\n');
    expect(long.capacities).toEqual({ Inside: [0, 0, 90, 1050] });
  });
});

describe("present owners", () => {
  it("come from a file of their own; unknown accounts are noted, second owners rejected", async () => {
    const book = await loadText(csvText([row("3"), row("1"), row("2")]));
    const source = memorySource("owners.csv", "Account ID,Rep\n2,s1\n9,s1\n1,\n2,s2\n,s3\n");
    const { owners, quality } = await readOwners(source, book);
    expect(Array.from(owners.codes, (code) => owners.values[code])).toEqual(["", "s1", ""]);
    expect(quality).toMatchObject({ accepted: 3, rejected: 2, notes: { "account-not-in-the-book": 1 } });
  });
});

describe("sellers against a book", () => {
  it("say what the book and the capacities do not know", async () => {
    const book = await loadText(csvText([row("1").concat("Public")], [...HEADER, "MarketDomain"]));
    const seller = {
      id: "1",
      role: "Hunter",
      geos: ["Afrika"],
      domains: ["Publik"],
      presence: "remote",
      factor: 1,
    } as const;
    const warnings = checkSellers([seller], { Farmer: [1] }, book, "MarketDomain");
    expect(warnings.map(({ code, name }) => [code, name])).toEqual([
      ["capacity-without-sellers", "Farmer"],
      ["role-without-capacity", "Hunter"],
      ["unknown-domain", "Publik"],
      ["unknown-geo", "Afrika"],
    ]);
    expect(warnings[3]!.message).toMatch(/nearest: Africa/);
  });
});
