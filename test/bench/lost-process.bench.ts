import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Report } from "./bench-line.ts";
import { writeMillion } from "./support/million.ts";

export const title = "A supervisor over runs of 1,000,000 accounts, each a process: how each of them ended";

const RUNS = 10;
const bin = fileURLToPath(new URL("../../bin/tier.ts", import.meta.url));

/** Runs the command line again and again; how many did not end with 0. */
export async function run(report: Report): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "lost-process-"));
  let lost = 0;
  try {
    const { TIERING_ACCOUNTS: accounts, TIERING_TAM: tam } = await writeMillion(folder);
    for (let k = 0; k < RUNS; k++) {
      const start = performance.now();
      const args = [bin, "--accounts", accounts, "--tam", tam, "--runway", String(1 + k), "--growth", "1"];
      const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
      const out = createWriteStream(join(folder, "tiers.csv"));
      child.stdout.pipe(out);
      let said = "";
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        said = (said + text).slice(-2_000);
      });
      const [code, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
      if (code !== 0) lost++;
      const reason = code === 0 ? "" : `, ${said.trim().replaceAll("\n", " | ") || "no word"}`;
      const quality = `exit code ${code}, signal ${signal ?? "none"}, ${(out.bytesWritten / 2 ** 20).toFixed(0)} MiB of CSV${reason}`;
      report({ name: `run ${k + 1} of ${RUNS}`, medianMs: performance.now() - start, quality });
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  return lost;
}
