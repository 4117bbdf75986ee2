/** `npm run test:page`: builds the page and tests it in a real Chromium; without one the tests are skipped, in CI they fail. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { withoutChromium } from "./support/chromium.ts";

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const run = (script: string, ...args: string[]) => {
  const { status } = spawnSync(process.execPath, [script, ...args], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
};

if (withoutChromium) console.log("No Chromium found: put one on the PATH, or name it in CHROMIUM.");
else
  for (const root of ["../../web", "../../web/run-view"])
    run(file("../../node_modules/vite/bin/vite.js"), "build", file(root), "--logLevel", "warn");
const vitest = file("../../node_modules/vitest/vitest.mjs");
run(vitest, "run", "--config", file("./vitest.config.ts"), ...process.argv.slice(2));
