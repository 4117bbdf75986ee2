import type { Page } from "playwright-core";
import { expect } from "vitest";

/** How much wider than its place the page is, and its main part. */
const EXCESS = `(() => {
  const main = document.getElementById("main");
  return { wide: document.documentElement.scrollWidth - innerWidth, main: main.scrollWidth - main.clientWidth };
})()`;

/** Fails where the page, or its main part, scrolls sideways; `where` is told then. */
export async function expectFits(page: Page, where = "the page"): Promise<void> {
  await expect.poll(() => page.evaluate(EXCESS), { message: where }).toEqual({ wide: 0, main: 0 });
}
