import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { bookAnswer } from "../../contract/book.ts";
import { readyAnswer } from "../../contract/health.ts";
import { generateBook } from "../../data/generate.ts";
import { swappable } from "../../server/swap.ts";
import { POSTGRES, startPostgres } from "../data/warehouse/support/engines.ts";
import { fillTable } from "../data/warehouse/support/fill-table.ts";
import { isLeftOut } from "../support/needs.ts";
import { randomSmallBook } from "../tiering/support/small-books.ts";

const main = fileURLToPath(new URL("../../server/main.ts", import.meta.url));
const ends: (() => unknown)[] = [];
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "refresh-"));
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});
afterAll(() => rm(folder, { recursive: true }));

/** Starts the real server in a process of its own. */
async function start(environment: Record<string, string>) {
  const env = {
    ...process.env,
    OPENAI_API_KEY: "",
    HOST: "127.0.0.1",
    PORT: "0",
    WORKERS: "1",
    ...environment,
  };
  const child = spawn(process.execPath, [main], { env, stdio: ["ignore", "pipe", "pipe"] });
  const said = { text: "" };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said.text += text;
    });
  }
  ends.push(() => child.kill("SIGKILL"));
  while (!said.text.includes("\n")) await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
  const origin = `http://127.0.0.1:${/localhost:(\d+)/.exec(said.text)![1]}`;
  const book = async () => bookAnswer.parse(await (await fetch(`${origin}/v1/book`)).json());
  return { origin, said, book };
}

const poll = { timeout: 30_000, interval: 200 };

describe("a book that is read anew on a schedule", () => {
  it("is swapped in whole, with what has changed at GET /v1/book, in the log and in a signed message with a run's summary", async () => {
    const messages: { headers: unknown; body: string }[] = [];
    const hook = createServer(async (req, res) => {
      let body = "";
      for await (const chunk of req.setEncoding("utf8")) body += chunk as string;
      messages.push({ headers: req.headers, body });
      res.writeHead(204).end();
    }).listen(0, "127.0.0.1");
    await once(hook, "listening");
    ends.push(() => hook.close());
    const generated = generateBook({ rows: 400, seed: 2 });
    const [accounts, tam] = [join(folder, "accounts.csv"), join(folder, "tam.csv")];
    await writeFile(accounts, [...generated.accounts].join(""));
    await writeFile(tam, generated.tam);
    const { origin, said, book } = await start({
      TIERING_ACCOUNTS: accounts,
      TIERING_TAM: tam,
      TIERING_REFRESH: "1s",
      TIERING_WEBHOOK: `http://127.0.0.1:${(hook.address() as AddressInfo).port}/t0ken`,
      TIERING_WEBHOOK_SECRET: "sixteen characters",
      TIERING_WEBHOOK_PLAN: "runway=1&maxMovedShare=0.1",
    });
    const first = await book();
    expect(first).toMatchObject({ book: { rows: 400 }, refresh: { everySeconds: 1, change: null } });

    const lines = (await readFile(accounts, "utf8")).trimEnd().split("\n");
    await writeFile(`${accounts}.new`, [...lines.slice(0, -3), `${lines.at(-1)}`, ""].join("\n"));
    await rename(`${accounts}.new`, accounts);
    await expect.poll(async () => (await book()).refresh!.change, poll).not.toBeNull();
    const second = await book();
    expect(second).toMatchObject({
      book: { rows: 398 },
      refresh: {
        trouble: null,
        change: { previous: first.book.id, added: 0, gone: 2, changed: 0, same: 398 },
      },
    });
    expect(second.book.id).not.toBe(first.book.id);
    // Every other answer is about the new book too.
    const tiers = await fetch(`${origin}/v1/tiers?method=hybrid`);
    expect(await tiers.json()).toMatchObject({ summary: { accounts: 398 } });
    await expect.poll(() => messages.length, poll).toBe(1);
    expect(messages[0]!.headers).toMatchObject({ "webhook-signature": expect.stringMatching(/^v1,/) });
    expect(JSON.parse(messages[0]!.body)).toMatchObject({
      type: "book.refreshed",
      book: second.book,
      change: { gone: 2 },
      summary: { accounts: 398, plan: { weights: { runway: 1 }, policy: { maxMovedShare: 0.1 } } },
    });
    expect(said.text).toMatch(/"gone":2.*"msg":"the book was read anew"/);
    expect(said.text).not.toMatch(/t0ken|sixteen characters/);

    // A book of which half the rows have become unreadable is not taken, and everybody is told.
    const spoilt = lines.map((line, i) => (i % 2 === 0 ? line : `${line},one too many`));
    await writeFile(`${accounts}.new`, [...spoilt, ""].join("\n"));
    await rename(`${accounts}.new`, accounts);
    await expect.poll(() => messages.length, poll).toBe(2);
    const ready = readyAnswer.parse(await (await fetch(`${origin}/readyz`)).json());
    expect(ready).toMatchObject({
      book: second.book,
      refresh: { trouble: expect.stringMatching(/of 400 rows cannot be read/) },
    });
    expect(JSON.parse(messages[1]!.body)).toMatchObject({
      type: "book.refresh-failed",
      book: second.book,
      trouble: ready.refresh!.trouble,
    });
    expect((await book()).refresh!.trouble).toBe(ready.refresh!.trouble);

    await rename(accounts, `${accounts}.away`);
    await expect
      .poll(async () => (await book()).refresh!.trouble, poll)
      .toMatch(/accounts\.csv.*cannot be read/);
    expect((await book()).book).toEqual(second.book);
  });

  it.skipIf(isLeftOut(POSTGRES))(
    "comes from PostgreSQL as from a file, without its password in any line",
    async () => {
      const engine = await startPostgres();
      ends.push(() => engine.stop());
      const warehouse = await engine.connect();
      ends.unshift(() => warehouse.close());
      const { accounts } = randomSmallBook(8, 40, 40);
      await fillTable(warehouse, "accounts", accounts);
      const { said, book } = await start({
        TIERING_ACCOUNTS: `${engine.address}?table=accounts`,
        TIERING_REFRESH: "1s",
      });
      const first = await book();
      expect(first.report).toMatchObject({ format: "table", rows: { read: 40, accepted: 40 } });
      expect(first.book.source.accounts).toMatch(/^postgres:\/\/127\.0\.0\.1:\d+\/postgres, accounts$/);
      await warehouse.run(
        `UPDATE accounts SET "TotalRevenue_FY26" = "TotalRevenue_FY26" + 1 WHERE "ID" < 103`,
      );
      await expect
        .poll(async () => (await book()).refresh!.change, poll)
        .toMatchObject({ changed: 3, same: 37 });
      await engine.kill();
      await expect
        .poll(async () => (await book()).refresh!.trouble, poll)
        .toMatch(/the connection to PostgreSQL is lost/);
      expect(said.text).not.toMatch(/s3cr/);
    },
  );
});

it("a request ends on the handler that it began with, the next one goes to the other", async () => {
  const answers: (() => void)[] = [];
  const apps = swappable((_, res) => void answers.push(() => res.end("old")));
  const server = createServer(apps.handler).listen(0, "127.0.0.1");
  await once(server, "listening");
  ends.push(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const begun = fetch(url).then((answer) => answer.text());
  await expect.poll(() => answers.length).toBe(1);
  let isIdle = false;
  const idle = apps
    .swap((_, res) => void res.end("new"))
    .then(() => {
      isIdle = true;
    });
  expect(await (await fetch(url)).text()).toBe("new");
  expect(isIdle).toBe(false);
  answers[0]!();
  expect(await begun).toBe("old");
  await idle;
});
