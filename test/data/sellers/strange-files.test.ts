import { describe, expect, it } from "vitest";
import {
  alignRoles,
  ownerWarnings,
  readCapacities,
  readingWarnings,
  readSellers,
  resolveOwners,
} from "../../../data/sellers/index.ts";
import { memorySource } from "../../../data/source.ts";
import type { Seller } from "../../../tiering/index.ts";

const column = (values: string[]) => ({ values, codes: new Uint16Array(0) });
const BOOK = {
  geo: { ...column(["Nord", "Ost/West", "Süd"]), tam: new Float64Array(3) },
  text: new Map([["Branche", column(["Energie", "Handel", "Maschinenbau", "Verkehr + Lager"])]]),
};
const sellersOf = (text: string, book: typeof BOOK | null = BOOK) =>
  readSellers(memorySource("team.csv", text), {}, book);
const capacitiesOf = (text: string, names = ["A", "B", "C", "D"]) =>
  readCapacities(memorySource("capacity.csv", text), names);

describe("a stranger's file of sellers", () => {
  it("has its names in two columns; a column of the book's owners says nothing of what sellers know", async () => {
    const book = {
      ...BOOK,
      text: new Map([...BOOK.text, ["Owner E-Mail", column(["jo@a.example", "al@a.example"])]]),
      roles: { owner: "Owner E-Mail" },
    };
    const { sellers, quality } = await sellersOf(
      "rep_no,first_name,last_name,role,mail\n1,Jo,Vogel,AE,jo@a.example\n2,Al,,AE,al@a.example\n",
      book,
    );
    expect(sellers.map(({ name, domains }) => [name, domains])).toEqual([
      ["Jo Vogel", []],
      ["Al", []],
    ]);
    expect(quality.notes).toMatchObject({ "serves-every-geography": 2, "serves-every-domain": 2 });
    const said = readingWarnings([quality]).map(({ message }) => message);
    expect(said).toContain("2 sellers name no geography, and may serve every one");
  });

  it("is read by the words of its headers, marks between names, words for all and for how one meets customers", async () => {
    const { sellers, quality } = await sellersOf(
      "Pers.-Nr.;Mitarbeiter;Funktion;Vertriebsgebiet;Branchen;Einsatzart;Beschäftigungsgrad;Bemerkung\n" +
        'VM1;"Müller, Ute";Außendienst;nord;Energie / Handel;vor Ort;80 %;\n' +
        'VM2;"Vogel, Jan";Innendienst;Süd und Nord;alle;telefonisch;100 %;neu\n' +
        'VM3;"Weiß, Ida";Innendienst;Ost/West;Verkehr + Lager, handel;Innendienst (Telefon);;\n',
    );
    expect(sellers).toEqual([
      {
        id: "VM1",
        name: "Müller, Ute",
        role: "Außendienst",
        geos: ["Nord"],
        domains: ["Energie", "Handel"],
        presence: "in-person",
        factor: 0.8,
      },
      {
        id: "VM2",
        name: "Vogel, Jan",
        role: "Innendienst",
        geos: ["Süd", "Nord"],
        domains: [],
        presence: "remote",
        factor: 1,
      },
      {
        id: "VM3",
        name: "Weiß, Ida",
        role: "Innendienst",
        geos: ["Ost/West"],
        domains: ["Verkehr + Lager", "Handel"],
        presence: "remote",
        factor: 1,
      },
    ]);
    expect(quality.notes).toMatchObject({ "serves-every-domain": 1, "unused-column Bemerkung": 1 });
    expect(readingWarnings([quality]).map(({ code }) => code)).toEqual([
      "names-parted-by-commas",
      "names-as-the-book-spells-them",
    ]);
  });

  it("is known by a part of a header, or by what a column holds, and that is said", async () => {
    const { sellers, quality } = await sellersOf(
      "Badge,Primary Role (2026),Where,Knows,How,Ramp This Month (%)\n" +
        "a7,Hunter,Nord,Energie;Handel,field,50\nb2,Farmer,Süd,Maschinenbau,phone,100\n",
    );
    expect(sellers).toEqual([
      {
        id: "a7",
        role: "Hunter",
        geos: ["Nord"],
        domains: ["Energie", "Handel"],
        presence: "in-person",
        factor: 0.5,
      },
      { id: "b2", role: "Farmer", geos: ["Süd"], domains: ["Maschinenbau"], presence: "remote", factor: 1 },
    ]);
    expect(readingWarnings([quality]).map(({ message }) => message)).toEqual([
      "5 columns are known by a part of the name or by what they hold (Primary Role (2026) as Role, Ramp This Month (%) as Capacity_Factor, Where as Geo_Entity, Knows as Domains, How as Presence)",
      "capacity factors without a sign are taken as percentages (50, 100)",
    ]);
  });

  it("has names for IDs where it has no IDs, and is refused where nothing tells the sellers apart", async () => {
    const { sellers } = await sellersOf("Mitarbeiter;Rolle\nUte;AD\nJan;AD\n");
    expect(sellers.map(({ id, name }) => [id, name])).toEqual([
      ["Ute", undefined],
      ["Jan", undefined],
    ]);
    await expect(sellersOf("Mitarbeiter;Rolle\nUte;AD\nUte;AD\n")).rejects.toThrow(/no Seller_ID/);
  });

  it("rejects a way to meet customers that is both, and keeps factors that are no percentages", async () => {
    const { sellers, quality } = await sellersOf(
      "ID,Role,Mode,Ramp\n1,H,field and inside,1\n2,H,hovering,1\n3,H,,1.5\n",
    );
    expect(sellers.map(({ id, factor }) => [id, factor])).toEqual([["3", 1.5]]);
    expect(quality.rejectedBy).toEqual({ "unknown-presence": 2 });
  });
});

