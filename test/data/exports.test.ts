import { describe, expect, it } from "vitest";
import { loadBook } from "../../data/load.ts";
import { readMapping } from "../../data/mapping.ts";
import { inspectFile } from "../../data/match/inspect.ts";
import { memorySource } from "../../data/source.ts";

const csv = (header: readonly string[], count: number, row: (k: number) => readonly unknown[]) =>
  [header, ...Array.from({ length: count }, (_, k) => row(k))]
    .map((cells) => `${cells.join(";")}\n`)
    .join("");
const inspect = (content: string) => inspectFile(memorySource("file.csv", content));
const load = async (content: string) => {
  const { mapping } = await inspect(content);
  return loadBook({ accounts: memorySource("file.csv", content), mapping: readMapping(mapping, "proposed") });
};

describe("exports of CRMs and ERPs are lists of accounts", () => {
  it("with a number of the account in each row by any word for it, whatever dates and names repeat", async () => {
    for (const id of ["Record ID - Company", "Kundennr.", "číslo zákazníka"]) {
      const header = [id, "Kunde", "Kundenklasse", "Umsatz lfd. Jahr EUR", "Anlagedatum"];
      const content = csv(header, 12, (k) => [100 + k, `Firm ${k % 5}`, "AB"[k % 2], 50 + k, "27.09.2017"]);
      const { mapping } = await inspect(content);
      expect(mapping.transactions).toBeUndefined();
      expect(mapping.accounts).toMatchObject({ [id]: "ID", Kundenklasse: "MarketTier" });
    }
  });

  it("with last year's revenue beside this year's, which no line of an order has", async () => {
    const header = ["Kunde", "Anlagedatum", "Umsatz", "Umsatz Vorjahr"];
    const content = csv(header, 12, (k) => [`Firm ${k % 5}`, "27.09.2017", 50 + k, 40]);
    expect((await inspect(content)).mapping.transactions).toBeUndefined();
  });

  it("and a class of customers is no customer of order lines", async () => {
    const header = ["Kundenklasse", "Beleg", "Datum", "Betrag"];
    const content = csv(header, 12, (k) => ["ABC"[k % 3], 9000 + k, "27.09.2024", 50 + k]);
    expect((await inspect(content)).mapping.transactions).toBeUndefined();
  });

  it("a key that all rows have is the ID before a number that some lack", async () => {
    const header = [
      "(Do Not Modify) Account",
      "(Do Not Modify) Row Checksum",
      "Account Number",
      "Sales 2025",
    ];
    const row = (k: number) => [`8aec-${k}`, `sum${k}`, k % 5 === 0 ? "" : `A-${k}`, 100 + k];
    const book = await load(csv(header, 20, row));
    expect(book.roles.id).toBe("(Do Not Modify) Account");
    expect(book.quality).toMatchObject({ accepted: 20, rejected: 0 });
  });

  it("people who look after accounts, places and trades are told by the words of several lands", async () => {
    for (const [owner, geo, category] of [
      ["Delegado", "Comunidad", "Tipo de centro"],
      ["KAM", "DMA", "Lane"],
      ["rm_name", "booking_centre", "client type"],
      ["Vertriebsbeauftragter", "Niederlassung", "Kundengruppe"],
      ["Relatiebeheerder", "Vestiging", "Marktsegment"],
      ["SLSREP_NM", "CNTRY_CD", "SIC_DESC"],
      ["AD-Mitarbeiter", "Ort", "Kundentyp"],
    ] as const) {
      const header = ["Code", "Sales 2025", owner, geo, category];
      const content = csv(header, 9, (k) => [`X${k}`, 10 + k, "pqr"[k % 3], "uv"[k % 2], "st"[k % 2]]);
      expect((await inspect(content)).mapping.accounts).toMatchObject({
        [owner]: "Owner",
        [geo]: "Geo_Entity",
        [category]: "Commercial_Category",
      });
    }
  });

  it("numbers of one length in the first column are the ID before names, whatever they are called", async () => {
    const header = ["Zuordnung", "Firma", "Sales 2025"];
    const book = await load(csv(header, 9, (k) => [`0${4000 + k}`, `Firm ${k}`, 10 + k]));
    expect(book.roles).toMatchObject({ id: "Zuordnung", name: "Firma" });
    const amounts = csv(["Sales 2025", "Firma"], 9, (k) => [10 ** (k % 5) + k, `Firm ${k}`]);
    expect((await inspect(amounts)).mapping.accounts).toMatchObject({ Firma: "ID" });
  });

  it("a column of unknown name with a name in each row is the name, an address or a remark is not", async () => {
    const header = ["Code", "Street", "Inrichting", "Sales 2025"];
    const { mapping } = await inspect(
      csv(header, 9, (k) => [`X${k}`, `Main ${k} St`, `Huis ${k} Oost`, 10 + k]),
    );
    expect(mapping.accounts).toMatchObject({ Inrichting: "Name" });
  });
});

