import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: fileURLToPath(new URL("../..", import.meta.url)),
    include: ["test/page/**/*.test.ts"],
    // As `loadHighsEngine` sets it, which says why.
    execArgv: ["--no-wasm-code-gc"],
    setupFiles: ["test/support/fixed-seed.ts"],
    testTimeout: 600_000,
    hookTimeout: 300_000,
    // What a user would wait for, on a machine that has much else to do.
    expect: { poll: { timeout: 60_000 } },
    // One browser and one server at a time: the machine may be small.
    fileParallelism: false,
  },
});
