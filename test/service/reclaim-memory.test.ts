import { expect, it } from "vitest";
import { instanceMegabytes } from "../../service/instance-memory.ts";
import { reclaimUnderPressure } from "../../service/workers/reclaim-memory.ts";

it("memory is given back where the instance runs short of it, and not again within ten seconds", () => {
  const instance = instanceMegabytes() * 2 ** 20;
  expect(reclaimUnderPressure(0.7 * instance, 0)).toBe(false);
  expect(reclaimUnderPressure(0.8 * instance, 1_000)).toBe(true);
  expect(reclaimUnderPressure(0.9 * instance, 10_999)).toBe(false);
  expect(reclaimUnderPressure(0.9 * instance, 11_000)).toBe(true);
});
