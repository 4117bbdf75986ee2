import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../support/free-port.ts";
import { findProgram } from "../support/programs.ts";

/** HAProxy's program: Debian keeps it where only root's path leads; null where there is none. */
export const haproxyProgram = findProgram("haproxy");

/**
 * Puts HAProxy before replicas as docs/operating.md says: asks each /readyz, and sends a request elsewhere only
 * where it never reached the first.
 */
export async function startHaproxy(origins: readonly string[]) {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "haproxy-"));
  const servers = origins.map(
    (origin, k) => `  server replica${k} ${new URL(origin).host} check inter 200ms fall 1 rise 1`,
  );
  const config = `defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
  timeout check 5s
  option redispatch 1
  retries 3
  retry-on conn-failure
  option http-server-close
frontend tiers
  bind 127.0.0.1:${port}
  default_backend replicas
backend replicas
  balance roundrobin
  option httpchk GET /readyz
  stats enable
  stats uri /balancer
${servers.join("\n")}
`;
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
