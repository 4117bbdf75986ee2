import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { within } from "../../support/within.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const loopDelay = new URL("./loop-delay.js", import.meta.url).href;

/** A server in a process of its own, as `npm start` starts it. */
export interface MeasuredServer {
  readonly origin: string;
  readonly pid: number;
  /** Resident memory now, MiB: of the whole process, threads, shared columns and Node's own pages among it. */
  memory(): number;
  /** Most that it was since {@link forget}, as the kernel counted it; on other systems what it is now. */
  peakMemory(): number;
  /** Files and sockets that it has open now; null where the system does not tell. */
  openFiles(): number | null;
  /** CPU time of the event loop's thread so far, milliseconds; null where the system does not tell. */
  loopCpu(): number | null;
  /** Forgets the event loop's delays and the peak of memory so far. */
  forget(): void;
  /** Ends the server; the event loop's delays since {@link forget}, milliseconds. */
  stop(): Promise<{ readonly p99: number; readonly most: number }>;
}

/** A million accounts are read in less, on a busy machine too; draining ends far sooner. Seconds. */
const START_SECONDS = 300;
const STOP_SECONDS = 60;

interface StartOptions {
  readonly root?: string;
  readonly onEnd?: () => void;
  readonly onLog?: (text: string) => void;
}

/**
 * Starts the server on a free port, without a key and without keeping runs, unless the environment says otherwise;
 * `options` are Node's own, `root` the folder of its sources, `onEnd` is called when it has ended, and `onLog` with what it logs, which goes to
 * the error output where nobody wants it.
 */
export async function startServer(
  environment: Record<string, string> = {},
  options: readonly string[] = [],
  { root = ROOT, onEnd = () => {}, onLog }: StartOptions = {},
): Promise<MeasuredServer> {
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
  const child = spawn(process.execPath, [...options, "--import", loopDelay, "server/main.ts"], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", onLog ? "pipe" : "inherit"],
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => onLog?.(text));
  let said = "";
  child.stdout!.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const ended = once(child, "close").finally(onEnd);
  const firstLine = async () => {
    while (!said.includes("\n")) {
      await Promise.race([once(child.stdout!, "data"), ended]);
      if (child.exitCode !== null || child.signalCode !== null) throw new Error("the server did not start");
    }
  };
  await within(START_SECONDS, "the server to start", firstLine()).catch((error: unknown) => {
    child.kill("SIGKILL");
    throw error;
  });
  const port = /localhost:(\d+)/.exec(said)![1];
  return {
    origin: `http://127.0.0.1:${port}`,
    pid: child.pid!,
    memory: () => residentMemory(child.pid!, "VmRSS"),
    peakMemory: () => residentMemory(child.pid!, "VmHWM"),
    openFiles: () => openFilesOf(child.pid!),
    loopCpu: () => cpuOfMainThread(child.pid!),
    forget: () => {
      child.kill("SIGUSR2");
      const peaks = `/proc/${child.pid}/clear_refs`;
      if (existsSync(peaks)) writeFileSync(peaks, "5");
    },
    async stop() {
      child.kill("SIGTERM");
      await within(STOP_SECONDS, "the server to end", ended).catch((error: unknown) => {
        child.kill("SIGKILL");
        throw error;
      });
      return JSON.parse(said.trimEnd().split("\n").at(-1)!);
    },
  };
}

function openFilesOf(pid: number): number | null {
  const folder = `/proc/${pid}/fd`;
  return existsSync(folder) ? readdirSync(folder).length : null;
}

/** The first thread of a process has its number; the first of its figures is the time it ran, nanoseconds. */
function cpuOfMainThread(pid: number): number | null {
  const file = `/proc/${pid}/task/${pid}/schedstat`;
  return existsSync(file) ? Number(readFileSync(file, "utf8").split(" ")[0]) / 1e6 : null;
}

/** MiB of a process; from /proc where there is one, which costs next to nothing, else from ps, which knows no peak. */
function residentMemory(pid: number, which: "VmRSS" | "VmHWM"): number {
  const status = `/proc/${pid}/status`;
  const kib = existsSync(status)
    ? new RegExp(`${which}:\\s*(\\d+)`).exec(readFileSync(status, "utf8"))![1]
    : execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" });
  return Number(kib) / 1024;
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

/** 99th percentile of some times. */
export function p99(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(0.99 * (times.length - 1))]!;
}
