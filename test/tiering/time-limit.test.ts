import { describe, expect, it } from "vitest";
import {
  closeLoop,
  createSegmenter,
  DEFAULT_WEIGHTS,
  frontier,
  type Hooks,
  type Plan,
  runTiering,
  type SegmentationOptions,
  seekGoal,
  segment,
  summariseLoop,
} from "../../tiering/index.ts";
import { randomBook } from "./support/random-book.ts";

const book = randomBook({ n: 2_500, seed: 61 }).accounts;
const plan: Plan = { method: "hybrid", weights: DEFAULT_WEIGHTS, policy: {} };

/** A limit that is over once it was asked so many times. */
function limitAfter(asked: number): Hooks {
  let left = asked;
  return { limit: { seconds: 60, isOver: () => left-- <= 0 } };
}

describe("a segmentation whose time is over", () => {
  it.each<[SegmentationOptions, RegExp]>([
    [
      { algorithm: "kmeans", k: 4, starts: 50 },
      /^Stopped after 60 s: \d of 50 starts(, the last one cut off)?; the silhouette was not measured\.$/,
    ],
    [
      { algorithm: "kmedoids-b1", k: 4 },
      /^Stopped after 60 s: [1-4] of 5 samples; the silhouette was not measured\.$/,
    ],
    [{ algorithm: "ward", k: 4 }, /^Stopped after 60 s: the silhouette was not measured\.$/],
  ])("answers %o with what it has, says so, and keeps none of it for the next", (options, says) => {
    const segmenter = createSegmenter(book);
    const cut = segmenter.segment(options, limitAfter(options.algorithm === "kmeans" ? 6 : 1));
    expect(cut.stopped!.text).toMatch(says);
    expect(cut.stopped!.seconds).toBe(60);
    expect(cut.silhouette).toBeNull();
    expect(cut.tierCount).toBe(4);
    const whole = segmenter.segment(options);
    expect(whole.stopped).toBeNull();
    expect(whole).toEqual(segment(book, options));
  });
});

describe("a frontier whose time is over", () => {
  it("has the budgets so far, which are points of the whole one", () => {
    const whole = frontier(book, plan, { points: 20 });
    const cut = frontier(book, plan, { points: 20 }, limitAfter(3));
    expect(cut.stopped!.text).toMatch(/^Stopped after 60 s: 4 of \d+ budgets, the smaller ones first\.$/);
    expect(cut.points).toEqual(whole.points.slice(0, cut.points.length));
    expect(cut.points.length).toBeLessThan(whole.points.length);
    expect(cut.advice).toBeNull();
    expect(whole.stopped).toBeNull();
  });
});

describe("a goal whose time is over", () => {
  it("is reached by the fewest moves found by then, and claims no more than is proven", () => {
    const goal = { kpi: "composite", atLeast: runTiering(book, plan).before!.composite + 0.01 } as const;
    const whole = seekGoal(book, plan, goal);
    const cut = seekGoal(book, plan, goal, limitAfter(1));
    expect(whole).toMatchObject({ state: "reached", stopped: null });
    expect(cut).toMatchObject({
      state: "reached",
      stopped: { text: "Stopped after 60 s: the fewest moves found by then." },
    });
    expect(cut.moves).toBeGreaterThanOrEqual(whole.moves);
    expect(cut.fewest!).toBeLessThanOrEqual(whole.moves);
  });
});

describe("a closed loop whose time is over", () => {
  it("has the rewards so far, which are choices of the whole one", () => {
    const run = runTiering(book, plan);
    const whole = closeLoop(book, run);
    const cut = closeLoop(book, run, limitAfter(2));
    expect(cut.points).toEqual(whole.points.slice(0, 3));
    const { text, stopped } = summariseLoop(cut);
    expect(stopped!.text).toBe("Stopped after 60 s: 2 of 5 rewards, the smaller ones first.");
    expect(text).toContain(stopped!.text);
    expect(whole.stopped).toBeNull();
  });
});

describe("a proof whose time is over", () => {
  it("keeps the run and the bound so far, and says that it was the time", () => {
    const hard: Plan = { ...plan, policy: { maxTierStep: "free", maxMovedShare: 0.3 } };
    const cut = runTiering(book, hard, { prove: 0, ...limitAfter(1) });
    expect(cut.certificate).toMatchObject({ proven: false, unproven: "time-limit" });
    expect(cut.certificate!.bound).toBeGreaterThanOrEqual(cut.after.composite);
    expect(cut.rules.every(({ kept }) => kept)).toBe(true);
  });
});
