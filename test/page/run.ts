/** `npm run test:page`: builds the page and tests it in a real Chromium, or says plainly that there is none. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { findChromium } from "./support/chromium.ts";

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const run = (script: string, ...args: string[]) => {
  const { status } = spawnSync(process.execPath, [script, ...args], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
};

const chromium = findChromium();
if (chromium === null) {
  console.log("Page tests NOT run: no Chromium found (put one on the PATH, or name it in CHROMIUM).");
} else {
  console.log(`Page tests in ${chromium}`);
  run(file("../../node_modules/vite/bin/vite.js"), "build", file("../../web"), "--logLevel", "warn");
  run(
    file("../../node_modules/vitest/vitest.mjs"),
    "run",
    "--config",
    file("./vitest.config.ts"),
    ...process.argv.slice(2),
  );
}
