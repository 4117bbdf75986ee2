import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium, withoutChromium } from "./support/chromium.ts";
import { type RunningServer, startServer } from "./support/server.ts";
import { type SmallBook, writeSmallBook } from "./support/small-book.ts";
import { say, showSide, visit } from "./support/visit.ts";

/** What a user would wait for, on a machine that has much else to do. */
const PATIENCE = { timeout: 240_000 } as const;

let browser: Browser;
let server: RunningServer;
let book: SmallBook | undefined;

beforeAll(async () => {
  if (withoutChromium) return;
  book = writeSmallBook();
  [browser, server] = await Promise.all([launchChromium(), startServer(book.settings)]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  book?.remove();
});

/** A screen of 1440 × 900 at 200 % zoom has 720 × 450 to show the page in. */
const SCREENS = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 720, height: 450 },
  { width: 390, height: 844 },
] as const;
const LOOKS = SCREENS.flatMap((screen) => [
  { ...screen, scheme: "light" as const },
  { ...screen, scheme: "dark" as const },
]);
const TABS = [
  "Overview",
  "Accounts",
  "Frontier",
  "Rules",
  "Methods",
  "Groups",
  "Coverage",
  "Progression",
  "Scenarios",
] as const;

describe.skipIf(withoutChromium).each(LOOKS)("the page at $width × $height, $scheme,", (look) => {
  it(
    "never scrolls sideways, reaches every tab and dialog, and has no serious finding of axe on any",
    PATIENCE,
    async () => {
      const { page, checkAccess, leave } = await visit(browser, server.origin, look);
      const fits = async (where: string) => {
        const wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
        const main = await page.evaluate(
          "document.getElementById('main').scrollWidth - document.getElementById('main').clientWidth",
        );
        expect({ where, wide, main }).toEqual({ where, wide: 0, main: 0 });
      };
      await say(page, "prioritize runway growth, move at most 2 %");
      await fits("chat");
      await checkAccess();
      await showSide(page, "Plan & result");
      for (const name of TABS) {
        const tab = page.getByRole("tab", { name: new RegExp(`^${name}`) });
        await tab.click();
        const box = (await tab.boundingBox())!;
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(look.width);
        await expect.poll(() => page.locator(".empty").count(), PATIENCE).toBe(0);
        await fits(name);
        await checkAccess();
      }
      await page.getByRole("tab", { name: /^Scenarios/ }).press("Home");
      expect(await page.getByRole("tab", { name: "Overview" }).getAttribute("aria-selected")).toBe("true");

      const dialog = page.locator("dialog[open]");
      const dialogFits = async (where: string) => {
        const wide = await page.evaluate(
          "(d => d.scrollWidth - d.clientWidth)(document.querySelector('dialog[open]'))",
        );
        expect({ where, wide }).toEqual({ where, wide: 0 });
        await fits(where);
        await checkAccess();
        await page.keyboard.press("Escape");
        await expect.poll(() => dialog.count()).toBe(0);
      };
      await page.getByRole("tab", { name: "Accounts" }).click();
      await page.locator(".accounts-table tbody button.link").first().click();
      await dialog.getByRole("heading", { name: "Potential", exact: true }).waitFor(PATIENCE);
      await dialogFits("account");
      await page.getByRole("button", { name: "Books", exact: true }).click();
      await dialog.getByRole("heading", { level: 2 }).first().waitFor();
      await dialogFits("books");
      await leave();
    },
  );
});

describe.skipIf(withoutChromium)("a small screen", () => {
  it("folds the plan, so that the result is seen at once", async () => {
    const { page, leave } = await visit(browser, server.origin, { width: 390, height: 844, scheme: "light" });
    await say(page, "prioritize runway growth");
    await page.getByRole("button", { name: "Plan & result" }).click();
    const headline = page.locator(".headline");
    await expect.poll(() => headline.count()).toBe(1);
    expect((await headline.boundingBox())!.y).toBeLessThan(500);
    expect(await page.getByRole("slider", { name: "Runway" }).isVisible()).toBe(false);
    await page.getByRole("button", { name: "Change", exact: true }).click();
    expect(await page.getByRole("slider", { name: "Runway" }).isVisible()).toBe(true);
    await leave();
  });
});
