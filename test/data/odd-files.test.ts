import { describe, expect, it } from "vitest";
import { loadBook } from "../../data/load.ts";
import { readMapping } from "../../data/mapping.ts";
import { explainProposal, inspectFile } from "../../data/match/inspect.ts";
import { memorySource } from "../../data/source.ts";
import { accountId } from "../../tiering/index.ts";

const text = (rows: readonly (readonly unknown[])[], delimiter = ";") =>
  rows.map((cells) => `${cells.join(delimiter)}\n`).join("");
const inspect = (content: string) => inspectFile(memorySource("file.csv", content));
const load = async (content: string) => {
  const { mapping } = await inspect(content);
  return loadBook({ accounts: memorySource("file.csv", content), mapping: readMapping(mapping, "proposed") });
};

describe("order lines with a price and a quantity", () => {
  const header = ["Rechnung", "Kd-Nr", "Rechnungsdatum", "Pos", "Menge", "Einzelpreis", "Rabatt"];
  const lines = [
    ["1", "700", "31.01.2024", 1, "10", "2,50", "0"],
    ["1", "700", "31.01.2024", 2, "3", "100,00", "0"],
    ["2", "700", "15.03.2025", 1, "-2", "100,00", "0"],
    ["3", "701", "16.03.2025", 1, "1,5", "8,20", "0"],
    ["4", "701", "17.03.2025", 1, "4", "1,00", "0"],
    ["5", "701", "18.03.2025", 1, "viel", "1,00", "0"],
  ];

  it("are multiplied, and what comes back is taken off", async () => {
    const book = await load(text([header, ...lines]));
    expect(book.roles.revenues).toEqual(["TotalRevenue_FY2025", "TotalRevenue_FY2024"]);
    expect([...book.revenue]).toEqual([-200, 16.3]);
    expect([...book.baseRevenue]).toEqual([325, 0]);
    expect(book.quality.rows[0]).toMatchObject({ column: "Menge", code: "bad-number", line: 7 });
    expect(book.quality.notes["price-times-quantity"]).toBe(1);
  });

  it("a total beside them is taken as it stands; a price without a quantity is asked about", async () => {
    const total = await inspect(
      text([[...header, "Gesamtbetrag"], ...lines.map((line) => [...line, "25,00"])]),
    );
    expect(total.mapping.transactions).toMatchObject({ amount: "Gesamtbetrag" });
    expect(total.mapping.transactions).not.toHaveProperty("quantity");
    const bare = await inspect(text([header, ...lines].map((line) => line.filter((_, k) => k !== 4))));
    expect(bare.mapping.transactions).toMatchObject({ amount: "Einzelpreis" });
    expect(bare.questions.join(" ")).toContain('"Einzelpreis" reads like the price of one unit');
  });

  it("a line whose number may be a thousand times as much is rejected, as in a file of accounts", async () => {
    const odd = [
      ...lines.slice(0, 5),
      ["6", "701", "19.03.2025", 1, "1", "1.234", "0"],
      ["7", "701", "19.03.2025", 1, "1", "5000,00", "0"],
    ];
    const book = await load(text([header, ...odd]));
    expect(book.quality).toMatchObject({ input: 7, accepted: 6, rejected: 1 });
    expect(book.revenue[1]).toBe(5016.3);
  });
});

describe("the ID that is proposed", () => {
  const rows = (fault: (k: number) => string | null, count = 50) =>
    Array.from({ length: count }, (_, k) => [fault(k) ?? `N${k}`, `Firm ${k}`, 100 + k, 90 + (k % 7), 900]);
  const names = ["Account #", "Acct No.", "Kunden-Nr.", "Customer Number", "N° client", "Sold-To"];

  for (const name of names) {
    it(`is ${name} although two rows lack it and one repeats it, and the reason counts them`, async () => {
      const fault = (k: number) => (k === 3 || k === 9 ? "" : k === 20 ? "N1" : null);
      const content = text([[name, "Account", "Sales 2025", "Sales 2024", "Potential"], ...rows(fault)]);
      const { matches } = await inspect(content);
      const id = matches.find(({ target }) => target === "ID")!;
      expect(id.column).toBe(name);
      expect(id.reason).toContain("2 of 50 rows have none, 1 repeat another");
      const book = await load(content);
      expect(book.quality).toMatchObject({ accepted: 47, rejectedBy: { "blank-id": 2, "duplicate-id": 1 } });
      expect(book.roles.name).toBe("Account");
    });
  }

  it("is a column of codes before one of names, and the name where there is no other", async () => {
    const content = text([
      ["Firma", "Ref.", "Umsatz 2025"],
      ...rows(() => null).map(([id, name, n]) => [name, `R/${id}`, n]),
    ]);
    expect((await inspect(content)).mapping.accounts).toMatchObject({ "Ref.": "ID", Firma: "Name" });
    const named = text([["Name", "Umsatz 2025"], ...rows(() => null).map(([, name, n]) => [name, n])]);
    const proposal = await inspect(named);
    expect(proposal.mapping.accounts).toMatchObject({ Name: "ID" });
    expect(explainProposal(proposal).join("\n")).not.toContain("No column");
  });
});

