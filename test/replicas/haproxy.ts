import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../support/free-port.ts";
import { findProgram } from "../support/programs.ts";

/** HAProxy's program: Debian keeps it where only root's path leads; null where there is none. */
export const haproxyProgram = findProgram("haproxy");

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
  const process = spawn(haproxyProgram!, ["-f", file, "-db"], { stdio: "ignore" });
  const origin = `http://127.0.0.1:${port}`;
  for (;;) {
    const status = await fetch(`${origin}/readyz`).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    origin,
    /** Whether the balancer sends requests to the server at a place. */
    async isUp(place: number): Promise<boolean> {
      const lines = (await (await fetch(`${origin}/balancer;csv`)).text()).split("\n");
      const columns = lines[0]!.split(",");
      const row = lines.find((line) => line.startsWith(`replicas,replica${place},`));
      return row?.split(",")[columns.indexOf("status")] === "UP";
    },
    async stop() {
      const ended = once(process, "exit");
      process.kill("SIGKILL");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
