import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
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

/** Drawn in a process of its own, so that this one stays small. */
async function writeBook(folder: string) {
  const generate = fileURLToPath(new URL("../../bin/generate.ts", import.meta.url));
  const args = [generate, "--rows", String(ROWS), "--out", folder];
  await promisify(execFile)(process.execPath, args);
  return { TIERING_ACCOUNTS: join(folder, "accounts.csv.gz"), TIERING_TAM: join(folder, "tam.csv") };
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
  server.forget();
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
