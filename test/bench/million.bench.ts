import { createWriteStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { DEFAULT_SEED, generateBook } from "../../data/generate.ts";
import type { Report } from "./bench-line.ts";
import { spread, startServer, timeAnswer } from "./support/server.ts";

export const title = "A whole request over 1,000,000 accounts: time, and memory above the loaded book";

const ROWS = 1_000_000;
const REQUESTS = 3;
const LOOK_EVERY = 25;

/** Streams the hybrid's CSV of a million rows and watches the server's resident memory. */
export async function run(report: Report): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "bench-"));
  try {
    await measureBook(await writeBook(folder), report);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function writeBook(folder: string) {
  const book = generateBook({ rows: ROWS, seed: DEFAULT_SEED });
  const files = { TIERING_ACCOUNTS: join(folder, "accounts.csv"), TIERING_TAM: join(folder, "tam.csv") };
  await pipeline(Readable.from(book.accounts), createWriteStream(files.TIERING_ACCOUNTS));
  await writeFile(files.TIERING_TAM, book.tam);
  return files;
}

async function measureBook(files: Record<string, string>, report: Report): Promise<void> {
  const start = performance.now();
  const server = await startServer(files);
  const loaded = server.memory();
  report({
    name: "start: load, workers, listening",
    medianMs: performance.now() - start,
    quality: `${loaded.toFixed(0)} MiB resident`,
  });
  let peak = loaded;
  const looking = setInterval(() => {
    peak = Math.max(peak, server.memory());
  }, LOOK_EVERY);
  const timed = [];
  for (let i = 0; i < REQUESTS; i++) {
    timed.push(await timeAnswer(`${server.origin}/v1/tiers.csv?runway=1&growth=1`));
  }
  clearInterval(looking);
  report({ name: "hybrid CSV: first byte", ...spread(timed.map(({ first }) => first)) });
  report({
    name: "hybrid CSV: last byte",
    ...spread(timed.map(({ last }) => last)),
    quality: `peak ${(peak - loaded).toFixed(0)} MiB above the loaded book`,
  });
  const { most } = await server.stop();
  report({ name: "event loop held up, at most", medianMs: most });
}
