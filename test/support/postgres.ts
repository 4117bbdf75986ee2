import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { chmod, chown } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port.ts";

/** The newest folder of PostgreSQL's server programs in the places where Debian and others put them. */
export function findPostgres(): string | null {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(debian, version, "bin")), "/usr/local/pgsql/bin"];
  return folders.find((folder) => existsSync(join(folder, "initdb"))) ?? null;
}

/** A throw-away PostgreSQL. */
export interface Cluster {
  /** Folder of its socket. */
  readonly folder: string;
  /** Port of its socket's name, and of 127.0.0.1. */
  readonly port: number;
  /** Address of a database of this name, by TCP. */
  url(database?: string): string;
  stop(): void;
}

/** A command of PostgreSQL that has not ended by then will not, milliseconds. */
const COMMAND_MS = 120_000;

/** Starts a throw-away cluster whose user `postgres` needs no password, with its own folder and a free port. */
export async function startPostgres(bin: string | null): Promise<Cluster> {
  if (bin === null) throw new Error("this test needs a PostgreSQL server on this machine, and there is none");
  const folder = mkdtempSync(join(tmpdir(), "tiering-pg-"));
  // PostgreSQL refuses to run as root; its package brings a user for it.
  const root = process.getuid?.() === 0;
  const run = (program: string, ...args: string[]) => {
    const command = [join(bin, program), ...args];
    const [file, ...rest] = root ? ["runuser", "-u", "postgres", "--", ...command] : command;
    execFileSync(file!, rest, { cwd: folder, stdio: ["ignore", "ignore", "pipe"], timeout: COMMAND_MS });
  };
  const data = join(folder, "data");
  const port = await freePort();
  try {
    if (root) await handOver(folder);
    run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
    const settings = `-c listen_addresses=127.0.0.1 -p ${port} -c unix_socket_directories=${folder} -c fsync=off`;
    run("pg_ctl", "-D", data, "-w", "-o", settings, "-l", join(folder, "log"), "start");
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return {
    folder,
    port,
    url: (database = "postgres") => `postgres://postgres@127.0.0.1:${port}/${database}`,
    stop() {
      run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function handOver(folder: string): Promise<void> {
  const user = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  await chmod(folder, 0o755);
  await chown(folder, user("-u"), user("-g"));
}
