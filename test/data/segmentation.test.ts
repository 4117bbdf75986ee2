import { expect, it } from "vitest";
import { loadBook } from "../../data/load.ts";
import { readMapping } from "../../data/mapping.ts";
import { inspectFile } from "../../data/match/inspect.ts";
import { memorySource } from "../../data/source.ts";
import { segmentationText } from "../../service/segmentation-text.ts";
import {
  DEFAULT_WEIGHTS,
  runTiering,
  segment,
  segmentationReasons,
  summariseSegmentation,
} from "../../tiering/index.ts";
import { uniform } from "../tiering/support/random-book.ts";

const random = uniform(3);
const content = [
  "Customer ID,Level,Sales 2024,Sales 2025,Spare",
  ...Array.from({ length: 60 }, (_, k) => {
    const size = [10, 200, 5_000][k % 3]!;
    return `K${k},${["Bronze", "Silver", "Gold"][k % 3]},${size},${(size * (1 + random())).toFixed(2)},7`;
  }),
].join("\n");

async function book() {
  const source = memorySource("a.csv", content);
  const { mapping } = await inspectFile(source);
  return loadBook({ accounts: memorySource("a.csv", content), mapping: readMapping(mapping, "m") });
}

it("groups go by the signals that there are, by as many and by the names of the book's tiers", async () => {
  const accounts = await book();
  const found = segment(accounts, { algorithm: "ward" });
  expect(found.options).toMatchObject({ k: 3, weights: { runway: 0, growth: 1, geo: 0, category: 0 } });
  const { potential } = runTiering(accounts, { method: "direct", weights: DEFAULT_WEIGHTS, policy: {} });
  expect([...found.potential]).toEqual([...potential]);
  expect(found.notes[0]!.text).toMatch(/^Runway .* do not count here/);
  const summary = summariseSegmentation(accounts, found);
  expect(summary.tiers).toEqual(["Gold", "Silver", "Bronze"]);
  expect(summary.clusters.map(({ tier }) => tier)).toEqual(["Gold", "Silver", "Bronze"]);
  const words = segmentationText(summary, null);
  expect(words).toContain("- Gold: ");
  expect(words).toContain(found.notes[0]!.text);
  expect(words.split("\n").slice(1, 4).join()).not.toMatch(/TAM|potential(?! index)|Spare/i);
  expect(segmentationReasons(found)(0)).toMatch(/^cluster of \d+: /);
});

it("another number of groups than the book has tiers takes letters", async () => {
  const accounts = await book();
  expect(summariseSegmentation(accounts, segment(accounts, { algorithm: "ward", k: 4 })).tiers).toEqual([
    "A",
    "B",
    "C",
    "D",
  ]);
});
