import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ChangeSplit, FeatureColumns } from "../../../tiering/index.ts";

/** Debian's own interpreter, which sees the packages that apt installs. */
const PYTHON = "/usr/bin/python3";

/** How to get the oracle on Debian or Ubuntu. */
export const ORACLE_SETUP = "apt-get install python3-xgboost python3-sklearn python3-pandas";

/** What XGBoost did on a split. */
export interface OracleResult {
  readonly version: string;
  /** CPU seconds of training on one thread, binning included. */
  readonly cpuSeconds: number;
  /** By scikit-learn, of the most probable class. */
  readonly macroF1: number;
  /** By scikit-learn: average precision of up and down. */
  readonly prAuc: readonly [number, number];
  readonly logLoss: number;
}

/** Whether the oracle is installed. */
export function hasOracle(): boolean {
  try {
    execFileSync(PYTHON, ["-c", "import xgboost, sklearn"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Trains XGBoost on the split: the same numbers, categories as columns of 0 and 1. */
export function runOracle(
  { train, test }: ChangeSplit,
  options: { readonly rounds: number; readonly depth: number },
): OracleResult {
  const folder = mkdtempSync(join(tmpdir(), "xgboost-"));
  try {
    const codes = train.table.columns.map((column, j) =>
      train.table.scales[j] === "category" ? 1 + Math.max(...new Set(column)) : 0,
    );
    const x = dense(train.table, codes);
    const shape = {
      train: train.labels.length,
      test: test.labels.length,
      features: x.length / train.labels.length,
    };
    writeFileSync(join(folder, "shape.json"), JSON.stringify({ ...shape, ...options }));
    writeFileSync(join(folder, "train.f64"), new Uint8Array(x.buffer));
    writeFileSync(join(folder, "test.f64"), new Uint8Array(dense(test.table, codes).buffer));
    writeFileSync(join(folder, "train.u8"), train.labels);
    writeFileSync(join(folder, "test.u8"), test.labels);
    const script = fileURLToPath(new URL("./xgboost-oracle.py", import.meta.url));
    return JSON.parse(execFileSync(PYTHON, [script, folder], { encoding: "utf8" }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function dense(table: FeatureColumns, codes: readonly number[]): Float64Array {
  const n = table.columns[0]!.length;
  const d = codes.reduce((sum, count) => sum + Math.max(1, count), 0);
  const out = new Float64Array(n * d);
  let first = 0;
  table.columns.forEach((column, j) => {
    for (let i = 0; i < n; i++) {
      if (codes[j] === 0) out[i * d + first] = column[i]!;
      else if (column[i]! < codes[j]!) out[i * d + first + column[i]!] = 1;
    }
    first += Math.max(1, codes[j]!);
  });
  return out;
}
