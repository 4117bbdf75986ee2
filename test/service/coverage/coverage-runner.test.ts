import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Book } from "../../../data/book.ts";
import { generateBook } from "../../../data/generate.ts";
import { loadBook } from "../../../data/load.ts";
import { generateSellers } from "../../../data/sellers/index.ts";
import { memorySource } from "../../../data/source.ts";
import { type CoverageRunner, createCoverageRunner } from "../../../service/coverage/coverage-runner.ts";
import type { CoverageRequest } from "../../../service/coverage/jobs.ts";
import { createLargeThreads, takeTurn } from "../../../service/workers/large-threads.ts";
import { DEFAULT_COVERAGE_WEIGHTS, TieringError } from "../../../tiering/index.ts";

let book: Book;
let runner: CoverageRunner;
let request: CoverageRequest;

/** A book of which the rows of the file may stand in another order. */
function bookOf(rows: number, reorder: (lines: string[]) => string[] = (lines) => lines): Promise<Book> {
  const { accounts, tam } = generateBook({ rows, seed: 4 });
  const [header, ...lines] = [...accounts].join("").trim().split("\n") as [string, ...string[]];
  const text = [header, ...reorder(lines)].join("\n");
  return loadBook({ accounts: memorySource("accounts.csv", text), tam: memorySource("tam.csv", tam) });
}

function requestOf(of: Book, sellers: number): CoverageRequest {
  const force = generateSellers(of, { sellers, seed: 2 });
  return {
    tiers: of.tier,
    tierNames: of.tierNames,
    ...force,
    rules: {},
    weights: { ...DEFAULT_COVERAGE_WEIGHTS, balance: 0.3 },
    seconds: 30,
  };
}

beforeAll(async () => {
  book = await bookOf(8_000);
  request = requestOf(book, 60);
  runner = createCoverageRunner(book);
});
afterAll(() => runner.close());

const page = { offset: 0, limit: 0 };

describe("the coverage runner", () => {
  it("stops an exact solve within a second of the client's leaving, and works on", async () => {
    const leaving = new AbortController();
    const hard = { ...request, prove: 0 };
    let left = 0;
    const onProgress = () => {
      if (left > 0) return;
      left = performance.now();
      leaving.abort();
    };
    const options = { signal: leaving.signal, onProgress };
    const asked = { request: hard, key: "hard", args: page };
    await expect(runner.perform("cover", asked, options)).rejects.toMatchObject({ code: "client-left" });
    expect(left).toBeGreaterThan(0);
    // The bar is a second; a busy machine gets more, yet less than the solve itself may take.
    expect(performance.now() - left).toBeLessThan(15_000);
    const report = await runner.perform("cover", { request, key: "easy", args: page });
    expect(report.summary.accounts).toBe(8_000);
  });

  it("says what memory the solver holds, and refuses what cannot be without dying of it", async () => {
    const impossible = { ...request, rules: { keep: [{ account: "1", seller: "nobody" }] } };
    const refused = runner.perform("cover", { request: impossible, key: "impossible", args: page });
    await expect(refused).rejects.toBeInstanceOf(TieringError);
    const { solverMemory } = await runner.perform("cover", { request, key: "easy", args: page });
    expect(solverMemory).toBeGreaterThan(2 ** 20);
    expect(solverMemory).toBeLessThan(2 ** 28);
  });

  it("refuses more jobs than may wait, with a time to try again", async () => {
    const jobs = Array.from({ length: 12 }, () =>
      runner.perform("cover", { request, key: "easy", args: page }).then(
        () => "done",
        (error: { code: string; retryAfterSeconds: number }) =>
          `${error.code} ${error.retryAfterSeconds > 0}`,
      ),
    );
    const ended = await Promise.all(jobs);
    expect(ended.filter((one) => one === "done")).toHaveLength(8);
    expect(ended.filter((one) => one === "queue-full true")).toHaveLength(4);
  });

  it("refuses the fifth of one client, and takes turns between them", async () => {
    const ended: string[] = [];
    const ask = (client: string) =>
      runner.perform("cover", { request, key: "easy", args: page }, { client }).then(
        () => ended.push(client),
        (error: { code: string }) => ended.push(`${client} ${error.code}`),
      );
    await Promise.all([..."aaaaab"].map(ask));
    expect(ended).toEqual(["a too-many-tasks", "a", "b", "a", "a", "a"]);
  });

  it("waits for other large threads, not for ever, and gives its turn back", async () => {
    const turns = createLargeThreads({ most: 1 });
    const other = createCoverageRunner(book, { ...turns, waitMs: 100 });
    const cover = () => other.perform("cover", { request, key: "easy", args: page });
    const giveBack = await takeTurn(turns, { endResting: async () => {} });
    await expect(cover()).rejects.toMatchObject({ code: "queue-full", retryAfterSeconds: 1 });
    giveBack();
    expect((await cover()).summary.accounts).toBe(8_000);
    (await takeTurn(turns, { endResting: async () => {} }))();
    // Its thread at rest ended with that turn.
    expect((await cover()).summary.accounts).toBe(8_000);
    await other.close();
  });

  it("assigns alike whatever the order of the book's rows", async () => {
    const turned = await bookOf(8_000, (lines) => lines.reverse());
    const other = createCoverageRunner(turned);
    const csvOf = async (by: CoverageRunner, of: Book) => {
      const bytes = await by.perform("assignments", { request: requestOf(of, 60), key: "csv", args: {} });
      return new TextDecoder().decode(bytes).trim().split("\n").sort();
    };
    expect(await csvOf(other, turned)).toEqual(await csvOf(runner, book));
    await other.close();
  });
});
