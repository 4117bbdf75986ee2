import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ROWS = 1_000_000;
const generate = fileURLToPath(new URL("../../../bin/generate.ts", import.meta.url));

/** A book of a million accounts in a folder, as a server is told of it; drawn in a process of its own. */
export async function writeMillion(folder: string) {
  await promisify(execFile)(process.execPath, [generate, "--rows", String(ROWS), "--out", folder]);
  return { TIERING_ACCOUNTS: join(folder, "accounts.csv.gz"), TIERING_TAM: join(folder, "tam.csv") };
}
