import { describe, expect, it } from "vitest";
import { loadBook } from "../../data/load.ts";
import { readMapping } from "../../data/mapping.ts";
import { inspectFile } from "../../data/match/inspect.ts";
import { isPartOfYear } from "../../data/match/parts-of-years.ts";
import { isNoRevenue, withoutYear, yearIn } from "../../data/match/synonyms.ts";
import { yearsAgo } from "../../data/match/years-ago.ts";
import { lossWarning, reportBook } from "../../data/report.ts";
import { memorySource } from "../../data/source.ts";
import { accountId, DEFAULT_WEIGHTS, runTiering } from "../../tiering/index.ts";

const csv = (rows: readonly (readonly unknown[])[]) => rows.map((cells) => `${cells.join(";")}\n`).join("");
const inspect = (content: string) => inspectFile(memorySource("file.csv", content));
const load = async (content: string) => {
  const { mapping } = await inspect(content);
  return loadBook({ accounts: memorySource("file.csv", content), mapping: readMapping(mapping, "proposed") });
};
const rows = <Row>(count: number, row: (k: number) => Row) => Array.from({ length: count }, (_, k) => row(k));

describe("groups that no header names as a region or an industry", () => {
  const book = (header: readonly string[], cells: (k: number) => readonly unknown[]) =>
    csv([["Acct No", ...header, "Sales 2025"], ...rows(60, (k) => [`R${k}`, ...cells(k), 2000 + 7 * k])]);
  const cuisines = ["Ramen & Noodles", "Steakhouse", "Hotel banquet"];

  it("are asked about, with their values and the mapping to send", async () => {
    const content = book(["Cuisine", "Delivery run", "Paid upfront", "Remarks", "Looked after by"], (k) => [
      cuisines[k % 3],
      ["South Quay", "Old Port", "Airport", "Northside"][k % 4],
      "YN"[k % 2],
      `called on day ${k}`,
      ["J. Abara", "T. Lind", "Mo Said"][k % 3],
    ]);
    const { questions, mapping } = await inspect(content);
    expect(mapping.accounts).toMatchObject({ "Looked after by": "Owner" });
    expect(questions).toEqual([
      'No column is named like the region or the industry of an account. Is "Cuisine" (Ramen & Noodles, Steakhouse, Hotel banquet, …) or "Delivery run" (South Quay, Old Port, Airport, …) it? If so, map it to "Geo_Entity" or "Commercial_Category": {"Cuisine":"Commercial_Category"}.',
    ]);
  });

  it("are not asked about where both are there", async () => {
    const content = book(["Country", "Industry", "Cuisine"], (k) => [
      ["Chad", "Peru"][k % 2],
      "UV"[k % 2],
      cuisines[k % 3],
    ]);
    expect((await inspect(content)).questions).toEqual([]);
  });
});

