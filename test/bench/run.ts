/** `npm run bench [-- NAME … [--minutes N] [--lines N,N]]`: runs the benches of this folder one after the other, quality beside time. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, readdirSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { createGunzip } from "node:zlib";
import type { BenchLine, BenchOptions } from "./bench-line.ts";

const folder = new URL("./", import.meta.url);
const demoBook = new URL("../../data/demo/accounts.csv.gz", import.meta.url);

interface Bench {
  readonly title: string;
  run(report: (line: BenchLine) => void, options: BenchOptions): Promise<unknown>;
}

function commit(): string {
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, encoding: "utf8" }).trim();
  try {
    return (
      git("rev-parse", "--short", "HEAD") + (git("status", "--porcelain") === "" ? "" : " + local changes")
    );
  } catch {
    return "unknown (not a git checkout)";
  }
}

async function dataHash(): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(demoBook), createGunzip(), hash);
  return hash.digest("hex").slice(0, 16);
}

function milliseconds(ms: number): string {
  if (ms >= 10_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`;
  return `${ms >= 100 ? ms.toFixed(0) : ms.toPrecision(3)} ms`;
}

function print(line: BenchLine): void {
  const spread = line.spreadMs ? `  (${line.spreadMs.map(milliseconds).join(" – ")})` : "";
  const quality = line.quality ? `  ${line.quality}` : "";
  console.log(`  ${line.name.padEnd(58)} ${milliseconds(line.medianMs).padStart(9)}${spread}${quality}`);
}

function positive(name: string, text: string): number {
  const number = Number(text);
  if (number > 0) return number;
  console.error(`--${name} takes numbers above 0, got ${JSON.stringify(text)}`);
  process.exit(2);
}

/** These last far longer than the rest, or run the others: only by name. */
const BY_NAME = ["lost-process", "scorecard", "soak"];

const names = readdirSync(folder)
  .filter((file) => file.endsWith(".bench.ts"))
  .map((file) => file.slice(0, -".bench.ts".length))
  .sort();
const { values, positionals: wanted } = parseArgs({
  options: { minutes: { type: "string" }, lines: { type: "string" } },
  allowPositionals: true,
});
const options: BenchOptions = {
  minutes: values.minutes === undefined ? undefined : positive("minutes", values.minutes),
  lines: values.lines?.split(",").map((line) => positive("lines", line)),
};
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`no bench named ${unknown.join(", ")}; there are: ${names.join(", ")}`);
  process.exit(2);
}

const gib = Math.round(totalmem() / 2 ** 30);
console.log(
  `commit ${commit()} · Node ${process.version} · ${cpus().length} × ${cpus()[0]?.model}, ${gib} GiB`,
);
console.log(`demonstration book sha256 ${await dataHash()}… · medians (fastest – slowest)`);
for (const name of wanted.length > 0 ? wanted : names.filter((each) => !BY_NAME.includes(each))) {
  const bench = (await import(new URL(`${name}.bench.ts`, folder).href)) as Bench;
  console.log(`\n${bench.title}`);
  await bench.run(print, options);
}
// What a line that was given up still waits for is not to hold the process.
process.exit();
