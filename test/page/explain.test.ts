import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium, withoutChromium } from "./support/chromium.ts";
import { type RunningServer, startServer } from "./support/server.ts";
import { say, showSide, visit } from "./support/visit.ts";

let browser: Browser;
let server: RunningServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchChromium(), startServer()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const LOOKS = [
  { width: 1280, height: 800, scheme: "dark" },
  { width: 390, height: 844, scheme: "light" },
] as const;

describe.skipIf(withoutChromium).each(LOOKS)("the page, $width wide and $scheme,", (look) => {
  it("lists who moved, sorted and filtered, and says of an account why and what would change it", async () => {
    const { page, checkAccess, leave } = await visit(browser, server.origin, look);
    await say(page, "prioritize runway growth");
    await showSide(page, "Plan & result");
    await page.getByRole("tab", { name: "Accounts" }).click();
    const table = page.getByRole("table", { name: "Accounts" });
    await table.getByRole("button", { name: "PI_acct" }).click();
    await page.getByRole("radio", { name: "Up" }).check({ force: true });
    await expect.poll(() => page.getByText(/^1,250 of 50,000 accounts/).count()).toBe(1);
    expect(await table.getAttribute("aria-rowcount")).toBe("1251");
    // Only what can be seen is in the page.
    expect(await table.getByRole("row").count()).toBeLessThan(100);
    const potentials = (await table.locator("tbody tr td:nth-last-child(2)").allTextContents()).map((text) =>
      Number(text.replace("−", "-")),
    );
    expect(potentials).toEqual([...potentials].sort((a, b) => b - a));

    const list = await page.getByRole("link", { name: "List as CSV" }).getAttribute("href");
    const lines = (await (await fetch(new URL(list!, server.origin))).text()).trimEnd().split("\r\n");
    expect(lines).toHaveLength(1251);
    expect(lines[0]).toMatch(/^ID,Account_Name,PreviousTier,Tier,Change,PI_acct,Reason,Geo_Entity/);

    const ticked = table.getByRole("checkbox").first();
    const id = (await ticked.getAttribute("aria-label"))!.replace("Select ", "");
    await page.getByRole("searchbox", { name: "Search accounts" }).fill(id);
    await expect.poll(() => page.getByText(/^1 of 50,000 accounts/).count()).toBe(1);
    await table.locator("tbody button.link").first().click();
    const panel = page.getByRole("dialog", { name: new RegExp(`\\D ${id}$`) });
    await panel.getByRole("heading", { name: "Potential", exact: true }).waitFor();
    await panel.getByText(/Verified by \d+ runs/).waitFor({ timeout: 90_000 });
    await checkAccess();
    await page.keyboard.press("Escape");
    await expect.poll(() => panel.count()).toBe(0);
    await leave();
  });

  it("answers questions in the conversation, and shows rules, methods and natural groups", async () => {
    const { page, checkAccess, leave } = await visit(browser, server.origin, look);
    await say(page, "prioritize runway growth");
    await say(page, "what separates B from C?");
    const answer = page.getByRole("article", { name: "Assistant" }).last();
    expect(await answer.textContent()).toContain("B differs from C most in");
    await say(page, "show me the rules");
    await page.getByRole("button", { name: "See the rules" }).last().click();
    const rules = page.getByRole("region", { name: "Rules that give these tiers" });
    await rules.getByText(/Right for/).waitFor({ timeout: 60_000 });
    await expect.poll(() => rules.textContent()).toMatch(/accounts, [\d.]+ % of them/);
    const sql = await rules.getByRole("link", { name: "SQL" }).getAttribute("href");
    expect(await (await fetch(new URL(sql!, server.origin))).text()).toContain("CASE");
    await checkAccess();

    await page.getByRole("tab", { name: "Methods" }).click();
    const methods = page.getByRole("region", { name: /^Methods/ });
    await methods.getByRole("columnheader", { name: "Direct" }).waitFor({ timeout: 60_000 });
    await checkAccess();
    await methods.getByRole("button", { name: "Use KPI" }).click();
    await page.getByRole("tab", { name: "Overview" }).click();
    await expect.poll(() => page.getByText(/not asked for, exceeded by/).count()).toBeGreaterThan(0);

    await page.getByRole("tab", { name: "Groups" }).click();
    await page.getByLabel("Algorithm").selectOption("kmeans");
    await page.getByRole("button", { name: "Group", exact: true }).click();
    const groups = page.getByRole("region", { name: "Natural groups" });
    await groups.getByText(/4 groups/).waitFor({ timeout: 90_000 });
    await checkAccess();
    await leave();
  });

  it("proves a run by itself in the background, shows the frontier with the run on it, and takes a budget from it", async () => {
    const { page, checkAccess, leave } = await visit(browser, server.origin, look);
    await say(page, "prioritize runway growth");
    await showSide(page, "Plan & result");
    const kpis = page.getByRole("region", { name: "KPI lift" });
    await kpis
      .getByText(/^No plan .* exceed an overall score of [\d.]+, .*which is proven\./)
      .waitFor({ timeout: 90_000 });

    await page.getByText(/of the moves stand ± 10 % in any weight/).waitFor({ timeout: 60_000 });
    await page.getByRole("tab", { name: "Frontier" }).click();
    const frontier = page.getByRole("region", { name: "Disruption frontier" });
    await frontier.locator("svg.plot circle").first().waitFor({ timeout: 60_000 });
    expect(await frontier.textContent()).toMatch(/The first 1 % of accounts brings \d+ % of what 5 % brings/);
    await frontier.getByText("As a table").click();
    await checkAccess();
    await frontier.getByRole("button", { name: /^Use 1 %/ }).click();
    await expect
      .poll(() => page.getByRole("region", { name: "Plan" }).textContent())
      .toContain("move at most 1 %");
    await page.getByRole("tab", { name: "Overview" }).click();
    await expect
      .poll(() => page.locator(".headline").textContent())
      .toMatch(/^500 of 50,000 accounts change tier/);
    await leave();
  });
});
