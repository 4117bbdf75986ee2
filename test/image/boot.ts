import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { BuiltStage } from "./build-stage.ts";

const READY_MS = 120_000;
const STOP_MS = 60_000;

/** Starts a stage's command, asks it what the image must answer, and ends it; throws at anything else. */
export async function boot(stage: BuiltStage, inherited: NodeJS.ProcessEnv): Promise<void> {
  const { command, healthCheck } = stage;
  if (command === null || healthCheck === null) throw new Error("the last stage needs CMD and HEALTHCHECK");
  refuseStrangers(stage, inherited);
  // The image's own port may be taken here.
  const env = { ...inherited, ...stage.env, HOST: "127.0.0.1", PORT: "0" };
  const cwd = join(stage.folder, stage.workdir);
  const server = spawn(command[0], command.slice(1), { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(server, "exit") as Promise<[number | null, string | null]>;
  let output = "";
  server.stderr.on("data", (chunk) => {
    output += chunk;
  });
  try {
    const port = await new Promise<string>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`not ready in ${READY_MS} ms:\n${output}`)), READY_MS);
      server.stdout.on("data", (chunk) => {
        output += chunk;
        const found = /https?:\/\/[^\s/"]+:(\d+)/.exec(output)?.[1];
        if (found === undefined) return;
        clearTimeout(late);
        resolve(found);
      });
      server.on("exit", () => reject(new Error(`the server ended before it was ready:\n${output}`)));
    });
    await ask(`http://127.0.0.1:${port}`);
    const health = spawnSync(healthCheck[0], healthCheck.slice(1), { env: { ...env, PORT: port }, cwd });
    expectEqual("exit code of the health check", health.status, 0);
    server.kill("SIGTERM");
    const late = setTimeout(() => server.kill("SIGKILL"), STOP_MS);
    const [code, signal] = await ended;
    clearTimeout(late);
    expectEqual("end on SIGTERM", signal ?? code, 0);
  } catch (error) {
    console.error(output);
    throw error;
  } finally {
    server.kill("SIGKILL");
  }
}

/** As the image stands, others reach it: without a token it says what to set, and ends. */
function refuseStrangers({ command, env, folder, workdir }: BuiltStage, inherited: NodeJS.ProcessEnv): void {
  const [program, ...args] = command!;
  const own = { ...inherited, ...env, TIERING_TOKEN: "", TIERING_TOKENS: "", OIDC_ISSUER: "", AUTH: "" };
  const cwd = join(folder, workdir);
  const { status, stderr } = spawnSync(program!, args, {
    cwd,
    env: own,
    encoding: "utf8",
    timeout: READY_MS,
  });
  expectEqual("exit code without a token", status, 1);
  expectEqual("what is said without a token", /nobody has to sign in.*TIERING_TOKEN/.test(stderr), true);
}

async function ask(origin: string): Promise<void> {
  const headers = { "Content-Type": "application/json" };
  const body = JSON.stringify({ message: "prioritize runway growth" });
  const tiers = await fetch(`${origin}/v1/chat`, { method: "POST", headers, body });
  expectEqual("status of the chat", tiers.status, 200);
  expectEqual("rows of the chat", (await tiers.text()).trimEnd().split("\n").length - 1, 50_000);
  const page = await (await fetch(`${origin}/`)).text();
  expectEqual("start of the page", page.slice(0, 15).toLowerCase(), "<!doctype html>");
  const script = /src="([^"]+\.js)"/.exec(page)?.[1] ?? "no script";
  expectEqual("status of the page's script", (await fetch(new URL(script, `${origin}/`))).status, 200);
  expectEqual("status of /docs/", (await fetch(`${origin}/docs/`)).status, 200);
}

function expectEqual(what: string, got: unknown, expected: unknown): void {
  if (got !== expected) throw new Error(`${what}: expected ${expected}, got ${got}`);
}
