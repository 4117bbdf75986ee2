import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { deliver } from "../../../service/refresh/webhook.ts";

const SECRET = "a secret of both sides";
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

interface Got {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver that answers each attempt as it is told to. */
async function receiver(...answers: ((res: ServerResponse) => void)[]) {
  const got: Got[] = [];
  const server = createServer(async (req, res) => {
    let body = "";
    for await (const chunk of req.setEncoding("utf8")) body += chunk as string;
    const answer = answers[Math.min(got.length, answers.length - 1)]!;
    got.push({ headers: req.headers, body });
    answer(res);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook/t0ken`, got };
}

const status = (code: number) => (res: ServerResponse) => void res.writeHead(code).end();
const quick = { pauses: [1, 1], patience: 200 };

describe("a webhook's message", () => {
  test("is signed as Standard Webhooks says, and told again with the same id where the receiver is in trouble", async () => {
    const { url, got } = await receiver(status(503), (res) => void res.destroy(), status(204));
    const message = { type: "book.refreshed", book: { id: "x" } };
    const delivery = await deliver({ url, secret: SECRET }, message, quick);
    expect(delivery).toEqual({ delivered: true, attempts: 3, trouble: null });
    const { headers, body } = got[2]!;
    expect(JSON.parse(body)).toEqual(message);
    const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
    expect(headers["webhook-signature"]).toBe(
      `v1,${createHmac("sha256", SECRET).update(signed).digest("base64")}`,
    );
    expect(Math.abs(Number(headers["webhook-timestamp"]) - Date.now() / 1_000)).toBeLessThan(60);
    expect(new Set(got.map((one) => one.headers["webhook-id"])).size).toBe(1);
  });

  test("is given up after the last pause, at once where asking again cannot help, and follows no redirect", async () => {
    const down = await receiver(status(500));
    expect(await deliver({ url: down.url, secret: SECRET }, {}, quick)).toMatchObject({
      delivered: false,
      attempts: 3,
    });
    const gone = await receiver(status(410));
    expect(await deliver({ url: gone.url, secret: SECRET }, {}, quick)).toMatchObject({
      delivered: false,
      attempts: 1,
      trouble: "it answered with status 410; expected 2xx",
    });
    const moved = await receiver((res) => void res.writeHead(302, { Location: down.url }).end());
    const before = down.got.length;
    expect(await deliver({ url: moved.url, secret: SECRET }, {}, quick)).toMatchObject({ attempts: 1 });
    expect(down.got.length).toBe(before);
  });

  test("is not told again once the server ends, whose report counts what was told", async () => {
    const down = await receiver(status(503));
    const ending = new AbortController();
    const delivery = deliver(
      { url: down.url, secret: SECRET },
      {},
      { pauses: [60_000], signal: ending.signal },
    );
    await expect.poll(() => down.got.length, { timeout: 10_000 }).toBe(1);
    // Its answer may still be on the way: the end of the pause, or of the attempt, is one of the two.
    ending.abort();
    expect(await delivery).toMatchObject({ delivered: false, attempts: 1 });
    expect(down.got).toHaveLength(1);
  });

  test("waits for no receiver longer than its patience, and says nothing of the address", async () => {
    const slow = await receiver(() => {});
    const delivery = await deliver({ url: slow.url, secret: SECRET }, {}, { pauses: [], patience: 50 });
    expect(delivery).toEqual({ delivered: false, attempts: 1, trouble: "it did not answer within 50 ms" });
    const nobody = await deliver({ url: "http://127.0.0.1:9/t0ken", secret: SECRET }, {}, { pauses: [] });
    expect(nobody).toEqual({ delivered: false, attempts: 1, trouble: "it could not be reached" });
  });
});
