import { defineConfig } from "vitest/config";

/** The tests that hold what is mutated (`npm run test:mutation`); never part of the gate. */
export default defineConfig({
  test: {
    include: [
      "test/contract/hostile.test.ts",
      "test/data/csv/*.test.ts",
      "test/prompts/*.test.ts",
      "test/prompts/faults/{content,malformed}.test.ts",
      "test/tiering/{kpis,first-tiering}.test.ts",
      "test/tiering/plan/*.test.ts",
    ],
    setupFiles: ["test/support/fixed-seed.ts"],
    testTimeout: 60_000,
  },
});
