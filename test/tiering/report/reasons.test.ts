import { expect, test } from "vitest";
import { createReasons, DEFAULT_WEIGHTS, runTiering } from "../../../tiering/index.ts";
import { smallAccounts } from "../support/accounts.ts";
import { seeded, syntheticAccounts } from "../support/synthetic.ts";

test("reasons made for some accounts are those made for all, ties included", () => {
  const random = seeded(4);
  const tied = smallAccounts({
    tierCount: 3,
    tier: Array.from({ length: 60 }, (_, i) => i % 3),
    revenue: Array.from({ length: 60 }, () => Math.ceil(random() * 4)),
    potential: Array.from({ length: 60 }, () => 5 + Math.ceil(random() * 4)),
  });
  for (const accounts of [syntheticAccounts(2000, 9), tied]) {
    const policy = { maxMovedShare: 0.5 };
    const run = runTiering(accounts, { method: "hybrid", weights: DEFAULT_WEIGHTS, policy });
    const ofAll = createReasons(accounts, run);
    for (const count of [0, 1, 7, 40]) {
      const among = Uint32Array.from({ length: count }, () => Math.floor(random() * accounts.n));
      const ofSome = createReasons(accounts, run, among);
      for (const i of among) expect(ofSome(i)).toBe(ofAll(i));
    }
  }
});
