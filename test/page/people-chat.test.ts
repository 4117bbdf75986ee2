import { describe, expect, it } from "vitest";
import { withoutChromium } from "./support/chromium.ts";
import { expectFits } from "./support/fits.ts";
import { openSite } from "./support/site.ts";
import { say } from "./support/visit.ts";

const site = openSite();

const LOOKS = [
  { width: 1440, height: 900, scheme: "light" },
  { width: 390, height: 844, scheme: "dark" },
] as const;

describe.skipIf(withoutChromium).each(LOOKS)("a question about the coverage at $width, $scheme,", (look) => {
  it("is answered with a sentence and a table of accounts that open, and leaves the plan alone", async () => {
    const { page, checkAccess, leave } = await site.visit(look);
    await say(page, "which C accounts have no seller? Top 3");
    const answer = page.getByRole("article", { name: "Assistant" }).last();
    await answer.getByText(/have no owner among the sellers today; under this coverage/).waitFor();
    const rows = answer.getByRole("table").getByRole("row");
    await expect.poll(() => rows.count()).toBe(4);
    await expect.poll(() => answer.getByRole("columnheader").allTextContents()).toContain("Why");
    await expectFits(page);
    await checkAccess();
    const account = rows.nth(1).getByRole("button");
    const id = (await account.textContent())!;
    await account.click();
    await page.getByRole("dialog", { name: new RegExp(`${id}$`) }).waitFor();
    await leave();
  });
});