describe("a stranger's capacities", () => {
  it("may count the tiers from the highest on, and may be without a limit", async () => {
    const wide = await capacitiesOf("Team,Tier 1,Tier 2,Tier 3,Tier 4\nHunter,10,30,50,unlimited\n");
    expect(wide.capacities).toEqual({ Hunter: [10, 30, 50, 10_000] });
    expect(wide.quality.notes).toMatchObject({ "tiers-by-number": 4, "accounts-without-limit": 1 });
    expect(readingWarnings([wide.quality]).map(({ message }) => message)).toEqual([
      "1 cell without a limit, taken as 10,000 accounts a seller (unlimited)",
      expect.stringContaining("Tier 1 as A"),
    ]);
    const long = await capacitiesOf("Role,Tier,Accounts\nHunter,Tier 2,30\nHunter,Tier 5,9\n");
    expect(long.capacities).toEqual({ Hunter: [0, 30, 0, 0] });
    expect(long.quality.rows).toMatchObject([{ line: 3, code: "unknown-tier" }]);
  });

  it("are read under headers that name the tier beside other words; dashes and words for none are 0", async () => {
    const { capacities } = await capacitiesOf(
      "Funktion;A-Kunden;Max. B-Kunden;C customers per rep;Tier D\nAD;12;45;–;n/a\nID;keine;-;140;\n",
    );
    expect(capacities).toEqual({ AD: [12, 45, 0, 0], ID: [0, 0, 140, 0] });
    const long = await capacitiesOf(
      "Job Title,Segment,Max Accounts per AE\nAE,gold,30\nAE,Platinum accounts,9\n",
      ["Platinum", "Gold"],
    );
    expect(long.quality.rejectedBy).toEqual({ "unknown-tier": 1 });
    expect(long.capacities).toEqual({ AE: [0, 30] });
    await expect(capacitiesOf("Funktion;A-Kunden\nAD;#REF!\n")).rejects.toThrow(/#REF!/);
  });

  it("have 1.200 as thousands, unless other cells have fractions by that mark", async () => {
    const notes = async (text: string) => {
      const { capacities, quality } = await capacitiesOf(text);
      return [capacities, readingWarnings([quality]).map(({ code }) => code)];
    };
    expect(await notes("Role;A;D\nX;10;1.200\n")).toEqual([
      { X: [10, 0, 0, 1200] },
      ["accounts-by-thousands"],
    ]);
    expect(await notes("Role;A;D\nX;7,5;1.200\n")).toEqual([
      { X: [7.5, 0, 0, 1200] },
      ["accounts-by-thousands"],
    ]);
    expect(await notes("Role;A;D\nX;7.5;1.200\n")).toEqual([
      { X: [7.5, 0, 0, 1.2] },
      ["accounts-by-thousandths"],
    ]);
    expect(await notes("Role;A;B;D\nX;7.5;1,200;1.200\n")).toEqual([
      { X: [7.5, 1200, 0, 1.2] },
      ["accounts-by-thousands", "accounts-by-thousandths"],
    ]);
  });

  it("go with roles that are spelled a little otherwise", () => {
    const seller = { id: "1", geos: [], domains: [], presence: "remote", factor: 1 } as const;
    const aligned = alignRoles(
      [
        { ...seller, role: "aussendienst " },
        { ...seller, role: "Other" },
      ],
      { Außendienst: [1] },
    );
    expect(aligned.map(({ role }) => role)).toEqual(["Außendienst", "Other"]);
  });
});

describe("owners whom a book names otherwise than by the seller's ID", () => {
  const seller = (id: string, name?: string): Seller => ({
    id,
    ...(name !== undefined && { name }),
    role: "H",
    geos: [],
    domains: [],
    presence: "remote",
    factor: 1,
  });
  const team = [
    seller("VM1", "Müller, Ute"),
    seller("VM2", "Jan Vogel"),
    seller("VM3", "Jan Vogel"),
    seller("VM4"),
  ];
  const owners = {
    values: ["", "Ida Weiß", "UTE MULLER", "VM3", "VM4 - someone", "Vogel, Jan", "vm1"].sort(),
    codes: Uint8Array.from([0, 1, 2, 3, 4, 5, 6]) as unknown as Uint16Array,
  };

  it("are known by name in either order, by case and by an ID beside other words; nobody is guessed", () => {
    const found = resolveOwners(owners, team);
    const of = Array.from(owners.codes, (code, i) => [
      owners.values[code],
      found.owners.values[found.owners.codes[i]!],
    ]);
    expect(Object.fromEntries(of)).toEqual({
      "": "",
      "Ida Weiß": "Ida Weiß",
      "UTE MULLER": "VM1",
      VM3: "VM3",
      "VM4 - someone": "VM4",
      "Vogel, Jan": "Vogel, Jan",
      vm1: "VM1",
    });
    expect(found.owners.values).toEqual([...new Set(found.owners.values)].sort());
    expect(found.ambiguous).toEqual(["Vogel, Jan"]);
    expect(ownerWarnings(owners, team).map(({ code, sellers }) => [code, sellers])).toEqual([
      ["owners-by-name", 3],
      ["owners-of-several-sellers", 1],
      ["owners-not-among-sellers", 1],
    ]);
  });

  it("stay as they are where every owner is a seller's ID", () => {
    const own = { values: ["", "VM1"], codes: Uint16Array.from([1, 0]) };
    expect(resolveOwners(own, team).owners).toBe(own);
  });

  it("are known by initials, in any order and spelling, by a part of the name, by an address", () => {
    const force = [
      seller("1", "Smith, John"),
      seller("2", "Smith, Jane"),
      seller("3", "O'Neill, Mary"),
      seller("4", "van der Berg, Kees"),
      seller("5", "García-López, Rosa"),
      seller("6", "Müller, Anna"),
      seller("7", "Østergaard, Lars"),
      seller("8", "St. John, Daniel"),
      seller("9", "Li Wei"),
      seller("10", "Robert A. Pike"),
    ];
    const said: Record<string, string> = {
      "M. O'Neill": "3",
      "K. van der Berg": "4",
      "R. Garcia-Lopez": "5",
      "A. Mueller": "6",
      "mueller, a": "6",
      Müller: "6",
      "OSTERGAARD L": "7",
      "D. St. John": "8",
      "daniel.stjohn@acme.example": "daniel.stjohn@acme.example",
      "john.smith@acme.example": "1",
      "aMueller@acme.example": "6",
      "Wei Li": "9",
      "Robert Pike": "10",
      "Pike, Robert Allan": "10",
      "R. Pike": "10",
      // Two may be meant, or nobody: they stay.
      "J. Smith": "J. Smith",
      Smith: "Smith",
      "K. Berger": "K. Berger",
      "A. M.": "A. M.",
      "Tina Müller": "Tina Müller",
    };
    const values = Object.keys(said);
    const owners = { values, codes: Uint32Array.from(values.keys()) };
    const found = resolveOwners(owners, force);
    const read = values.map((owner, i) => [owner, found.owners.values[found.owners.codes[i]!]!]);
    expect(Object.fromEntries(read)).toEqual(said);
    expect(found.ambiguous).toEqual(["J. Smith", "Smith"]);
    expect(found.unknown).toEqual(["daniel.stjohn@acme.example", "K. Berger", "A. M.", "Tina Müller"]);
  });

  it("who share a name are told apart where one of them alone serves the account's geography", () => {
    const force = [
      { ...seller("r1", "John Smith"), geos: ["Nord"] },
      { ...seller("r2", "John Smith"), geos: ["Süd"] },
      { ...seller("r3", "Jo Smith"), geos: ["Süd"] },
    ];
    const geo = { values: ["Nord", "Ost", "Süd"], codes: Uint32Array.from([0, 1, 2, 0, 2]) };
    const owners = {
      values: ["", "J. Smith", "Smith, John"],
      codes: Uint32Array.from([2, 2, 2, 1, 1]),
    };
    const found = resolveOwners(owners, force, geo);
    const read = Array.from(found.owners.codes, (code) => found.owners.values[code]);
    expect(read).toEqual(["r1", "Smith, John", "r2", "r1", "J. Smith"]);
    expect(ownerWarnings(owners, force, geo).map(({ code, message }) => [code, message])).toEqual([
      ["owners-by-place", expect.stringContaining("Smith, John is r1 or r2")],
      ["owners-of-several-sellers", expect.stringContaining("J. Smith, Smith, John")],
    ]);
  });
});