describe("revenues of exports", () => {
  it("converted ones are revenues, and those of the year before go with them", async () => {
    const header = [
      "Account ID",
      "ARR (converted)",
      "Prior Year ARR (converted)",
      "ARR (converted) Currency",
    ];
    const book = await load(csv(header, 9, (k) => [`X${k}`, 10 + k * k, 9 + k, "USD"]));
    expect(book.roles.revenues).toEqual(["ARR (converted)", "Prior Year ARR (converted)"]);
  });

  it.each([
    ["Total Revenue", "Total Revenue Last Year"],
    ["net_sales_ltm", "net_sales_prior_ltm"],
    ["Sales TTM", "Prior year sales"],
    ["Last 12 Months Sales", "Previous 12 Months Sales"],
    ["Sales MAT", "Sales MAT-1"],
    ["GWP 2025", "GWP 2024"],
  ])("%s has %s before it", async (now, before) => {
    const book = await load(csv(["Account ID", now, before], 9, (k) => [`X${k}`, 10 + k * k, 9 + k]));
    expect(book.roles.revenues).toEqual([now, before]);
  });

  it("months of a year that no column has whole are added up beside the years that have one", async () => {
    const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    const header = ["Account ID", "Total 2024", ...months.map((month) => `${month} 25`)];
    const book = await load(csv(header, 9, (k) => [`X${k}`, 90 + k, ...months.map(() => 10)]));
    expect(book.roles.revenues).toEqual(["TotalRevenue_FY2025", "Total 2024"]);
    expect(book.revenue[0]).toBe(120);
  });

  it("what a firm earns itself gives way to what it spends, and is asked about where it is alone", async () => {
    const header = ["Account ID", "Annual Revenue", "Number of Employees", "Billings"];
    const row = (k: number) => [`X${k}`, 9e6 + k, 100, 10 + k];
    expect((await load(csv(header, 9, row))).roles.revenues).toEqual(["Billings"]);
    const alone = await inspect(csv(header.slice(0, 3), 9, (k) => row(k).slice(0, 3)));
    expect(alone.mapping.accounts).toMatchObject({ "Annual Revenue": "TotalRevenue" });
    expect(alone.questions.join(" ")).toContain("what the company itself earns");
  });

  it("a year that is not over is not compared with a whole one unless it is asked for", async () => {
    const { mapping, questions } = await inspect(
      csv(["Account ID", "Spend YTD", "Spend LY"], 9, (k) => [`X${k}`, 10 + k, 12 + k]),
    );
    expect(mapping.accounts).toEqual({ "Account ID": "ID", "Spend YTD": "TotalRevenue" });
    expect(questions.join(" ")).toContain('{"Spend LY": "TotalRevenue_PY"}');
  });

  it("a dash in place of cents says which mark parts thousands", async () => {
    for (const [text, plain] of [
      ["€ 1.234,-", "€ 952,-"],
      ["1,234.–", "952.–"],
    ] as const) {
      const book = await load(csv(["Account ID", "Sales"], 8, (k) => [`X${k}`, k % 2 ? text : plain]));
      expect(book.quality.rejected).toBe(0);
      expect([...book.revenue].slice(0, 2)).toEqual([952, 1234]);
    }
  });
});

