import { workbookSlices } from "./xlsx/workbook.ts";

/** One column of a book that is to be filled in. */
interface TemplateColumn {
  readonly name: string;
  readonly type: "text" | "amount";
  readonly needed: "yes" | "no";
  readonly means: string;
  /** What stands in the example rows. */
  readonly examples: readonly [string | number, string | number];
}

/** The columns that a book can have under our names, in the order in which people have them. */
const COLUMNS: readonly TemplateColumn[] = [
  {
    name: "ID",
    type: "text",
    needed: "yes",
    means: "What the account is called in every other system; once each, leading zeros kept",
    examples: ["0001042", "0001043"],
  },
  {
    name: "Name",
    type: "text",
    needed: "no",
    means: "The account's name",
    examples: ["Example Ltd", "Sample Inc"],
  },
  {
    name: "Owner",
    type: "text",
    needed: "no",
    means: "Who looks after it now",
    examples: ["R. Doe", "J. Roe"],
  },
  {
    name: "Geo_Entity",
    type: "text",
    needed: "no",
    means: "Its geography, as the market table calls it",
    examples: ["Western Europe", "Japan"],
  },
  {
    name: "Commercial_Category",
    type: "text",
    needed: "no",
    means: "Its industry, as the market table calls it",
    examples: ["Retail", "Utilities"],
  },
  {
    name: "MarketTier",
    type: "text",
    needed: "no",
    means: "Its present tier, such as A or Gold; without the column it is a first tiering",
    examples: ["A", "B"],
  },
  {
    name: "TotalRevenue_FY25",
    type: "amount",
    needed: "no",
    means:
      "Revenue of an earlier year (any number of years, each a column): growth is computed of the first and the last",
    examples: [118_000, 42_500],
  },
  {
    name: "TotalRevenue_FY26",
    type: "amount",
    needed: "yes",
    means: "Revenue of the current year, in one currency",
    examples: [131_000, 40_250],
  },
  {
    name: "PotentialRevenue_FY30",
    type: "amount",
    needed: "no",
    means: "Revenue that it could bring at the horizon; with it, runway and market shares are computed",
    examples: [260_000, 95_000],
  },
];

/** A CSV to fill in: our column names and two example rows to be replaced; it loads as it stands. */
export function templateCsv(): string {
  const rows = [0, 1].map((row) => COLUMNS.map(({ examples }) => examples[row]).join(","));
  return [COLUMNS.map(({ name }) => name).join(","), ...rows].map((line) => `${line}\r\n`).join("");
}

/** The same as an XLSX workbook, with a second sheet that says what each column is; IDs stay text. */
export function templateWorkbook(): Iterable<Buffer> {
  return workbookSlices([
    {
      name: "Accounts",
      rows: [
        COLUMNS.map(({ name }) => name),
        ...[0, 1].map((row) => COLUMNS.map(({ examples }) => examples[row]!)),
      ],
    },
    {
      name: "Columns",
      rows: [
        ["Column", "Type", "Needed", "What it is"],
        ...COLUMNS.map(({ name, type, needed, means }) => [name, type, needed, means]),
      ],
    },
  ]);
}
