import { defineConfig } from "vitest/config";

/** The tests that hold the target that is mutated (`npm run test:mutation`). */
export default defineConfig({
  test: {
    include: (process.env.MUTATION_TESTS ?? "").split("\n"),
    setupFiles: ["test/support/fixed-seed.ts"],
    testTimeout: 60_000,
  },
});
