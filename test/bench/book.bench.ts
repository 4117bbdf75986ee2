import { parquetWriteBuffer } from "hyparquet-writer";
import { generateBook } from "../../data/generate.ts";
import { loadBook } from "../../data/load.ts";
import { memorySource } from "../../data/source.ts";
import { workbookSlices } from "../../data/xlsx/workbook.ts";
import { measure, type Report } from "./bench-line.ts";

export const title = "Data: a book in";

/** One generated book as CSV, XLSX and Parquet. */
function filesOf(rows: number) {
  const generated = generateBook({ rows, seed: 1 });
  const csv = [...generated.accounts].join("");
  const [header = [], ...cells] = csv
    .trimEnd()
    .split("\n")
    .map((line) => line.split(","));
  const isNumber = header.map((name) => /Revenue_|RevStream/.test(name));
  const typed = (line: readonly string[]) => line.map((cell, k) => (isNumber[k] ? Number(cell) : cell));
  const xlsx = Buffer.concat([
    ...workbookSlices([{ name: "Accounts", rows: [header, ...cells.map(typed)] }]),
  ]);
  const columnData = header.map((name, k) => ({
    name,
    data: cells.map((line) => (isNumber[k] ? Number(line[k]) : line[k]!)),
    type: isNumber[k] ? ("DOUBLE" as const) : ("STRING" as const),
  }));
  const parquet = new Uint8Array(parquetWriteBuffer({ columnData }));
  return { tam: generated.tam, files: { CSV: Buffer.from(csv), XLSX: xlsx, Parquet: parquet } };
}

/** Loads 50,000 accounts of 32 columns from each format, beside each other. */
export async function run(report: Report): Promise<void> {
  const { tam, files } = filesOf(50_000);
  for (const [format, bytes] of Object.entries(files)) {
    const work = async (): Promise<void> => {
      await loadBook({
        accounts: memorySource(`accounts.${format}`, bytes),
        tam: memorySource("tam.csv", tam),
      });
    };
    const times = await measure(work, { runs: 3, warmUps: 1 });
    const peak = Math.round(process.resourceUsage().maxRSS / 1024);
    const size = (bytes.length / 1e6).toFixed(1);
    report({
      name: `${format} of 50,000 rows, 32 columns`,
      ...times,
      quality: `${size} MB, peak so far ${peak} MiB`,
    });
  }
}
