import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium, withoutChromium } from "./support/chromium.ts";
import { expectFits } from "./support/fits.ts";
import { type RunningServer, startServer } from "./support/server.ts";
import { say, showSide, visit } from "./support/visit.ts";

let browser: Browser;
let server: RunningServer;

beforeAll(async () => {
  if (!withoutChromium) [browser, server] = await Promise.all([launchChromium(), startServer()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const LOOKS = [
  { width: 1440, height: 900, scheme: "light" },
  { width: 1024, height: 768, scheme: "dark" },
  { width: 390, height: 844, scheme: "light" },
] as const;

describe.skipIf(withoutChromium).each(LOOKS)("progression at $width, $scheme,", (look) => {
  it("lists who is about to change with money and reasons, says how far to believe it, and puts a list on hold", async () => {
    const { page, checkAccess, leave } = await visit(browser, server.origin, look);
    await say(page, "prioritize runway growth");
    await showSide(page, "Plan & result");
    await page.getByRole("tab", { name: "Progression" }).click();

    const risk = page.getByRole("list", { name: "At risk" });
    await risk.waitFor({ timeout: 180_000 });
    const first = risk.getByRole("listitem").first();
    expect(await first.textContent()).toMatch(/Tier [A-D].* chance to fall.* revenue.* the odds by/);
    const lead = page.getByText(/^A diagnostic, not a forecast:/).first();
    expect(await lead.textContent()).toMatch(
      /of the 500 accounts at the top [\d.]+ % did move; of all accounts [\d.]+ %\.$/,
    );
    await page.locator("svg.plot rect").first().waitFor();
    await page.getByRole("radio", { name: "Said against happened" }).check({ force: true });
    await page.locator("svg.plot circle").first().waitFor();
    await expectFits(page);
    await checkAccess();

    for (const name of ["Opportunity", "Looks misplaced", "Frozen", "At risk"]) {
      await page.getByRole("radio", { name }).check({ force: true });
      await page.getByRole("list", { name }).getByRole("listitem").first().waitFor();
    }
    await page.getByRole("button", { name: "Filter" }).click();
    await page.getByRole("combobox", { name: "By" }).selectOption("tier");
    await page.getByRole("button", { name: "Tier A", exact: true }).click();
    await expect.poll(() => risk.getByRole("listitem").first().textContent()).toContain("Tier A");
    await expectFits(page);

    const hold = page.getByRole("button", { name: /^Hold all \d+ in their tier$/ });
    await expect.poll(() => page.getByText(/^1–\d+ of \d+ accounts$/).textContent()).not.toMatch(/447/);
    const held = /\d+/.exec((await hold.textContent())!)![0];
    await hold.click();
    await page.getByText(`${held} accounts keep their tier from now on.`, { exact: false }).waitFor();
    await expect
      .poll(() => page.getByRole("region", { name: "Plan" }).textContent())
      .toMatch(/hold \d+ accounts and tier A/);
    await expect.poll(() => page.getByText(/under this plan/).count()).toBe(0);

    await page.getByRole("button", { name: /^Remove tier A/ }).click();
    await page.getByRole("radio", { name: "Opportunity" }).check({ force: true });
    await page.getByRole("button", { name: /^Only these 1,\d+ may move$/ }).click();
    await page.getByText(/^Only these 1,\d+ accounts may move from now on/).waitFor();
    await expect
      .poll(() => page.getByRole("region", { name: "Plan" }).textContent())
      .toMatch(/only 1,\d+ accounts/);
    await checkAccess();
    await leave();
  }, 300_000);
});
