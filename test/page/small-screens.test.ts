import { afterAll, describe, expect, it } from "vitest";
import { withoutChromium } from "./support/chromium.ts";
import { expectFits } from "./support/fits.ts";
import { openSite } from "./support/site.ts";
import { type SmallBook, writeSmallBook } from "./support/small-book.ts";
import { closeDialog, expectSettled, say, showSide } from "./support/visit.ts";

let book: SmallBook | undefined;

const site = openSite(() => {
  book = writeSmallBook();
  return book.settings;
});

afterAll(() => book?.remove());

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
  "Workspace",
] as const;

describe.skipIf(withoutChromium).each(LOOKS)("the page at $width × $height, $scheme,", (look) => {
  it("never scrolls sideways, reaches every tab and dialog, and has no serious finding of axe on any", async () => {
    const { page, checkAccess, leave } = await site.visit(look);
    await say(page, "prioritize runway growth, move at most 2 %");
    await expectFits(page, "chat");
    await checkAccess();
    await showSide(page, "Plan & result");
    for (const name of TABS) {
      const tab = page.getByRole("tab", { name: new RegExp(`^${name}`) });
      await tab.click();
      await expect.poll(() => tab.boundingBox()).toSatisfy(isWithin(look.width));
      await expectSettled(page.getByRole("tabpanel"));
      await expectFits(page, name);
      await checkAccess();
    }
    await page.getByRole("tab", { name: "Workspace" }).press("Home");
    await expect
      .poll(() => page.getByRole("tab", { name: "Overview" }).getAttribute("aria-selected"))
      .toBe("true");

    const dialog = page.locator("dialog[open]");
    const dialogFits = async (where: string) => {
      const excess = "(d => d.scrollWidth - d.clientWidth)(document.querySelector('dialog[open]'))";
      await expect.poll(() => page.evaluate(excess), { message: where }).toBe(0);
      await expectFits(page, where);
      await checkAccess();
      await closeDialog(page);
    };
    await page.getByRole("tab", { name: "Accounts" }).click();
    await page.locator(".accounts-table tbody button.link").first().click();
    await dialog.getByRole("heading", { name: "Potential", exact: true }).waitFor();
    await dialogFits("account");
    await page.getByRole("button", { name: "Books", exact: true }).click();
    await dialog.getByRole("heading", { level: 2 }).first().waitFor();
    await dialogFits("books");
    await leave();
  });
});

function isWithin(width: number): (box: { x: number; width: number } | null) => boolean {
  return (box) => box !== null && box.x >= 0 && box.x + box.width <= width;
}

describe.skipIf(withoutChromium)("a small screen", () => {
  it("folds the plan, so that the result is seen at once", async () => {
    const { page, leave } = await site.visit({ width: 390, height: 844, scheme: "light" });
    await say(page, "prioritize runway growth");
    await page.getByRole("button", { name: "Plan & result" }).click();
    const headline = page.locator(".headline");
    await expect.poll(() => headline.count()).toBe(1);
    await expect.poll(async () => (await headline.boundingBox())!.y).toBeLessThan(500);
    await expect.poll(() => page.getByRole("slider", { name: "Runway" }).isVisible()).toBe(false);
    await page.getByRole("button", { name: "Change", exact: true }).click();
    await expect.poll(() => page.getByRole("slider", { name: "Runway" }).isVisible()).toBe(true);
    await leave();
  });
});
