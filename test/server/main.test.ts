import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const main = fileURLToPath(new URL("../../server/main.ts", import.meta.url));

/** Starts the real server in a process of its own, on a free port, without a key. */
function start(environment: Record<string, string> = {}) {
  const env = { ...process.env, OPENAI_API_KEY: "", HOST: "127.0.0.1", PORT: "0", ...environment };
  const child = spawn(process.execPath, [main], { env, stdio: ["ignore", "pipe", "pipe"] });
  const said = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said.err += text;
  });
  return { child, said };
}

async function originOf({ child, said }: ReturnType<typeof start>): Promise<string> {
  while (!said.out.includes("\n")) await Promise.race([once(child.stdout!, "data"), once(child, "exit")]);
  return `http://127.0.0.1:${/localhost:(\d+)/.exec(said.out)![1]}`;
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null) await once(child, "exit");
  return child.exitCode;
}

describe("npm start", () => {
  it("says where to go, and on SIGTERM finishes what it is streaming, closes the rest and exits with 0", async () => {
    const server = start();
    const origin = await originOf(server);
    expect(JSON.parse(server.said.out)).toMatchObject({
      rows: 50_000,
      rejected: 0,
      msg: expect.stringMatching(
        /^Tiering 50,000 accounts at http:\/\/localhost:\d+\/\S* \(offline interpreter, store in memory: set TIERING_STORE to keep scenarios, holds and audit\)$/,
      ),
    });
    expect((await fetch(`${origin}/livez`)).status).toBe(200);

    // Far more than the socket's buffers hold, and not read yet: the answer is under way.
    const answer = await new Promise<IncomingMessage>((resolve) => {
      get(`${origin}/v1/tiers.csv?method=direct&columns=all`, resolve);
    });
    answer.pause();
    server.child.kill("SIGTERM");
    await expect
      .poll(() =>
        fetch(`${origin}/livez`).then(
          () => "answered",
          () => "refused",
        ),
      )
      .toBe("refused");
    expect(server.child.exitCode).toBeNull();

    let text = "";
    for await (const chunk of answer.setEncoding("utf8")) text += chunk as string;
    expect(text.trimEnd().split("\r\n")).toHaveLength(50_001);
    expect(await exitOf(server.child)).toBe(0);
    expect(server.said.out.split("\n")).toHaveLength(2);
  });

  it.each([
    [{ HOST: "0.0.0.0" }, /HOST is "0\.0\.0\.0".*nobody has to sign in.*TIERING_TOKEN.*AUTH=none/],
    [{ HOST: "::", TIERING_TOKENS: "" }, /HOST is "::"/],
    [{ AUTH: "none", TIERING_TOKEN: "sixteen characters" }, /one of the two/],
    [{ TIERING_TOKEN: "too-short" }, /TIERING_TOKEN: got a value/],
    [{ TIERING_TOKENS: "no-such-file" }, /TIERING_TOKENS names a file that cannot be read \(ENOENT\)/],
    [{ OIDC_ISSUER: "https://id.example" }, /without OIDC_CLIENT_ID/],
    [{ PORT: "eighty" }, /PORT: got "eighty"/],
    [{ TIERING_ACCOUNTS: "no-such-file.csv" }, /no-such-file\.csv.*cannot be read/],
    [{ TIERING_MAPPING: "no-such-file.json" }, /no-such-file\.json.*cannot be read/],
  ])("ends with one clear message and exit code 1 given %j", async (environment, message) => {
    const { child, said } = start(environment);
    expect(await exitOf(child)).toBe(1);
    expect(said.err).toMatch(message);
    expect(said.err).not.toContain("    at ");
    expect(said.out).toBe("");
  });
});