describe("a proposal reads headers of many languages and systems", () => {
  it.each([
    ["Portuguese", ["CNPJ", "Razão Social", "UF", "Setor", "Receita 2025", "Classificação"]],
    ["Japanese", ["顧客コード", "会社名", "都道府県", "業種", "売上高2025", "ランク"]],
    ["French", ["Code client", "Raison sociale", "Région", "Secteur", "CA 2025 (€)", "Catégorie"]],
    ["German", ["Kundennr.", "Firma", "Bundesland", "Branche", "Umsatz 2025 in €", "ABC-Klasse"]],
  ])("%s", async (_, header) => {
    const content = csv([
      header,
      ...rows(12, (k) => [`X${k}`, `Firm ${k}`, "RS"[k % 2], "UV"[k % 2], 100 + k, "ABC"[k % 3]]),
    ]);
    const { accounts = {} } = (await inspect(content)).mapping;
    expect(header.map((name) => accounts[name])).toEqual([
      "ID",
      "Name",
      "Geo_Entity",
      "Commercial_Category",
      "TotalRevenue_FY2025",
      "MarketTier",
    ]);
  });

  it("a forecast is the potential, and shares of a market are their signals, with nothing said to be absent for them", async () => {
    const content = csv([
      ["Code", "CA 2025", "CA prévu 2028", "Part de marché régionale", "Industry share"],
      ...rows(12, (k) => [`X${k}`, 100 + k, 150 + 7 * k, `${k},5 %`, `${12 - k},5 %`]),
    ]);
    const { absent, mapping } = await inspect(content);
    expect(mapping.accounts).toMatchObject({ "CA prévu 2028": "PotentialRevenue_FY2028" });
    expect(mapping.signals).toEqual({ geo: "Part de marché régionale", category: "Industry share" });
    expect(absent.map(({ what }) => what)).toEqual(["tier", "revenue of an earlier year"]);
    const { signals } = await load(content);
    expect([signals.geo.kind, signals.category.kind]).toEqual(["column", "column"]);
  });

  it("a CRM's list of companies with a date and an amount in each is no list of orders", async () => {
    const content = csv([
      [
        "Record ID",
        "Company name",
        "Company owner",
        "Create Date",
        "Annual Revenue",
        "Ideal Customer Profile Tier",
      ],
      ...rows(12, (k) => [
        9000 + k,
        `Firm ${k}`,
        "AB"[k % 2],
        `2024-01-${10 + k}`,
        100 * k,
        `Tier ${1 + (k % 3)}`,
      ]),
    ]);
    const { mapping } = await inspect(content);
    expect(mapping.transactions).toBeUndefined();
    expect((await load(content)).tierNames).toEqual(["1", "2", "3"]);
  });

  it("a system's own key beside the account's name is no second name", async () => {
    const content = csv([
      ["(Do Not Modify) Account", "Account Name", "Account Number", "Annual Revenue", "Potential"],
      ...rows(6, (k) => [`8aec-${k}`, `Firm ${k}`, `00${k}`, 100 + k, 900 + 7 * k]),
    ]);
    const book = await load(content);
    expect(book.roles).toMatchObject({ id: "Account Number", name: "Account Name" });
    expect(accountId(book, 0)).toBe("000");
  });

  it("tiers by metals in the file's language are in their order", async () => {
    for (const values of [
      ["Or", "Argent", "Bronze"],
      ["Oro", "Plata", "Bronce"],
      ["Gold", "Silber", "Bronze"],
    ]) {
      const content = csv([
        ["Client no", "Niveau", "Sales 2024", "Sales 2025"],
        ...rows(9, (k) => [`C${k}`, values[(k + 1) % 3], 100, 100 + k * k]),
      ]);
      expect((await load(content)).tierNames).toEqual(values);
    }
  });

  it("a column of unknown name whose values are a ladder is asked about with the line to add", async () => {
    const content = csv([
      ["Client no", "Fidelity", "Sales 2024", "Sales 2025"],
      ...rows(9, (k) => [`C${k}`, ["Gold", "Silver", "Bronze"][k % 3], 100, 100 + k]),
    ]);
    const { questions } = await inspect(content);
    expect(questions.join(" ")).toContain('{"Fidelity":"MarketTier"}');
  });

  it("S is above A where it is asked for the order", async () => {
    const content = csv([
      ["Client no", "ランク", "Sales 2024", "Sales 2025"],
      ...rows(12, (k) => [`C${k}`, "CSAB"[k % 4], 100, 100 + k]),
    ]);
    expect((await inspect(content)).questions.join(" ")).toContain('"tiers": ["S", "A", "B", "C"]');
  });
});

