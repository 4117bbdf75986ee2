import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port.ts";
import { findProgram } from "./programs.ts";
import { within } from "./within.ts";

/** A throw-away Redis. */
export interface RedisServer {
  readonly url: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** Redis's server program; null where there is none. */
export const redisProgram = findProgram("redis-server");

/** A Redis that does not stand ready by then will not, seconds. */
const READY_SECONDS = 30;

/** Starts a Redis of its own on a free port, keeping nothing. */
export async function startRedis(port?: number): Promise<RedisServer> {
  const free = port ?? (await freePort());
  const folder = mkdtempSync(join(tmpdir(), "redis-"));
  const options = ["--port", String(free), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  const process = spawn(redisProgram!, options, { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  const stood = standReady(process.stdout.setEncoding("utf8"));
  await within(READY_SECONDS, "Redis to stand ready", stood).catch((error: unknown) => {
    process.kill("SIGKILL");
    throw error;
  });
  return {
    url: `redis://127.0.0.1:${free}`,
    process,
    async stop() {
      if (process.exitCode === null && process.signalCode === null) {
        const ended = once(process, "exit");
        process.kill("SIGCONT");
        process.kill("SIGKILL");
        await within(READY_SECONDS, "Redis's end", ended);
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function standReady(output: AsyncIterable<string>): Promise<void> {
  let said = "";
  for await (const chunk of output) {
    said += chunk;
    if (/ready to accept connections/i.test(said)) return;
  }
}
