import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../support/free-port.ts";
import { findProgram } from "../support/programs.ts";
import { within } from "../support/within.ts";

/** HAProxy's program: Debian keeps it where only root's path leads; null where there is none. */
export const haproxyProgram = findProgram("haproxy");

/** A balancer that has found no replica ready by then will not, seconds. */
const READY_SECONDS = 60;
/** An answer that has not come by then is none, milliseconds. */
const ANSWER_MS = 5_000;

const EXAMPLE = new URL("../../docs/operating/haproxy.cfg", import.meta.url);

/** Puts HAProxy before replicas with the settings of the example, and a page that says which it sends requests to. */
export async function startHaproxy(origins: readonly string[]) {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "haproxy-"));
  const servers = origins.map((origin, k) => `  server replica${k} ${new URL(origin).host}`);
  const config = readFileSync(EXAMPLE, "utf8")
    .replace("bind :80", `bind 127.0.0.1:${port}`)
    .replace(/(?: {2}server .*\n)+/, `${servers.join("\n")}\n  stats enable\n  stats uri /balancer\n`);
  const file = join(folder, "haproxy.cfg");
  writeFileSync(file, config);
  const process = spawn(haproxyProgram!, ["-f", file, "-db"], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  process.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const origin = `http://127.0.0.1:${port}`;
  const stop = async () => {
    if (process.exitCode === null && process.signalCode === null) {
      const ended = once(process, "exit");
      process.kill("SIGKILL");
      await within(READY_SECONDS, "HAProxy's end", ended);
    }
    rmSync(folder, { recursive: true, force: true });
  };
  const statusOf = (path: string) =>
    fetch(origin + path, { signal: AbortSignal.timeout(ANSWER_MS) }).then(
      (response) => response.status,
      () => 0,
    );
  const end = performance.now() + READY_SECONDS * 1_000;
  let status = await statusOf("/readyz");
  while (status !== 200) {
    const hasEnded = process.exitCode !== null || process.signalCode !== null;
    if (hasEnded || performance.now() > end) {
      await stop();
      const why = hasEnded ? "HAProxy ended" : `waited ${READY_SECONDS} s for HAProxy to answer with 200`;
      throw new Error(`${why}; /readyz got ${status || "no answer"}. It said: ${said || "nothing"}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    status = await statusOf("/readyz");
  }
  return {
    origin,
    /** Whether the balancer sends requests to the server at a place. */
    async isUp(place: number): Promise<boolean> {
      const signal = AbortSignal.timeout(ANSWER_MS);
      const lines = (await (await fetch(`${origin}/balancer;csv`, { signal })).text()).split("\n");
      const columns = lines[0]!.split(",");
      const row = lines.find((line) => line.startsWith(`replicas,replica${place},`));
      return row?.split(",")[columns.indexOf("status")] === "UP";
    },
    stop,
  };
}
