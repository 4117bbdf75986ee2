import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { smallBook } from "../../service/support/small-book.ts";
import { listenOn } from "./support.ts";

const path = (file: string) => fileURLToPath(new URL(`../../../${file}`, import.meta.url));
const PROGRAM = path("node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js");

const GLOSSARY = "tiers://glossary";

/** What the inspector asks for and we do not offer: we have no skills over the protocol and no log on demand. */
const NOT_OFFERED = [
  ["skills/list", "does not declare the io.modelcontextprotocol/skills extension"],
  ["resources/directory/read --uri tiers://csv", "did not declare directoryRead"],
  ["logging/setLevel --log-level info", "does not support logging"],
] as const;

/** Ways to the server: by HTTP with either era's handshake, and as a program over standard input. */
const WAYS = [
  ["HTTP, 2025-11-25", "legacy"],
  ["HTTP, 2026-07-28", "modern"],
  ["standard input, 2025-11-25", "legacy"],
] as const;

type Way = readonly [name: string, era: string];

let server: Awaited<ReturnType<typeof listenOn>>;
let folder: string;
let accounts: string;
beforeAll(async () => {
  server = await listenOn(smallBook());
  folder = await mkdtemp(join(tmpdir(), "inspector-"));
  accounts = join(folder, "accounts.csv");
  const rows = Array.from(
    { length: 40 },
    (_, i) => `c${i},${"ABCD"[i % 4]},${(i + 1) * 1000},${5000 + i * i}`,
  );
  await writeFile(accounts, ["ID,Tier,TotalRevenue_FY25,PotentialRevenue_FY30", ...rows, ""].join("\n"));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** Runs the inspector's command line, which keeps what it keeps in the folder, and waits for a server as long as it takes. */
function inspect([name, era]: Way, ...asked: readonly string[]) {
  const target = name.startsWith("HTTP")
    ? ["--server-url", server.url.href, "--transport", "http"]
    : [process.execPath, path("bin/mcp.ts"), "--transport", "stdio", "-e", `TIERING_ACCOUNTS=${accounts}`];
  const args = ["--cli", ...target, "--protocol-era", era, "--connect-timeout", "0", "--quiet", ...asked];
  const env = {
    PATH: process.env.PATH,
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
    HOME: folder,
  };
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(process.execPath, [PROGRAM, ...args], { env, maxBuffer: 2 ** 24 }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });
}

describe.each(WAYS)("the inspector's command line over %s", (...way) => {
  const ask = async (...asked: readonly string[]) => {
    const { code, out, err } = await inspect(way, ...asked);
    expect([code, err]).toEqual([0, expect.not.stringMatching(/^Error/m)]);
    return JSON.parse(out);
  };

  it("lists the seven tools, and finds no error in their schemas", async () => {
    const { tools } = await ask("--method", "tools/list", "--strict");
    expect(tools.map(({ name }: { name: string }) => name).sort()).toEqual([
      "book",
      "compare",
      "explain_account",
      "frontier",
      "goal",
      "interpret",
      "retier",
    ]);
  });

  it("calls a tool, and shows a wrong argument as a result that says what was expected", async () => {
    const plan = { weights: { runway: 1 } };
    const call = (args: object) =>
      inspect(
        way,
        ...["--method", "tools/call", "--tool-name", "retier", "--tool-args-json", JSON.stringify(args)],
      );
    const right = await call({ plan });
    expect(right.code).toBe(0);
    expect(JSON.parse(right.out).structuredContent.summary.accounts).toBeGreaterThanOrEqual(10);
    const wrong = await call({ plan: { policy: { scope: ["Atlantis:x"] } } });
    expect(JSON.parse(wrong.out)).toMatchObject({
      isError: true,
      content: [{ text: expect.stringMatching(/Atlantis/) }],
    });
  });

  it("lists and reads resources, their templates and the prompt", async () => {
    const [{ resources }, { resourceTemplates }, { prompts }, { contents }] = await Promise.all([
      ask("--method", "resources/list"),
      ask("--method", "resources/templates/list"),
      ask("--method", "prompts/list"),
      ask("--method", "resources/read", "--uri", GLOSSARY),
    ]);
    expect(resources.map(({ uri }: { uri: string }) => uri)).toContain(GLOSSARY);
    expect(contents[0].text.length).toBeGreaterThan(100);
    expect(resourceTemplates[0].uriTemplate).toMatch(/^tiers:/);
    expect(prompts).toHaveLength(1);
  });
});

it.each(NOT_OFFERED)("the inspector is told that %s is not offered", async (asked, said) => {
  const { code, err } = await inspect(WAYS[1], "--method", ...asked.split(" "));
  expect(code).not.toBe(0);
  expect(err).toContain(said);
});