describe("a year in a header", () => {
  it.each([
    ["Turnover FY 2023-24", 2024, "Turnover"],
    ["Umsatz GJ 24/25", 2025, "Umsatz"],
    ["Sales '25", 2025, "Sales"],
    ["Revenue 2025", 2025, "Revenue"],
    ["Revenue 25", null, "Revenue 25"],
  ])("%s", (name, year, rest) => {
    expect([yearIn(name), withoutYear(name)]).toEqual([year, rest]);
  });

  it("a part of a year, a plan or a growth rate is no revenue of a year", async () => {
    for (const name of ["Q1 2025 Sales", "Sales Jan 2025", "Sales 2025-03", "H1 2025"])
      expect(isPartOfYear(name)).toBe(true);
    for (const name of ["Sales 2024-25", "Sales 2025", "Marketing spend 2025"])
      expect(isPartOfYear(name)).toBe(false);
    for (const name of ["Revenue growth %", "Budget 2026", "2026E revenue", "Sales target"])
      expect(isNoRevenue(name)).toBe(true);
    const content = csv([
      ["Account ID", "Sales 2024", "Sales 2025", "Sales 2026 (plan)"],
      ...rows(5, (k) => [`C${k}`, 10, 20 + k, 30]),
    ]);
    expect((await load(content)).roles.revenues).toEqual(["Sales 2025", "Sales 2024"]);
    const quarters = csv([["Account ID", "Q1 2025", "Q2 2025"], ...rows(5, (k) => [`C${k}`, 10, 20 + k])]);
    expect((await inspect(quarters)).questions.join(" ")).toContain("parts of a year");
  });
});

it.each([
  [
    ["FY2024 Total", "FY2025 Total", "Q1 2025"],
    ["FY2025 Total", "FY2024 Total"],
  ],
  [
    ["Ist 2024 (TEUR)", "Ist 2025 (TEUR)", "Plan 2026 (TEUR)"],
    ["Ist 2025 (TEUR)", "Ist 2024 (TEUR)"],
  ],
  [
    ["2024", "2025", "2026 Budget"],
    ["2025", "2024"],
  ],
])("years with amounts are revenues: %j", async (header, revenues) => {
  const content = csv([["Kundennummer", ...header], ...rows(6, (k) => [1000 + k, 10 + k, 20 + k * k, 30])]);
  expect((await load(content)).roles.revenues).toEqual(revenues);
});

it("a decimal sign is guessed for the columns in doubt alone; one that is clear keeps its own", async () => {
  const content = csv([
    ["Account ID", "Revenue 2025", "Potential"],
    ["C1", "1,234.50", "2.500"],
    ["C2", "900.25", "800"],
    ["C3", "80.00", "1.200"],
  ]);
  const { mapping, questions } = await inspect(content);
  expect(mapping.decimal).toEqual({ Potential: "." });
  expect(questions.join(" ")).toContain("a guess by the other columns");
  const commas = content.replaceAll("2.500", "2,500").replaceAll("1.200", "1,200");
  expect([...(await load(commas)).potential]).toEqual([2500, 800, 1200]);
});

describe("amounts with and without thousands parted, in one column", () => {
  const mixed = (k: number) => [`${59348 + k}.41`, `"$${86 + k},407"`, "$6.4K", `"$${40 + k},100"`][k % 4];
  const content = ["ID,ARR,Potential", ...rows(40, (k) => `S${k},${mixed(k)},${k}`), ""].join("\n");

  it("are proposed with the decimal sign that reads all, and it is asked about", async () => {
    const { mapping, questions } = await inspect(content);
    expect(mapping.decimal).toEqual({ ARR: "." });
    expect(questions.join("\n")).toMatch(/"ARR" has values such as \$87,407 with thousands parted/);
    const { quality } = await load(content);
    expect(quality).toMatchObject({ input: 40, rejected: 0 });
  });

  it("are not guessed at where few are written otherwise, or by the sign that is a decimal one", async () => {
    const few = ["ID,ARR", ...rows(40, (k) => `S${k},${k === 3 ? '"1,407"' : `${5000 + k}.5`}`), ""].join(
      "\n",
    );
    expect((await inspect(few)).mapping.decimal).toBeUndefined();
    const dots = ["ID,ARR", ...rows(40, (k) => `S${k},${k % 2 ? "1.407" : `${k}.5`}`), ""].join("\n");
    expect((await inspect(dots)).mapping.decimal).toBeUndefined();
  });

  it("a book of which more than a tenth is rejected says so first", async () => {
    const mapping = readMapping({ accounts: { ARR: "TotalRevenue", Potential: "PotentialRevenue" } }, "old");
    const book = await loadBook({ accounts: memorySource("file.csv", content), mapping });
    expect(lossWarning(book)).toMatch(
      /^WARNING: 50 % of the rows are rejected.*20 of 40 rows rejected, the first on line 3/,
    );
    expect(reportBook(book).notes[0]).toMatchObject({
      kind: "many-rejected",
      count: 20,
      text: expect.stringContaining("more than a tenth of the file"),
    });
    const [spare] = rows(1, () => "x,lost,1");
    const slip = `${["ID,TotalRevenue,PotentialRevenue", ...rows(10, (k) => `S${k},${k},9`), spare].join("\n")}\n`;
    const whole = await loadBook({ accounts: memorySource("file.csv", slip) });
    expect(whole.quality.rejected).toBe(1);
    expect(lossWarning(whole)).toBeNull();
  });
});

