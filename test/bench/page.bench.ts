import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { findChromium, launchChromium } from "../page/support/chromium.ts";
import { startServer } from "../page/support/server.ts";
import { measure, type Report } from "./bench-line.ts";

export const title = "Page: real Chromium, real server, demonstration book of 50,000 accounts";

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Moves the slider by a step and waits until the KPI table shows the new result, painted. */
const DRAG = `new Promise((done) => {
  const slider = document.getElementById("weight-geo");
  const table = document.querySelector("table.figures");
  const observer = new MutationObserver(() => {
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(done));
  });
  observer.observe(table, { subtree: true, characterData: true, childList: true });
  // So far that some figure of the table is another: a step of one may round to the same text.
  slider.value = String((Number(slider.value) + 7) % 61);
  slider.dispatchEvent(new Event("input", { bubbles: true }));
})`;

/** Drags the slider through many places without a pause; the table follows. Returns how often it changed. */
const SWEEP = `new Promise((done) => {
  const slider = document.getElementById("weight-runway");
  const table = document.querySelector("table.figures");
  let redrawn = 0;
  new MutationObserver(() => redrawn++).observe(table, { subtree: true, characterData: true, childList: true });
  let place = 0;
  const move = () => {
    if (place > 60) return setTimeout(() => done(redrawn), 300);
    slider.value = String(20 + place++);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(move, 16);
  };
  move();
})`;

export async function run(report: Report): Promise<void> {
  if (findChromium() === null) {
    console.log("  no Chromium found: not measured");
    return;
  }
  spawnSync(
    process.execPath,
    [file("../../node_modules/vite/bin/vite.js"), "build", file("../../web"), "--logLevel", "warn"],
    { stdio: "inherit" },
  );
  const [browser, server] = await Promise.all([launchChromium(), startServer()]);
  try {
    await benchLoad(browser, server.origin, report);
    const page = await open(browser, server.origin);
    const drag = await measure(() => page.evaluate(DRAG), { runs: 40, warmUps: 5 });
    report({ name: "slider moved → tables redrawn and painted", ...drag });
    await benchAccounts(page, report);
    const start = performance.now();
    const redrawn = await page.evaluate(SWEEP);
    report({
      name: "a drag through 61 places in a second",
      medianMs: performance.now() - start,
      quality: `tables redrawn ${redrawn} times`,
    });
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** From the click on the tab to the first rows of the whole book, painted; and what the page holds in memory then. */
async function benchAccounts(page: Page, report: Report): Promise<void> {
  const timing = await measure(
    async () => {
      await page.getByRole("tab", { name: "Overview" }).click();
      await page.getByRole("tab", { name: "Accounts" }).click();
      await page.locator(".accounts-table tbody button.link").first().waitFor();
    },
    { runs: 5, warmUps: 1 },
  );
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  report({
    name: "accounts tab → its first rows",
    ...timing,
    quality: `${(usedSize / 1e6).toFixed(0)} MB of the page's heap`,
  });
  await page.getByRole("tab", { name: "Overview" }).click();
  await page.getByRole("region", { name: "KPI lift" }).waitFor();
}

/** First visit with an empty cache: bytes over the wire, and time until the book is shown. */
async function benchLoad(browser: Browser, origin: string, report: Report): Promise<void> {
  const sizes: number[] = [];
  const timing = await measure(
    async () => {
      const context = await browser.newContext();
      const page = await context.newPage();
      let bytes = 0;
      const session = await context.newCDPSession(page);
      await session.send("Network.enable");
      session.on("Network.loadingFinished", ({ encodedDataLength }) => {
        bytes += encodedDataLength;
      });
      await page.goto(origin);
      await page.getByText("The book as it stands").waitFor();
      await page.waitForLoadState("networkidle");
      sizes.push(bytes);
      await context.close();
    },
    { runs: 5, warmUps: 1 },
  );
  const kilobytes = Math.max(...sizes) / 1000;
  report({
    name: "first visit → the book shown",
    ...timing,
    quality: `${kilobytes.toFixed(0)} kB over the wire, everything counted`,
  });
}

async function open(browser: Browser, origin: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(origin);
  await page.getByText("The book as it stands").waitFor();
  await page.locator("table.figures").first().waitFor();
  return page;
}
