import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The files that test properties. */
const include = globSync("test/**/*.test.ts", { cwd: root }).filter((file) =>
  readFileSync(`${root}/${file}`, "utf8").includes('from "fast-check"'),
);

export default defineConfig({
  test: {
    root,
    include,
    exclude: ["test/page/**"],
    setupFiles: ["test/explore/fresh-seed.ts"],
    testTimeout: 600_000,
    hookTimeout: 60_000,
  },
});