it.each(["ID,Revenue", "Customer ID,Revenue FY25", "ID,MRR", "ID,Amount", "ID,Potential"])(
  "an ID and one amount are enough: %s is tiered by its proposal, which says by what",
  async (header) => {
    const content = [header, ...rows(12, (k) => `A${k},${100 + k * k}`), ""].join("\n");
    const { mapping, absent } = await inspect(content);
    const amount = header.split(",")[1]!;
    expect(mapping.signals).toEqual({ runway: amount });
    if (amount !== "Potential") {
      const [told] = absent.filter(({ what }) => what === "potential");
      expect(told!.means).toContain(`"${amount}" is taken as the signal runway`);
    }
    const book = await load(content);
    const { tiers } = runTiering(book, { method: "direct", weights: DEFAULT_WEIGHTS, policy: {} });
    expect(new Set(tiers).size).toBeGreaterThan(1);
    // The largest stands in the highest tier.
    const ids = Array.from({ length: book.n }, (_, i) => accountId(book, i));
    expect(tiers[ids.indexOf("A11")]).toBe(0);
  },
);

it("orders whose name is a number are orders by their customer's address, in their currency", async () => {
  const content = csv([
    ["Name", "Email", "Paid at", "Currency", "Total", "Billing Name"],
    ...rows(30, (k) => [
      `#${1001 + k}`,
      `b${k % 5}@example.com`,
      `2025-0${1 + (k % 9)}-11`,
      "GBP",
      10 + k,
      `P ${k % 5}`,
    ]),
  ]);
  const book = await load(content);
  expect(book.n).toBe(5);
  expect(book.currency).toBe("GBP");
});

describe("bytes that are no UTF-8", () => {
  const text = [
    "得意先コード,得意先名,地域,2024年度売上(千円),2025年度売上(千円)",
    ...Array.from({ length: 9 }, (_, k) => `T${k},株式会社アイ商事,関東,${k + 5},${7 * k + 6}`),
  ];

  it("are Shift_JIS where they are, and said to be", async () => {
    const bytes = Buffer.concat(text.map((line) => Buffer.concat([toShiftJis(line), Buffer.from("\r\n")])));
    const { mapping } = await inspectFile(memorySource("sjis.csv", bytes));
    const book = await loadBook({
      accounts: memorySource("sjis.csv", bytes),
      mapping: readMapping(mapping, "proposed"),
    });
    expect(book.facts.encoding).toBe("shift_jis");
    expect(book.roles.geo).toBe("地域");
    expect([...book.revenue].slice(0, 2)).toEqual([6_000, 13_000]);
  });

  it("are asked about where they are not of a western language either", async () => {
    const russian = Buffer.from("ID,Revenue\n1,2\n", "latin1");
    const name = Buffer.from(Array.from({ length: 40 }, (_, k) => 0xc0 + (k % 32)));
    await expect(
      inspectFile(memorySource("r.csv", Buffer.concat([name, Buffer.from(","), russian]))),
    ).rejects.toMatchObject({ code: "not-utf8", message: expect.stringContaining('"encoding"') as string });
  });
});

