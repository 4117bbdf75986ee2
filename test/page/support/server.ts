import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../../server/main.ts", import.meta.url));

/** Environment variables of a server. */
export type ServerSettings = Readonly<Record<string, string>>;

/** A server as a user runs it, over the demonstration book. */
export interface RunningServer {
  readonly origin: string;
  stop(): Promise<void>;
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
}

/** Starts the server; without an OPENAI_API_KEY in `settings` it interprets offline. */
export async function startServer(settings: ServerSettings = {}): Promise<RunningServer> {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env.PATH,
      HOST: "127.0.0.1",
      PORT: "0",
      LOG_LEVEL: "warn",
      DRAIN_SECONDS: "1",
      // However busy the machine is, what the page asks for is answered.
      QUEUE_SECONDS: "600",
      TASK_SECONDS: "600",
      ...settings,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const origin = await new Promise<string>((resolve, reject) => {
    void ended.then(([code, signal]) => reject(new Error(`the server ended with ${code ?? signal}`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const port = /http:\/\/localhost:(\d+)/.exec(line)?.[1];
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
    });
  });
  return {
    origin,
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
    async stop() {
      child.kill("SIGTERM");
      const [code, signal] = await ended;
      if (code !== 0) throw new Error(`the server ended with ${code ?? signal}, expected 0`);
    },
  };
}
