import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gatherTiers, readRecords } from "../../web/api/tier-table.ts";

async function gather<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function* cut(text: string, places: readonly number[]): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  let start = 0;
  for (const end of ends) {
    yield bytes.subarray(start, end);
    start = end;
  }
}

const quote = (field: string) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);

describe("readRecords", () => {
  it("reads what RFC 4180 writes, wherever the chunks end", async () => {
    const field = fc.stringMatching(/^[a-c",\n ü]{0,5}$/);
    const records = fc.array(fc.array(field, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(records, fc.array(fc.nat(60)), async (rows, places) => {
        const text = rows.map((row) => `${row.map(quote).join(",")}\r\n`).join("");
        expect(await gather(readRecords(cut(text, places)))).toEqual(rows);
      }),
    );
  });
});

describe("gatherTiers", () => {
  it("gathers columns in file order, with tiers by their letters", async () => {
    const text =
      'ID,PreviousTier,Tier,Change,PI_acct,TotalRevenue,Reason\r\n7,Tier B,Tier A,up,1.5,1200,"rises, far"\r\n3,C,C,same,-0.25,80.5,\r\n';
    const table = await gatherTiers(cut(text, [9, 40]), 2);
    expect(table).toEqual({
      rows: 2,
      id: ["7", "3"],
      previous: ["B", "C"],
      tier: ["A", "C"],
      change: ["up", "same"],
      potential: Float64Array.of(1.5, -0.25),
      revenue: Float64Array.of(1200, 80.5),
      reason: ["rises, far", ""],
    });
  });
});
