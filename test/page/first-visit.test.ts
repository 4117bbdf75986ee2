import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { withoutChromium } from "./support/chromium.ts";
import { expectFits } from "./support/fits.ts";
import { openSite } from "./support/site.ts";
import { type SmallBook, writeSmallBook } from "./support/small-book.ts";
import { expectSettled, expectText, say, showSide } from "./support/visit.ts";

const LOOK = { width: 1440, height: 900, scheme: "light" } as const;

let book: SmallBook | undefined;
const site = openSite(() => {
  book = writeSmallBook();
  return book.settings;
});
afterAll(() => book?.remove());

/** How far the last column of the accounts is beyond what can be seen of them, in pixels. */
async function beyondEdge(page: Page): Promise<number> {
  const list = await page.locator(".accounts-table").boundingBox();
  const last = await page.locator(".accounts-table thead th").last().boundingBox();
  return last!.x + last!.width - (list!.x + list!.width);
}

describe.skipIf(withoutChromium)("a first visit", () => {
  it("shows the book as it is on every tab until something ran, and runs the plan to start from on a click", async () => {
    const { page, checkAccess, leave } = await site.visit(LOOK);
    const plan = page.getByRole("region", { name: "Plan" });
    await expectText(plan).toContain("nothing has run yet");
    await expect.poll(() => page.getByRole("region", { name: "KPIs today" }).count()).toBe(1);
    await expect.poll(() => page.getByRole("region", { name: "Migration" }).count()).toBe(0);

    await page.getByRole("tab", { name: "Accounts" }).click();
    await expect.poll(() => page.getByText("2,000 of 2,000 accounts").count()).toBe(1);
    await expect.poll(() => page.getByRole("radio", { name: "Moved" }).count()).toBe(0);
    const heads = page.getByRole("table", { name: "Accounts" }).getByRole("columnheader");
    await expect.poll(() => heads.allTextContents()).not.toContain("Was");

    await page.getByRole("tab", { name: "Methods" }).click();
    const methods = page.getByRole("region", { name: /^Methods/ });
    const inUse = methods.getByRole("button", { name: /^In use/ });
    await expectText(inUse).toBe("In use As it is");
    await expectSettled(methods);
    await checkAccess();

    await page.getByRole("tab", { name: "Overview" }).click();
    await plan.getByRole("button", { name: "Run", exact: true }).click();
    await expect.poll(() => page.getByRole("region", { name: "Who moves" }).count()).toBe(1);
    await expect.poll(() => page.getByText(/^You ran the plan: Hybrid/).count()).toBe(1);
    await leave();
  });

  it("tells what a hold, a forced tier and steps back and forth changed, not the weights that stayed", async () => {
    const { page, leave } = await site.visit(LOOK);
    await say(page, "mostly growth");
    await page.getByRole("tab", { name: "Accounts" }).click();
    const table = page.getByRole("table", { name: "Accounts" });
    await table.getByRole("checkbox").first().check();
    await page.getByRole("textbox", { name: "Why" }).fill("renewal in March");
    await page.getByRole("button", { name: "Decide" }).click();
    const note = page.locator(".turn.note");
    await expectText(note).toMatch(
      /^You adjusted the plan: hold account \d+; reason: account \d+: renewal in March; overall score −/,
    );
    await page.getByRole("button", { name: "Undo" }).first().click();
    await expectText(note).toMatch(/^Undone: hold account \d+; reason/);
    await page.getByRole("button", { name: "Redo" }).click();
    await expectText(note).toMatch(/^Redone: hold account \d+; reason/);
    await say(page, "undo");
    await page.getByRole("tab", { name: /Scenarios/ }).click();
    await page.getByText("mostly growth").last().waitFor();
    await expect.poll(() => page.getByText("undo", { exact: true }).count()).toBe(1);
    await leave();
  });

  it("shows every column of the accounts at 1440, and all methods at 390", async () => {
    const wide = await site.visit(LOOK);
    await say(wide.page, "mostly growth");
    await wide.page.getByRole("tab", { name: "Accounts" }).click();
    await wide.page.getByRole("table", { name: "Accounts" }).waitFor();
    await expect.poll(() => beyondEdge(wide.page)).toBeLessThanOrEqual(0);
    await wide.leave();

    const small = await site.visit({ width: 390, height: 844, scheme: "dark" });
    await showSide(small.page, "Plan & result");
    await small.page.getByRole("tab", { name: "Methods" }).click();
    await small.page.getByRole("columnheader", { name: "As it is" }).waitFor();
    const edge = async () => {
      const box = await small.page.getByRole("columnheader", { name: "As it is" }).boundingBox();
      return box!.x + box!.width;
    };
    await expect.poll(edge).toBeLessThanOrEqual(390);
    await expectFits(small.page);
    await small.checkAccess();
    await small.leave();
  });
});
