import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const tests = (process.env.MUTATION_TESTS ?? "").split("\n");

/** The first that a target names goes first: what it notices spares the others. */
class InTurn extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isFirst = ({ moduleId }: TestSpecification) => moduleId.endsWith(`/${tests[0]}`);
    return files.toSorted((a, b) => Number(isFirst(b)) - Number(isFirst(a)));
  }
}

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
    include: tests,
    setupFiles: ["test/support/fixed-seed.ts"],
    testTimeout: 300_000,
    sequence: { sequencer: InTurn },
  },
});
