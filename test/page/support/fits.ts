import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Fails where the page, or its main part, scrolls sideways. */
export async function expectFits(page: Page): Promise<void> {
  const wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
  const main = await page.evaluate(
    "document.getElementById('main').scrollWidth - document.getElementById('main').clientWidth",
  );
  expect({ wide, main }).toEqual({ wide: 0, main: 0 });
}
