import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../../server/main.ts", import.meta.url));
const loopDelay = new URL("./loop-delay.ts", import.meta.url).href;

/** A server in a process of its own, as `npm start` starts it. */
export interface MeasuredServer {
  readonly origin: string;
  /** Resident memory now, MiB. */
  memory(): number;
  /** Forgets the event loop's delays so far. */
  forget(): void;
  /** Ends the server; the event loop's delays since {@link forget}, milliseconds. */
  stop(): Promise<{ readonly p99: number; readonly most: number }>;
}

/** Starts the server on a free port, without a key and without keeping runs. */
export async function startServer(environment: Record<string, string> = {}): Promise<MeasuredServer> {
  const env = {
    ...process.env,
    HOST: "127.0.0.1",
    PORT: "0",
    LOG_LEVEL: "warn",
    OPENAI_API_KEY: "",
    KEPT_MB: "0",
    INTERPRETER_CACHE: "0",
    ...environment,
  };
  const child = spawn(process.execPath, ["--import", loopDelay, main], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const ended = once(child, "close");
  while (!said.includes("\n")) await Promise.race([once(child.stdout, "data"), ended]);
  const port = /localhost:(\d+)/.exec(said)![1];
  return {
    origin: `http://127.0.0.1:${port}`,
    memory: () => residentMemory(child.pid!),
    forget: () => child.kill("SIGUSR2"),
    async stop() {
      child.kill("SIGTERM");
      await ended;
      return JSON.parse(said.trimEnd().split("\n").at(-1)!);
    },
  };
}

/** MiB of a process; from /proc where there is one, which costs next to nothing, else from ps. */
function residentMemory(pid: number): number {
  const status = `/proc/${pid}/status`;
  const text = existsSync(status)
    ? readFileSync(status, "utf8")
    : `VmRSS: ${execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })}`;
  return Number(/VmRSS:\s*(\d+)/.exec(text)![1]) / 1024;
}

/** Milliseconds to the first and the last byte of an answer, and its size. */
export async function timeAnswer(url: string, init?: RequestInit) {
  const start = performance.now();
  const response = await fetch(url, init);
  let bytes = 0;
  let first = 0;
  for await (const chunk of response.body!) {
    if (bytes === 0) first = performance.now() - start;
    bytes += chunk.length;
  }
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return { first, last: performance.now() - start, bytes };
}

/** Median and spread of some times. */
export function spread(times: readonly number[]): { medianMs: number; spreadMs: [number, number] } {
  const sorted = [...times].sort((a, b) => a - b);
  return { medianMs: sorted[sorted.length >> 1]!, spreadMs: [sorted[0]!, sorted.at(-1)!] };
}