/** Shift_JIS by searching the decoder for each character. */
function toShiftJis(line: string): Buffer {
  const decoder = new TextDecoder("shift_jis");
  const known = new Map<string, number[]>();
  for (let lead = 0x81; lead <= 0x9f; lead++)
    for (let trail = 0x40; trail <= 0xfc; trail++)
      known.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
  return Buffer.from(
    [...line].flatMap((sign) => (sign < "\u0080" ? [sign.charCodeAt(0)] : known.get(sign)!)),
  );
}

describe("columns that say how long ago they are of", () => {
  it.each([
    ["Revenue Prior Year", 1, "Revenue"],
    ["Sales prev. FY", 1, "Sales"],
    ["arr_12m_ago", 1, "arr"],
    ["Umsatz VJ (T€)", 1, "Umsatz (T€)"],
    ["CA N-2", 2, "CA"],
    ["CA N (k€)", 0, "CA (k€)"],
    ["TY Sales", 0, "Sales"],
    ["ventas año anterior", 1, "ventas"],
    ["売上前年", 1, "売上"],
    ["Umsatz aktuelles Jahr", 0, "Umsatz"],
  ])("%s is of %i years ago", (name, ago, rest) => {
    expect(yearsAgo(name)).toEqual({ ago, rest });
  });

  it.each(["Revenue", "Customer", "Network sales", "Cylinder revenue", "Price per unit", "Lynx sales"])(
    "%s says nothing of it",
    (name) => expect(yearsAgo(name)).toBeNull(),
  );

  it.each([
    ["Revenue Prior Year", "Revenue"],
    ["LY Sales", "TY Sales"],
    ["Umsatz VJ", "Umsatz aktuell"],
    ["CA N-1", "CA N"],
    ["Last year (k€)", "This year (k€)"],
    ["mrr_usd_12m_ago", "mrr_usd"],
  ])("%s gives the growth to %s, wherever it stands", async (before, now) => {
    for (const turned of [false, true]) {
      const cells = (a: unknown, b: unknown) => (turned ? [b, a] : [a, b]);
      const content = csv([
        ["Customer ID", ...cells(before, now), "Class"],
        ...rows(9, (k) => [`X${k}`, ...cells(100 + k, 200 + 3 * k), "ABC"[k % 3]]),
      ]);
      const { mapping } = await inspect(content);
      expect(mapping.accounts).toMatchObject({ [before]: "TotalRevenue_PY", [now]: "TotalRevenue" });
      const book = await load(content);
      expect(book.growthYears).toBe(1);
      const unit = before.includes("k€") ? 1000 : 1;
      expect([...book.revenue]).toEqual(rows(9, (k) => (200 + 3 * k) * unit));
    }
  });

  it("are a history of tiers too, the current one first", async () => {
    const content = csv([
      ["Customer ID", "Previous Tier", "Current Tier", "Revenue"],
      ...rows(9, (k) => [`X${k}`, "ABC"[k % 3], "BCA"[k % 3], 100 + k]),
    ]);
    const { mapping } = await inspect(content);
    expect(mapping.accounts).toMatchObject({
      "Current Tier": "MarketTier",
      "Previous Tier": "MarketTier_PY",
    });
    expect((await load(content)).roles.tiers).toEqual(["Current Tier", "Previous Tier"]);
  });

  it("say nothing of growth beside a year that is dated", async () => {
    const content = csv([
      ["Customer ID", "Revenue 2025", "Prior"],
      ...rows(9, (k) => [`X${k}`, 100 + k, 90]),
    ]);
    const accounts = { "Customer ID": "ID", "Revenue 2025": "TotalRevenue_FY2025", Prior: "TotalRevenue_PY" };
    const book = await loadBook({
      accounts: memorySource("file.csv", content),
      mapping: readMapping({ accounts }, "given"),
    });
    expect(book.growthYears).toBe(0);
  });

  it("leave an open potential the runway", async () => {
    const content = csv([
      ["Customer ID", "Revenue", "Open potential"],
      ...rows(9, (k) => [`X${k}`, 100 + k, 7 * k]),
    ]);
    expect((await inspect(content)).mapping.signals).toEqual({ runway: "Open potential" });
  });
});

