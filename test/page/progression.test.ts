import { describe, expect, it } from "vitest";
import { withoutChromium } from "./support/chromium.ts";
import { expectFits } from "./support/fits.ts";
import { openSite } from "./support/site.ts";
import { expectSettled, expectText, LONG, say, showSide } from "./support/visit.ts";

const site = openSite();

const LOOKS = [
  { width: 1440, height: 900, scheme: "light" },
  { width: 1024, height: 768, scheme: "dark" },
  { width: 390, height: 844, scheme: "light" },
] as const;

describe.skipIf(withoutChromium).each(LOOKS)("progression at $width, $scheme,", (look) => {
  it("lists who is about to change with money and reasons, says how far to believe it, and puts a list on hold", async () => {
    const { page, checkAccess, leave } = await site.visit(look);
    await say(page, "prioritize runway growth");
    await showSide(page, "Plan & result");
    await page.getByRole("tab", { name: "Progression" }).click();

    const risk = page.getByRole("list", { name: "At risk" });
    await risk.waitFor(LONG);
    const first = risk.getByRole("listitem").first();
    await expectText(first).toMatch(/Tier [A-D].* chance to fall.* revenue.* the odds by/);
    const lead = page.getByText(/^A diagnostic, not a forecast:/).first();
    await expectText(lead).toMatch(
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
    const lists = page.getByRole("region", { name: "Who is about to change" });
    await expectSettled(lists);
    await expectText(first).toContain("Tier A");
    await expectFits(page);

    const plan = page.getByRole("region", { name: "Plan" });
    const hold = page.getByRole("button", { name: /^Hold all \d+ in their tier$/ });
    await expectText(page.getByText(/^1–\d+ of \d+ accounts$/)).not.toMatch(/447/);
    const held = /\d+/.exec((await hold.textContent())!)![0];
    await hold.click();
    await page.getByText(`${held} accounts keep their tier from now on.`, { exact: false }).waitFor();
    await expectText(plan).toMatch(/hold \d+ accounts and tier A/);
    await expectSettled(lists);
    await expect.poll(() => page.getByText(/under this plan/).count()).toBe(0);

    await page.getByRole("button", { name: /^Remove tier A/ }).click();
    await page.getByRole("radio", { name: "Opportunity" }).check({ force: true });
    await page.getByRole("button", { name: /^Only these 1,\d+ may move$/ }).click();
    await page.getByText(/^Only these 1,\d+ accounts may move from now on/).waitFor();
    await expectText(plan).toMatch(/only 1,\d+ accounts/);
    await checkAccess();
    await leave();
  });
});
