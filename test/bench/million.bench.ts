import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startImageServer } from "../memory/start-small.ts";
import type { Report } from "./bench-line.ts";
import { writeMillion } from "./support/million.ts";
import { spread, timeAnswer } from "./support/server.ts";

export const title =
  "A whole request over 1,000,000 accounts, options as the image sets them: time, and memory above the loaded book";

const REQUESTS = 3;
const LOOK_EVERY = 25;

/** Streams the hybrid's CSV of a million rows; the peak of resident memory above the loaded book, MiB. */
export async function run(report: Report): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "bench-"));
  try {
    return await measureBook(await writeMillion(folder), report);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measureBook(files: Record<string, string>, report: Report): Promise<number> {
  const start = performance.now();
  const server = await startImageServer(files);
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
  return peak - loaded;
}