describe("what is proposed for an export", () => {
  it("calls a column by one name of ours, however it is spelt", async () => {
    const header = ["Account ID", "Account Name", "Account Owner", "Sales"];
    const { mapping } = await inspect(csv(header, 9, (k) => [`X${k}`, `Firm ${k}`, "AB"[k % 2], 10 + k]));
    expect(mapping.accounts).toMatchObject({ "Account Name": "Name", "Account Owner": "Owner" });
  });

  it("has the values of columns that could be tiers in a likely order", async () => {
    const header = ["Account ID", "Klasse", "Stars", "Sales"];
    const { tierOrders } = await inspect(
      csv(header, 30, (k) => [`X${k}`, ["Rot", "Rot", "Blau"][k % 3], 1 + (k % 3), 10 ** (k % 3)]),
    );
    expect(tierOrders.Klasse).toEqual(["Blau", "Rot"]);
    expect(tierOrders.Sales).toBeUndefined();
  });
});

describe("tiers of exports", () => {
  it.each([
    [["Strategic", "Core", "Long tail"]],
    [["Key", "Growth", "Maintain"]],
    [["Clave", "Crecimiento", "Mantenimiento"]],
    [["★★★★★", "★★★☆☆", "★"]],
    [["5 Sterne", "4 Sterne", "1 Stern"]],
  ])("%j are in their order", async (values) => {
    const header = ["Client no", "Clasificación", "Sales 2024", "Sales 2025"];
    const book = await load(csv(header, 12, (k) => [`C${k}`, values[(k + 1) % 3], 100, 100 + k * k]));
    expect(book.tierNames).toEqual(values);
  });

  it.each([
    [
      ["P1", "P2", "P3"],
      ["P1", "P2", "P3"],
    ],
    [
      ["Tier 1", "Tier 2", "Tier 3"],
      ["1", "2", "3"],
    ],
    [
      ["A-Kunde", "B-Kunde", "C-Kunde"],
      ["A-Kunde", "B-Kunde", "C-Kunde"],
    ],
  ])("%j are called as the file calls them, but for a word before them", async (values, names) => {
    const header = ["Client no", "Priority", "Sales 2024", "Sales 2025"];
    const book = await load(csv(header, 12, (k) => [`C${k}`, values[k % 3], 100, 100 + k * k]));
    expect(book.tierNames).toEqual(names);
  });

  it("numbers of which the highest has the largest accounts are taken from there, and it is asked", async () => {
    const header = ["Client no", "Stars", "Sales 2025"];
    const sales = (step: number) => csv(header, 20, (k) => [`C${k}`, 1 + (k % 5), 100 * step ** (k % 5)]);
    const { mapping, questions } = await inspect(sales(3));
    expect(mapping.tiers).toEqual(["5", "4", "3", "2", "1"]);
    expect(questions.join(" ")).toContain('Is 5 the highest tier of "Stars"?');
    expect((await inspect(sales(1 / 3))).mapping.tiers).toBeUndefined();
  });
});

it("names of two letters have no names near them, and a header is named by its own line", async () => {
  const content = csv(["Land", "Umsatz"], 5, (k) => ["DE", k]);
  const refused = loadBook({ accounts: memorySource("f.csv", `Kunden 2025;\n\n${content}`) });
  await expect(refused).rejects.toThrow(
    /^f\.csv, line 3: the header has no ID and no amount [^:]*mapping to them$/,
  );
});

it("a row of one cell is told in one", async () => {
  const book = await load(`${csv(["ID", "Umsatz"], 5, (k) => [k, 9 + k])}Copyright\n`);
  expect(book.quality.rows[0]?.reason).toBe("got 1 cell, expected 2");
});

it("a file of one column is refused for what it lacks", async () => {
  await expect(inspect("customer_id\n001\n002\n")).rejects.toThrow(/one column alone.*an ID and an amount/);
});
