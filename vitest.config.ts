import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Those of the page need a Chromium and the built page: `npm run test:page`; that of memory measures a whole
    // process for minutes: `npm run test:memory`.
    exclude: ["test/page/**", "test/memory/**"],
    // As `loadHighsEngine` sets it, which says why.
    execArgv: ["--no-wasm-code-gc"],
    setupFiles: ["test/support/fixed-seed.ts"],
    // Files that run on one worker share its modules, and with them the loaded demonstration book.
    isolate: false,
    // Commands that are started as processes compile once.
    env: { NODE_COMPILE_CACHE: `${import.meta.dirname}/node_modules/.cache/compiled` },
    // On request: `npm run coverage`.
    coverage: {
      include: ["bin", "contract", "data", "prompts", "server", "service", "tiering", "web"].map(
        (room) => `${room}/**/*.{ts,tsx}`,
      ),
      exclude: ["web/**/vite.config.ts"],
      reporter: ["text-summary", "html"],
    },
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // What is polled comes of work, and the machine may have much else to do.
    expect: { poll: { timeout: 30_000 } },
  },
});
