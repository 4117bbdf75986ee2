import { createWriteStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { createGzip } from "node:zlib";
import { DEFAULT_ROWS, DEFAULT_SEED, generateBook } from "../data/generate.ts";

const USAGE = `Writes a synthetic book of accounts: accounts.csv.gz and tam.csv.

  npm run generate -- [--rows ${DEFAULT_ROWS}] [--seed ${DEFAULT_SEED}] --out DIR

  --rows N   number of accounts, 0 to 10,000,000
  --seed N   whole number, 0 to 2^53 - 1; the same rows and seed give the same bytes
  --out DIR  folder to write to, made where it does not exist
`;

/** A whole number given on the command line, or an error that says what was expected. */
function wholeNumber(name: string, text: string, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > most) {
    throw new Error(`--${name}: got "${text}", expected a whole number from 0 to ${most}`);
  }
  return value;
}

function readOptions(): { rows: number; seed: number; out: string } {
  const { values } = parseArgs({
    options: {
      rows: { type: "string", default: String(DEFAULT_ROWS) },
      seed: { type: "string", default: String(DEFAULT_SEED) },
      out: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    process.exit(0);
  }
  if (values.out === undefined) throw new Error("--out is missing: expected the folder to write to");
  return {
    rows: wholeNumber("rows", values.rows, 10_000_000),
    seed: wholeNumber("seed", values.seed, Number.MAX_SAFE_INTEGER),
    out: values.out,
  };
}

async function writeBook({ rows, seed, out }: { rows: number; seed: number; out: string }): Promise<void> {
  await mkdir(out, { recursive: true });
  process.stderr.write(`drawing ${rows} accounts of seed ${seed}\n`);
  const book = generateBook({ rows, seed });
  let bytes = 0;
  let announced = 0;
  function* withProgress(): Generator<Buffer> {
    for (const text of book.accounts) {
      const chunk = Buffer.from(text);
      bytes += chunk.length;
      if (bytes - announced >= 2 ** 26) {
        announced = bytes;
        process.stderr.write(`${Math.round(bytes / 2 ** 20)} MiB of CSV written\n`);
      }
      yield chunk;
    }
  }
  const target = join(out, "accounts.csv.gz");
  await pipeline(Readable.from(withProgress()), createGzip(), createWriteStream(target));
  await writeFile(join(out, "tam.csv"), book.tam);
  process.stderr.write(`${target}: ${rows} accounts, ${bytes} bytes of CSV; ${join(out, "tam.csv")}\n`);
}

try {
  await writeBook(readOptions());
} catch (error) {
  process.stderr.write(`generate: ${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  process.exitCode = 1;
}
