import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { DefaultSettings, TaskUtils } from "@microsoft/powerquery-parser";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningServer, startServer } from "../page/support/server.ts";
import { isLeftOut } from "../support/needs.ts";
import { findProgram } from "../support/programs.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);

let server: RunningServer;
let folder: string;
beforeAll(async () => {
  server = await startServer();
  folder = mkdtempSync(join(tmpdir(), "examples-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await server.stop();
});

/** What an example prints, one line each. */
async function linesOf(program: string, ...args: string[]): Promise<string[]> {
  const env = { ...process.env, TIERING_URL: server.origin };
  const { stdout } = await run(program, args, { cwd: root, env });
  return stdout.trimEnd().split("\n");
}

const curl = findProgram("curl");
test.skipIf(isLeftOut(curl))(
  "curl: the CSV, the same bytes by its address, and nothing sent twice",
  async () => {
    expect(await linesOf("bash", "examples/tiers.sh", folder)).toEqual([
      `50000 accounts in ${folder}/tiers.csv`,
      "first: 200, then: 304",
    ]);
  },
);

const python = findProgram("python3");
test.skipIf(isLeftOut(python))("Python: a report and the accounts that moved", async () => {
  const lines = await linesOf("python3", "examples/tiers.py");
  expect(lines).toHaveLength(8);
  expect(lines[0]).toContain("at most 1 %");
  expect(lines[2]).toBe("500 of 50000 accounts move");
  expect(lines[3]).toMatch(/^\d+: Tier [A-D] -> Tier [A-D], Potential index in the /);
  expect(await linesOf("python3", "examples/tiers.py", "hello")).toHaveLength(1);
});

test("Power Query: the text is M, its request is answered, and its columns are the CSV's", async () => {
  const text = readFileSync(join(root, "examples/tiers.pq"), "utf8");
  const parsed = await TaskUtils.tryLexParse(DefaultSettings, text);
  expect("error" in parsed ? parsed.error : null).toBeNull();

  const path = /RelativePath = "([^"]+)"/.exec(text)?.[1];
  const fields = /Plan = \[([^\]]*)\]/.exec(text)?.[1] ?? "";
  const query = new URLSearchParams();
  for (const [, key, value] of fields.matchAll(/(\w+) = "([^"]*)"/g)) query.set(key, value);
  expect([...query]).toHaveLength(4);
  const answer = await fetch(`${server.origin}/${path}?${query}`);
  expect(answer.status).toBe(200);
  const header = (await answer.text()).split("\r\n", 1)[0].split(",");
  expect([...text.matchAll(/\{"(\w+)", type \w+\}/g)].map(([, name]) => name)).toEqual(header);
});

test("TypeScript: a client of /openapi.json that compiles against the example and runs", async () => {
  const env = { ...process.env, TIERING_URL: server.origin };
  await run("npm", ["run", "-s", "client"], { cwd: root, env });
  await run(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "examples/typescript"], {
    cwd: root,
  });
  const lines = await linesOf(process.execPath, "examples/typescript/tiers.ts");
  expect(lines).toHaveLength(4);
  expect(lines[2]).toBe("500 of 50000 accounts move");
  expect(lines[3]).toMatch(/^400: .*maxMovedShare/);
});
