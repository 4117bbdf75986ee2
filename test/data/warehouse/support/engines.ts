import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readAddress } from "../../../../data/warehouse/address.ts";
import { openDuckDb } from "../../../../data/warehouse/drivers/duckdb.ts";
import { openWarehouse } from "../../../../data/warehouse/open.ts";
import type { Warehouse } from "../../../../data/warehouse/warehouse.ts";
import { freePort } from "../../../support/free-port.ts";
import { findPostgres } from "../../../support/postgres.ts";

/** An engine to test against. */
export interface Engine {
  /** How it is written behind `--warehouse`, a password in it; "" for one in this process. */
  readonly address: string;
  /** Folder of a server's files; "" for an engine in this process. */
  readonly folder: string;
  /** A connection of its own. */
  connect(): Promise<Warehouse>;
  /** Ends the server at once, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again over the same data. */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/** A password that no message may have in it. */
export const SECRET = "s3cr%40t";

/** DuckDB in memory: every connection is a database of its own. */
export async function startDuckDb(): Promise<Engine> {
  const nothing = async () => {};
  return {
    address: "",
    folder: "",
    connect: () => openDuckDb(":memory:"),
    kill: nothing,
    restart: nothing,
    stop: nothing,
  };
}

/** PostgreSQL's server programs; null where there are none. */
export const POSTGRES = findPostgres();

/** ClickHouse's server program; null where there is none. */
export const CLICKHOUSE =
  ["/usr/sbin/clickhouse-server", "/usr/bin/clickhouse-server"].find((file) => existsSync(file)) ?? null;

/** A throw-away PostgreSQL server on a free port. */
export async function startPostgres(): Promise<Engine> {
  if (POSTGRES === null)
    throw new Error("this test needs a PostgreSQL server on this machine, and there is none");
  const folder = mkdtempSync(join(tmpdir(), "tiering-pg-"));
  chmodSync(folder, 0o755);
  const data = join(folder, "data");
  // PostgreSQL refuses to run as root; its package brings a user for it.
  const isRoot = process.getuid?.() === 0;
  const user = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  const identity = isRoot ? { uid: user("-u"), gid: user("-g") } : {};
  if (isRoot) chownSync(folder, user("-u"), user("-g"));
  const init = ["-D", data, "-U", "ann", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"];
  execFileSync(join(POSTGRES, "initdb"), init, { cwd: folder, stdio: "ignore", ...identity });
  const port = await freePort();
  const settings = ["listen_addresses=127.0.0.1", `unix_socket_directories=${folder}`, "fsync=off"];
  const args = ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])];
  const start = () => spawn(join(POSTGRES, "postgres"), args, { cwd: folder, stdio: "ignore", ...identity });
  const address = `postgres://ann:${SECRET}@127.0.0.1:${port}/postgres`;
  return serve(address, folder, start);
}

/** A throw-away ClickHouse server on a free port. */
export async function startClickHouse(): Promise<Engine> {
  if (CLICKHOUSE === null)
    throw new Error("this test needs a ClickHouse server on this machine, and there is none");
  const folder = mkdtempSync(join(tmpdir(), "tiering-ch-"));
  const [http, tcp] = [await freePort(), await freePort()];
  for (const name of ["data", "tmp"]) mkdirSync(join(folder, name));
  writeFileSync(
    join(folder, "config.xml"),
    `<yandex><logger><level>error</level><console>true</console></logger>
<listen_host>127.0.0.1</listen_host><http_port>${http}</http_port><tcp_port>${tcp}</tcp_port>
<path>${folder}/data/</path><tmp_path>${folder}/tmp/</tmp_path><users_config>users.xml</users_config>
<default_profile>default</default_profile><default_database>default</default_database>
<mark_cache_size>67108864</mark_cache_size></yandex>`,
  );
  writeFileSync(
    join(folder, "users.xml"),
    `<yandex><profiles><default/></profiles><users><ann><password>${decodeURIComponent(SECRET)}</password>
<networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></ann></users>
<quotas><default/></quotas></yandex>`,
  );
  const args = [`--config-file=${join(folder, "config.xml")}`];
  const start = () => spawn(CLICKHOUSE!, args, { cwd: folder, stdio: "ignore" });
  return serve(`clickhouse://ann:${SECRET}@127.0.0.1:${http}/default`, folder, start);
}

/** A server as an engine: waits until it answers. */
async function serve(address: string, folder: string, start: () => ChildProcess): Promise<Engine> {
  let server = start();
  const connect = () => openWarehouse(readAddress(address));
  const hasEnded = () => server.exitCode !== null || server.signalCode !== null;
  const answers = async () => {
    for (let attempt = 0; ; attempt++) {
      const warehouse = await connect().catch((error: unknown) => {
        if (attempt > 1_200) throw error;
        return null;
      });
      if (warehouse !== null) return warehouse.close();
      await sleep(100);
      // After a kill its other processes may hold what the next start needs: it gives up and is started again.
      if (hasEnded()) server = start();
    }
  };
  const kill = async () => {
    const ended = once(server, "exit");
    const helpers = childrenOf(server.pid!);
    server.kill("SIGKILL");
    // PostgreSQL's process for a connection would go on, and commit, until it sees that its parent is gone.
    for (const helper of helpers) killIfThere(helper);
    await ended;
  };
  await answers();
  return {
    address,
    folder,
    connect,
    kill,
    async restart() {
      server = start();
      await answers();
    },
    async stop() {
      if (!hasEnded()) await kill();
      // Processes of the server may still be letting go of their files.
      rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
    },
  };
}

/** Processes that a process has started; none where the system does not say. */
function childrenOf(pid: number): number[] {
  const file = `/proc/${pid}/task/${pid}/children`;
  return existsSync(file) ? (readFileSync(file, "utf8").match(/\d+/g) ?? []).map(Number) : [];
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself meanwhile.
  }
}
