import { expect, it } from "vitest";
import { instanceMegabytes } from "../../service/instance-memory.ts";
import { isShortOfMemory, reclaimUnderPressure } from "../../service/workers/reclaim-memory.ts";

const instance = instanceMegabytes() * 2 ** 20;

it("memory is given back from half of the instance's on, and not again within ten seconds or what is asked for", () => {
  expect(reclaimUnderPressure(0.45 * instance, 0)).toBe(false);
  expect(reclaimUnderPressure(0.55 * instance, 1_000)).toBe(true);
  expect(reclaimUnderPressure(0.9 * instance, 10_999)).toBe(false);
  expect(reclaimUnderPressure(0.9 * instance, 11_000)).toBe(true);
  expect(reclaimUnderPressure(0.9 * instance, 11_900, 1_000)).toBe(false);
  expect(reclaimUnderPressure(0.9 * instance, 12_000, 1_000)).toBe(true);
});

it("threads end or wait to start from seven tenths of the instance's memory on", () => {
  expect(isShortOfMemory(0.69 * instance)).toBe(false);
  expect(isShortOfMemory(0.71 * instance)).toBe(true);
});
