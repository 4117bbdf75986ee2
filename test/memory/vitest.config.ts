import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: fileURLToPath(new URL("../..", import.meta.url)),
    include: ["test/memory/**/*.test.ts"],
    // As `loadHighsEngine` sets it, which says why.
    execArgv: ["--no-wasm-code-gc"],
    setupFiles: ["test/support/fixed-seed.ts"],
  },
});