describe("headers as pivots and finance write them", () => {
  it("a pivot's sums are revenues of their years, and its blank label is no account", async () => {
    const content = csv([
      ["Row Labels", "Sum of FY24", "Sum of FY25", "Sum of Potential"],
      ...rows(9, (k) => [`Firm ${k}`, 90 + k, 100 + k, 300 + k]),
      ["(blank)", "", 4, 5],
      ["Grand Total", 846, 940, 2741],
    ]);
    const book = await load(content);
    expect(book.roles).toMatchObject({
      revenues: ["Sum of FY25", "Sum of FY24"],
      potential: "Sum of Potential",
    });
    expect(book.quality.rejectedBy).toEqual({ "blank-id": 1, "total-row": 1 });
  });

  it("a code is the ID beside a name, what was reached is revenue, and départements are regions", async () => {
    const content = csv([
      ["Code", "Client", "Département", "CA réalisé 2024", "CA réalisé 2025", "Potentiel annuel"],
      ...rows(9, (k) => [`F${k}`, `Maison ${k}`, [33, 75][k % 2], 90 + k, 100 + k, 300 + k]),
    ]);
    const { accounts } = (await inspect(content)).mapping;
    expect(accounts).toEqual({
      Code: "ID",
      Client: "Name",
      Département: "Geo_Entity",
      "CA réalisé 2024": "TotalRevenue_FY2024",
      "CA réalisé 2025": "TotalRevenue_FY2025",
      "Potentiel annuel": "PotentialRevenue",
    });
    expect((await load(content)).text.has("Département")).toBe(true);
  });

  it("a number whose name only has a region's word in it is no region", async () => {
    const content = csv([
      ["Account ID", "Market visits", "Revenue 2025"],
      ...rows(9, (k) => [`F${k}`, [3, 7][k % 2], 100 + k]),
    ]);
    expect((await inspect(content)).mapping.accounts).not.toHaveProperty("Market visits");
  });

  it("columns in the same doubt about their decimal sign are asked about at once", async () => {
    const quarters = ["Q1 FY25", "Q2 FY25", "Q3 FY25", "Q4 FY25"];
    const content = csv([
      ["Account ID", ...quarters, "Wallet"],
      ...rows(9, (k) => [`F${k}`, ...quarters.map((_, q) => `1${k},10${q}`), `${k + 2}1,200.50`]),
    ]);
    const { questions } = await inspect(content);
    expect(questions.filter((question) => question.includes("two ways"))).toEqual([
      expect.stringMatching(/^"Q1 FY25", "Q2 FY25", "Q3 FY25" and 1 more have values such as/),
    ]);
  });
});

describe("headers as warehouses shorten them", () => {
  it("acct_nm, ctry_cd, rev_ltm, est_spend", async () => {
    const header = [
      "acct_id",
      "acct_nm",
      "ctry_cd",
      "naics",
      "rev_ltm",
      "rev_prior_ltm",
      "est_spend",
      "seg_cd",
    ];
    const content = csv([
      header,
      ...rows(12, (k) => [
        `${k}X`,
        `Firm ${k}`,
        ["US", "GB"][k % 2],
        [541511, 722511][k % 2],
        100 + k,
        90 + k,
        300 + k,
        ["PLAT", "GOLD", "SILV"][k % 3],
      ]),
    ]);
    const { accounts = {} } = (await inspect(content)).mapping;
    expect(header.map((name) => accounts[name])).toEqual([
      "ID",
      "Name",
      "Geo_Entity",
      "Commercial_Category",
      "TotalRevenue",
      "TotalRevenue_PY",
      "PotentialRevenue",
      "MarketTier",
    ]);
    expect((await load(content)).tierNames).toEqual(["PLAT", "GOLD", "SILV"]);
  });

  it("an indicator is no industry, and an estimate no revenue", async () => {
    const content = csv([
      ["acct_id", "active_ind", "est_spend"],
      ...rows(9, (k) => [`${k}X`, ["Y", "N"][k % 2], 300 + k]),
    ]);
    expect((await inspect(content)).mapping.accounts).toEqual({
      acct_id: "ID",
      est_spend: "PotentialRevenue",
    });
  });
});
