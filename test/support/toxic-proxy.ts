import { connect, createServer, type Socket } from "node:net";

/** A TCP proxy that can be told to fail. */
export interface ToxicProxy {
  readonly port: number;
  /** Connections pass as they are. */
  pass(): void;
  /** Open connections are reset, and new ones refused. */
  cut(): void;
  /** Nothing passes any more, in either direction; connections stay open and new ones are taken. */
  freeze(): void;
  /** Everything passes so many milliseconds later. */
  slow(ms: number): void;
  /** Whatever the server sends, the client gets noise in its place. */
  garble(): void;
  /** New connections go to another port of 127.0.0.1. */
  redirect(port: number): void;
  close(): Promise<void>;
}

/** Starts a proxy before a port of 127.0.0.1. */
export async function startToxicProxy(target: number): Promise<ToxicProxy> {
  let goal = target;
  let mode: "pass" | "cut" | "freeze" | "garble" = "pass";
  let delay = 0;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    if (mode === "cut") {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect(goal, "127.0.0.1");
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on("data", (data) => {
        if (mode === "garble") to.write(from === client ? data : noise(data.length));
        else if (mode === "pass" && delay === 0) to.write(data);
        else if (mode === "pass") setTimeout(() => to.writable && to.write(data), delay);
      });
      from.on("error", () => undefined);
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const reset = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as { port: number }).port,
    pass: () => {
      // What a freeze has swallowed or noise has broken is lost: its connections cannot go on.
      if (mode === "freeze" || mode === "garble") reset();
      mode = "pass";
      delay = 0;
    },
    slow: (ms) => {
      mode = "pass";
      delay = ms;
    },
    garble: () => {
      mode = "garble";
    },
    cut: () => {
      mode = "cut";
      reset();
    },
    freeze: () => {
      mode = "freeze";
    },
    redirect: (port) => {
      goal = port;
    },
    close: async () => {
      reset();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Bytes that are no protocol's, the same each time. */
function noise(length: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, k) => (k * 197 + 89) % 256));
}
