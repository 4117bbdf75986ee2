import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createPlaces, type Place, type PlaceLimits } from "../../server/operations/places.ts";
import { generatedBook } from "../service/support/generated-book.ts";
import { createRawClient } from "../support/raw-client.ts";
import { startApp } from "./support/app.ts";

const limits: PlaceLimits = {
  atOnce: 8,
  perClient: 4,
  waitSeconds: 60,
  late: (seconds) => new Error(`waited ${seconds} s`),
};
const stays = () => new AbortController().signal;

/** Enters as many as asked; the places that are given, in order. */
function enterAll(places: ReturnType<typeof createPlaces>, clients: readonly string[]) {
  const given: { readonly client: string; readonly place: Place }[] = [];
  const all = clients.map(async (client) =>
    given.push({ client, place: await places.enter(client, stays()) }),
  );
  return { given, all: Promise.all(all), settle: () => new Promise((resolve) => setImmediate(resolve)) };
}

describe("places", () => {
  it("are never more than there are, nor more of one client's; clients take turns at those that come free", async () => {
    const places = createPlaces({ ...limits, atOnce: 3, perClient: 2 });
    const { given, all, settle } = enterAll(places, ["a", "a", "a", "a", "b", "c"]);
    await settle();
    const names = () => given.map(({ client }) => client).join("");
    expect(names()).toBe("aab");
    given[0]!.place.leave();
    await settle();
    expect(names()).toBe("aabc");
    given[1]!.place.leave();
    await settle();
    expect(names()).toBe("aabca");
    for (const { place } of given) place.leave();
    await settle();
    expect(names()).toBe("aabcaa");
    given.at(-1)!.place.leave();
    await all;
    // Leaving twice gives nothing twice.
    const again = enterAll(places, ["a", "a", "b", "b"]);
    await again.settle();
    expect(again.given).toHaveLength(3);
    // Nobody is left waiting, to be told that it was too long when the test is over.
    again.given[0]!.place.leave();
    await again.all;
  });

  it("go to others while a client does not keep up, up to so many of its own", async () => {
    const places = createPlaces({ ...limits, atOnce: 2, perClient: 1, slow: 5, slowPerClient: 1 });
    const { given, settle } = enterAll(places, ["slow", "slow", "slow"]);
    await settle();
    given[0]!.place.slow();
    await settle();
    expect(given).toHaveLength(2);
    // One is slow already: this one keeps its place.
    given[1]!.place.slow();
    await settle();
    expect(given).toHaveLength(2);
    given[0]!.place.leave();
    given[1]!.place.slow();
    await settle();
    expect(given).toHaveLength(3);
  });

  it("are waited for so long, and not by who has left", async () => {
    const places = createPlaces({ ...limits, atOnce: 1, waitSeconds: 0.02 });
    const first = await places.enter("a", stays());
    await expect(places.enter("b", stays())).rejects.toThrow("waited 0.02 s");
    const leaving = new AbortController();
    const left = places.enter("b", leaving.signal);
    leaving.abort();
    await expect(left).rejects.toMatchObject({ code: "client-left" });
    first.leave();
    await expect(places.enter("b", stays())).resolves.toBeDefined();
  });
});

describe("a server that is asked for many files at once", () => {
  let server: Server;
  let close: () => Promise<void>;
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await close();
  });

  it("gives one client all of thirty, and another its own beside ten that are not read", async () => {
    const started = await startApp(await generatedBook(5_000));
    close = started.close;
    server = createServer(started.app).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    const stuck = Array.from({ length: 10 }, (_, k) => {
      const socket = connect(port, "127.0.0.1").on("error", () => undefined);
      socket.pause();
      socket.write(`GET /v1/tiers.csv?columns=all&geo=${k + 1} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
      return socket;
    });
    const client = createRawClient(`http://127.0.0.1:${port}`);
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, k) => client.ask({ path: `/v1/tiers.csv?columns=all&growth=${k + 1}` })),
    );
    expect(answers.map(({ status }) => status)).toEqual(new Array(30).fill(200));
    client.leave();
    for (const socket of stuck) socket.destroy();
  });
});
