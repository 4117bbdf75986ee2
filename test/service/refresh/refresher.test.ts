import { expect, test } from "vitest";
import { loadBook } from "../../../data/load.ts";
import { memorySource } from "../../../data/source.ts";
import { createRefresher, type RefreshReport } from "../../../service/refresh/refresher.ts";
import { refusalOf, refusalOfLoss } from "../../../service/refresh/rejection-guard.ts";
import { compareBooks } from "../../../tiering/index.ts";

const HEADER = "ID,MarketTier,Region,TotalRevenue_FY26";
const book = (...rows: readonly string[]) =>
  loadBook({ accounts: memorySource("a.csv", [HEADER, ...rows, ""].join("\n")) });

test("two versions of a book are told apart by account and column, whatever the order of rows and kind of IDs", async () => {
  const before = await book("1,A,North,5", "2,B,South,6", "3,B,,7", "10,B,North,8");
  const after = await book("x,B,North,9", "10,A,North,8", "3,B,,7", "1,A,West,5.5");
  expect(compareBooks(before, after)).toEqual({
    added: 1,
    gone: 1,
    changed: 2,
    same: 1,
    columns: [
      { name: "MarketTier", accounts: 1 },
      { name: "Region", accounts: 1 },
      { name: "TotalRevenue_FY26", accounts: 1 },
    ],
    addedColumns: [],
    goneColumns: [],
    examples: { added: ["x"], gone: ["2"], changed: ["1", "10"] },
  });
  expect(compareBooks(before, before)).toMatchObject({ added: 0, gone: 0, changed: 0, same: 4, columns: [] });
});

test("a book that is the same stays, another takes its place, and one that cannot be read changes nothing", async () => {
  const [one, same, other] = [
    await book("1,A,North,5"),
    await book("1,A,North,5"),
    await book("1,A,North,6"),
  ];
  let current = one;
  const swapped: string[] = [];
  const told: RefreshReport[] = [];
  const troubles: string[] = [];
  const read: (string | null)[] = [];
  const answers = [
    async () => same,
    async () => Promise.reject(new Error("the warehouse is lost")),
    async () => other,
  ];
  const refresher = createRefresher({
    everySeconds: 3_600,
    load: () => answers.shift()!(),
    current: () => current,
    async swap(next, publish) {
      // The report changes with the book, not before.
      expect(refresher.report().change).toBeNull();
      publish();
      expect(refresher.report().change).toMatchObject({ previous: one.id });
      swapped.push(next.id);
      current = next;
    },
    onRead: (trouble) => read.push(trouble),
    onChange: (_, report) => told.push(report),
    onTrouble: (trouble) => troubles.push(trouble),
    now: () => new Date(0),
  });
  const at = "1970-01-01T00:00:00.000Z";
  expect(refresher.report()).toEqual({ everySeconds: 3_600, at: null, trouble: null, change: null });
  await refresher.refresh();
  expect(refresher.report()).toEqual({ everySeconds: 3_600, at, trouble: null, change: null });
  await refresher.refresh();
  expect(refresher.report()).toEqual({
    everySeconds: 3_600,
    at,
    trouble: "the warehouse is lost",
    change: null,
  });
  expect(swapped).toEqual([]);
  await Promise.all([refresher.refresh(), refresher.refresh()]);
  refresher.stop();
  expect(swapped).toEqual([other.id]);
  expect(told).toEqual([refresher.report()]);
  expect(refresher.report()).toMatchObject({ at, trouble: null, change: { changed: 1, added: 0, gone: 0 } });
  expect(troubles).toEqual(["the warehouse is lost"]);
  expect(read).toEqual([null, "the warehouse is lost", null]);
});

test("a book of which more than five points more is rejected is not taken, and said once as new", async () => {
  const rows = Array.from({ length: 20 }, (_, i) => `${i},A,North,${i}`);
  const spoilt = (count: number) => book(...rows.map((row, i) => (i < count ? `${i},A,North,lost` : row)));
  const before = await book(...rows);
  let current = before;
  const answers = [await spoilt(2), await spoilt(2), await spoilt(1)];
  const troubles: [string, boolean][] = [];
  const refresher = createRefresher({
    everySeconds: 3_600,
    load: async () => answers.shift()!,
    current: () => current,
    async swap(next, publish) {
      publish();
      current = next;
    },
    onChange: () => undefined,
    onTrouble: (...told) => troubles.push(told),
    now: () => new Date(0),
  });
  await refresher.refresh();
  expect(current).toBe(before);
  const { trouble, change } = refresher.report();
  expect(change).toBeNull();
  expect(trouble).toMatch(/^2 of 20 rows cannot be read \(of the book in force 0 of 20\).*on line 2: .*lost/);
  await refresher.refresh();
  await refresher.refresh();
  refresher.stop();
  expect(troubles).toEqual([
    [trouble, true],
    [trouble, false],
  ]);
  expect(current.n).toBe(19);
  expect(refresher.report()).toMatchObject({ trouble: null, change: { gone: 1 } });
});

test("a book that was as bad before may be read anew", () => {
  const quality = (input: number, rejected: number) => ({ quality: { input, rejected, rows: [] } });
  expect(refusalOf(quality(100, 30), quality(100, 35))).toBeNull();
  expect(refusalOf(quality(100, 30), quality(100, 36))).toMatch(/36 of 100/);
  expect(refusalOf(quality(100, 0), quality(0, 0))).toBeNull();
});

test("half of a source is not taken: the book of before stays, and the report says how many accounts are gone", async () => {
  const rows = Array.from({ length: 20 }, (_, i) => `${i},A,North,${i + 1}`);
  const before = await book(...rows);
  const answers = [await book(...rows.slice(0, 10)), await book(...rows.slice(0, 16))];
  let current = before;
  const refresher = createRefresher({
    everySeconds: 3_600,
    load: async () => answers.shift()!,
    current: () => current,
    async swap(next, publish) {
      publish();
      current = next;
    },
    onChange: () => undefined,
    onTrouble: () => undefined,
    now: () => new Date(0),
  });
  await refresher.refresh();
  expect(current).toBe(before);
  expect(refresher.report()).toMatchObject({
    trouble: expect.stringMatching(
      /^10 of the 20 accounts of the book in force are gone; expected at most 20 %.* stays/,
    ),
    change: null,
  });
  await refresher.refresh();
  refresher.stop();
  expect(refresher.report()).toMatchObject({ trouble: null, change: { gone: 4 } });
  expect(refusalOfLoss({ n: 5 }, 1)).toBeNull();
});
