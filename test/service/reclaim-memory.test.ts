import { expect, it } from "vitest";
import { instanceMegabytes } from "../../service/instance-memory.ts";
import {
  isShortOfMemory,
  LARGE,
  reclaimBehind,
  reclaimUnderPressure,
} from "../../service/workers/reclaim-memory.ts";

const instance = instanceMegabytes() * 2 ** 20;

it("memory is given back from half of the instance's on, and not again within ten seconds", () => {
  expect(reclaimUnderPressure(0.45 * instance, 0)).toBe("nothing");
  expect(reclaimUnderPressure(0.55 * instance, 1_000)).toBe("garbage");
  expect(reclaimUnderPressure(0.55 * instance, 10_999)).toBe("nothing");
  expect(reclaimUnderPressure(0.55 * instance, 11_000)).toBe("garbage");
});

it("code goes too where memory is short, and not again within half a minute", () => {
  expect(reclaimUnderPressure(0.65 * instance, 100_000)).toBe("garbage");
  expect(reclaimUnderPressure(0.75 * instance, 110_000)).toBe("code");
  expect(reclaimUnderPressure(0.75 * instance, 120_000)).toBe("garbage");
  expect(reclaimUnderPressure(0.75 * instance, 140_000)).toBe("code");
});

it("where memory is short it is given back every two seconds", () => {
  expect(reclaimUnderPressure(0.75 * instance, 200_000)).toBe("code");
  expect(reclaimUnderPressure(0.75 * instance, 201_999)).toBe("nothing");
  expect(reclaimUnderPressure(0.65 * instance, 202_000)).toBe("nothing");
  expect(reclaimUnderPressure(0.75 * instance, 202_000)).toBe("garbage");
});

it("threads end or wait to start from seven tenths of the instance's memory on", () => {
  expect(isShortOfMemory(0.69 * instance)).toBe(false);
  expect(isShortOfMemory(0.71 * instance)).toBe(true);
});

it.each([
  ["a long job of a large book", { tookMs: 500, accounts: LARGE, yields: false }, 0.1, "code"],
  ["a short job of a large book", { tookMs: 499, accounts: LARGE, yields: false }, 0.1, "garbage"],
  ["a long job of another book", { tookMs: 500, accounts: LARGE - 1, yields: false }, 0.1, "nothing"],
  ["a job of who yields", { tookMs: 499, accounts: LARGE - 1, yields: true }, 0.69, "garbage"],
  ["a long job of who yields", { tookMs: 500, accounts: LARGE - 1, yields: true }, 0.69, "garbage"],
  ["a job of who yields where memory is short", { tookMs: 1, accounts: 1, yields: true }, 0.71, "code"],
] as const)("behind %s goes what it leaves", (_, job, part, given) => {
  expect(reclaimBehind(job, part * instance)).toBe(given);
});
