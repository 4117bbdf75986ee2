import type { Locator } from "playwright-core";
import { describe, expect, it } from "vitest";
import { withoutChromium } from "./support/chromium.ts";
import { openSite } from "./support/site.ts";
import { closeDialog, expectSettled, expectText, LONG, say, showSide } from "./support/visit.ts";

const site = openSite();

const LOOKS = [
  { width: 1280, height: 800, scheme: "dark" },
  { width: 390, height: 844, scheme: "light" },
] as const;

describe.skipIf(withoutChromium).each(LOOKS)("the page, $width wide and $scheme,", (look) => {
  it("lists who moved, sorted and filtered, and says of an account why and what would change it", async () => {
    const { page, checkAccess, leave } = await site.visit(look);
    await say(page, "prioritize runway growth");
    await showSide(page, "Plan & result");
    await page.getByRole("tab", { name: "Accounts" }).click();
    const table = page.getByRole("table", { name: "Accounts" });
    await table.getByRole("button", { name: "Potential index" }).click();
    await page.getByRole("radio", { name: "Up" }).check({ force: true });
    await expect.poll(() => page.getByText(/^1,250 of 50,000 accounts/).count()).toBe(1);
    await expectSettled(page.locator(".accounts"));
    await expect.poll(() => table.getAttribute("aria-rowcount")).toBe("1251");
    // Only what can be seen is in the page.
    await expect.poll(() => table.getByRole("row").count()).toBeLessThan(100);
    await expect.poll(() => potentialsOf(table)).toSatisfy(falls);

    const list = await page.getByRole("link", { name: "List as CSV" }).getAttribute("href");
    const lines = (await (await fetch(new URL(list!, site.origin))).text()).trimEnd().split("\r\n");
    expect(lines).toHaveLength(1251);
    expect(lines[0]).toMatch(/^ID,Account_Name,PreviousTier,Tier,Change,PI_acct,Reason,Geo_Entity/);

    const ticked = table.getByRole("checkbox").first();
    const id = (await ticked.getAttribute("aria-label"))!.replace("Select ", "");
    await page.getByRole("searchbox", { name: "Search accounts" }).fill(id);
    await expect.poll(() => page.getByText(/^1 of 50,000 accounts/).count()).toBe(1);
    await expectSettled(page.locator(".accounts"));
    await table.locator("tbody button.link").first().click();
    const panel = page.getByRole("dialog", { name: new RegExp(`\\D ${id}$`) });
    await panel.getByRole("heading", { name: "Potential", exact: true }).waitFor();
    await panel.getByText(/Verified by \d+ runs/).waitFor(LONG);
    await checkAccess();
    await closeDialog(page);
    await leave();
  });

  it("answers questions in the conversation, and shows rules, methods and natural groups", async () => {
    const { page, checkAccess, leave } = await site.visit(look);
    await say(page, "prioritize runway growth");
    await say(page, "what separates B from C?");
    const answer = page.getByRole("article", { name: "Assistant" }).last();
    await expectText(answer).toContain("B differs from C most in");
    await say(page, "show me the rules");
    await page.getByRole("button", { name: "See the rules" }).last().click();
    const rules = page.getByRole("region", { name: "Rules that give these tiers" });
    await rules.getByText(/Right for/).waitFor();
    await expectText(rules).toMatch(/accounts, [\d.]+ % of them/);
    await expectSettled(rules);
    const sql = await rules.getByRole("link", { name: "SQL" }).getAttribute("href");
    expect(await (await fetch(new URL(sql!, site.origin))).text()).toContain("CASE");
    await checkAccess();

    await page.getByRole("tab", { name: "Methods" }).click();
    const methods = page.getByRole("region", { name: /^Methods/ });
    await methods.getByRole("columnheader", { name: "Direct" }).waitFor();
    await expectSettled(methods);
    await checkAccess();
    await methods.getByRole("button", { name: "Use KPI" }).click();
    await page.getByRole("tab", { name: "Overview" }).click();
    await expect.poll(() => page.getByText(/not asked for, exceeded by/).count()).toBeGreaterThan(0);

    await page.getByRole("tab", { name: "Groups" }).click();
    await page.getByLabel("Grouped by").selectOption("kmeans");
    await page.getByRole("button", { name: "Group", exact: true }).click();
    const groups = page.getByRole("region", { name: "Natural groups" });
    await groups.getByText(/4 groups/).waitFor(LONG);
    await checkAccess();
    await leave();
  });

  it("proves a run by itself in the background, shows the frontier with the run on it, and takes a budget from it", async () => {
    const { page, checkAccess, leave } = await site.visit(look);
    await say(page, "prioritize runway growth");
    await showSide(page, "Plan & result");
    const kpis = page.getByRole("region", { name: "KPI lift" });
    await kpis.getByText(/^No plan .* exceed an overall score of [\d.]+, .*which is proven\./).waitFor(LONG);

    await page.getByText(/of the moves stand ± 10 % in any weight/).waitFor();
    await page.getByRole("tab", { name: "Frontier" }).click();
    const frontier = page.getByRole("region", { name: "Disruption frontier" });
    await frontier.locator("svg.plot circle").first().waitFor();
    await expectText(frontier).toMatch(/The first 1 % of accounts brings \d+ % of what 5 % brings/);
    await frontier.getByText("As a table").click();
    await checkAccess();
    await frontier.getByRole("button", { name: /^Use 1 %/ }).click();
    await expectText(page.getByRole("region", { name: "Plan" })).toContain("move at most 1 %");
    await page.getByRole("tab", { name: "Overview" }).click();
    await expectText(page.locator(".headline")).toMatch(/^500 of 50,000 accounts change tier/);
    await leave();
  });
});

/** The potentials of the rows that can be seen. */
async function potentialsOf(table: Locator): Promise<number[]> {
  const cells = await table.locator("tbody tr td:nth-last-child(2)").allTextContents();
  return cells.map((text) => Number(text.replace("−", "-")));
}

function falls(figures: readonly number[]): boolean {
  return figures.length > 0 && figures.every((figure, at) => at === 0 || figure <= figures[at - 1]!);
}
