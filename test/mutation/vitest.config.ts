import { defineConfig } from "vitest/config";

/** The tests that hold the target that is mutated (`npm run test:mutation`). */
export default defineConfig({
  plugins: [
    {
      name: "every-test-of-the-target",
      configureVitest({ project }) {
        // Stryker picks tests by names without the " > " that this vitest puts behind a describe, and would run none.
        Object.defineProperty(project.config, "testNamePattern", { get: () => undefined, set: () => {} });
      },
    },
  ],
  test: {
    include: (process.env.MUTATION_TESTS ?? "").split("\n"),
    setupFiles: ["test/support/fixed-seed.ts"],
    testTimeout: 60_000,
  },
});