describe("the total of a file", () => {
  const accounts = Array.from({ length: 6 }, (_, k) => [`C${k}`, `Firm ${k}`, 100 * (k + 1), 90, 1000]);
  const header = ["Account Number", "Account", "Sales 2025", "Sales 2024", "Potential"];
  const sum = [2100, 540, 6000];

  for (const label of ["Total", "GRAND TOTAL:", "Summe", "Gesamt", "Totale (EUR)"]) {
    it(`is no account: ${label}`, async () => {
      for (const last of [
        [label, "", ...sum],
        ["", label, ...sum],
      ]) {
        const book = await load(text([header, ...accounts, last]));
        expect(book.n).toBe(6);
        expect(book.quality.rejectedBy).toEqual({ "total-row": 1 });
        expect(book.quality.rows[0]!.reason).toContain("is the total of others");
      }
    });
  }

  it("a firm called Total is an account", async () => {
    const firm = ["Total", "Total Energies", 90, 80, 700];
    const book = await load(text([header, firm, ...accounts]));
    expect(book.n).toBe(7);
    expect(accountId(book, 6)).toBe("Total");
    expect((await load(text([header, ...accounts, firm]))).n).toBe(7);
  });
});

describe("a tier column whose order is not known", () => {
  const book = (name: string, values: readonly string[]) =>
    text([
      ["Client no", name, "Sales 2025", "Sales 2024"],
      ...Array.from({ length: 30 }, (_, k) => [`C${k}`, values[k % values.length], 100 + k * k, 90 + k]),
    ]);

  it("is asked for with an example that begins with the highest, in the file's spelling", async () => {
    const content = book("Customer Tier", ["Bronze", "Gold", "Amber"]);
    const { questions, mapping } = await inspect(content);
    expect(mapping.accounts).toMatchObject({ "Customer Tier": "MarketTier" });
    expect(questions.join(" ")).toContain('"tiers": ["Gold", "Bronze", "Amber"]');
    await expect(load(content)).rejects.toMatchObject({
      code: "unknown-tier-order",
      message: expect.stringContaining('"tiers": ["Gold", "Bronze", "Amber"]') as string,
    });
  });

  it("is asked about where its name may be one of a category as well", async () => {
    const content = book("Segment", ["Retail", "Trade", "Export"]);
    const { questions, mapping } = await inspect(content);
    expect(mapping.accounts).not.toHaveProperty("Segment");
    expect(questions.join(" ")).toContain('Are the values of "Segment" tiers?');
    expect((await load(content)).hasTiers).toBe(false);
  });

  it("is known for words of other languages", async () => {
    const french = await load(book("Niveau", ["Bas", "Moyen", "Haut"]));
    expect(french.tierNames).toEqual(["Haut", "Moyen", "Bas"]);
    expect((await load(book("Rating", ["Warm", "Cold", "Hot"]))).tierNames).toEqual(["Hot", "Warm", "Cold"]);
    expect((await load(book("Stufe", ["II", "III", "I"]))).tierNames).toEqual(["I", "II", "III"]);
  });
});

describe("what a proposal says beside its matches", () => {
  it("of our own CSV the revenues by year, so that growth is kept", async () => {
    const header = [
      "ID",
      "PreviousTier",
      "Tier",
      "Change",
      "PI_acct",
      "TotalRevenue",
      "Reason",
      "Umsatz 2024",
      "Umsatz 2025",
    ];
    const rows = Array.from({ length: 9 }, (_, k) => [
      `K${k}`,
      "A",
      "AB"[k % 2],
      "",
      0.5,
      20 + k,
      "",
      10 + k * k,
      20 + k,
    ]);
    const book = await load(text([header, ...rows]));
    expect(book.signals.growth).toEqual({ kind: "computed", from: ["Umsatz 2025", "Umsatz 2024"] });
  });
});
