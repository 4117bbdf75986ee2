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
  close(): Promise<void>;
}

/** Starts a proxy before a port of 127.0.0.1. */
export async function startToxicProxy(target: number): Promise<ToxicProxy> {
  let mode: "pass" | "cut" | "freeze" = "pass";
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    if (mode === "cut") {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect(target, "127.0.0.1");
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on("data", (data) => {
        if (mode === "pass") to.write(data);
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
      // What a freeze has swallowed is lost: its connections cannot go on.
      if (mode === "freeze") reset();
      mode = "pass";
    },
    cut: () => {
      mode = "cut";
      reset();
    },
    freeze: () => {
      mode = "freeze";
    },
    close: async () => {
      reset();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
