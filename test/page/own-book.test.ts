import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { withoutChromium } from "./support/chromium.ts";
import { openSite } from "./support/site.ts";
import { expectSettled, expectText, LONG, say, showSide } from "./support/visit.ts";

const LOOK = { width: 1440, height: 900, scheme: "dark" } as const;
const REGIONS = ["Scotland", "Wales", "Midlands", "London"];
const SECTORS = ["Food & drink", "Pharma", "Public sector"];
const CLASSES = ["Platinum", "Gold", "Silver", "Bronze"];
const HEADINGS = [
  "Customer_no",
  "Customer",
  "Sales_region",
  "Sector",
  "Class",
  "Turnover_2024",
  "Turnover_2025",
];

/** A book of a company of its own: headings with underscores, pounds, tiers with names; no column is ours. */
function ownBook(): string {
  const rows = Array.from({ length: 240 }, (_, i) => {
    // As good as chance, and the same every time.
    const dice = (sides: number, salt: number) => ((i + 1) * 7919 * salt) % sides;
    const turnover = 40_000 + dice(997, 3) * 900;
    const before = Math.round(turnover / (0.85 + dice(89, 5) / 250));
    const potential = Math.round(turnover * (1.05 + dice(83, 11) / 60));
    const place = CLASSES[Math.min(3, Math.floor(dice(101, 13) / 20))];
    const names = [`C-${1000 + i}`, `Kestrel ${i} Ltd`, REGIONS[dice(4, 17)], SECTORS[dice(3, 19)], place];
    return [...names, `£${before}`, `£${turnover}`, `£${potential}`].join(",");
  });
  return [[...HEADINGS, "Potential_2029"].join(","), ...rows].join("\n");
}

const MAPPING = {
  accounts: {
    Customer_no: "ID",
    Customer: "Name",
    Sales_region: "Geo_Entity",
    Sector: "Commercial_Category",
    Class: "MarketTier",
    Turnover_2024: "TotalRevenue_FY2024",
    Turnover_2025: "TotalRevenue_FY2025",
    Potential_2029: "PotentialRevenue_FY2029",
  },
  tam: "book",
};

const folder = mkdtempSync(join(tmpdir(), "own-book-"));
afterAll(() => rmSync(folder, { recursive: true }));
const site = openSite(() => {
  const [accounts, mapping] = [join(folder, "accounts.csv"), join(folder, "mapping.json")];
  writeFileSync(accounts, ownBook());
  writeFileSync(mapping, JSON.stringify(MAPPING));
  return { TIERING_ACCOUNTS: accounts, TIERING_MAPPING: mapping };
});

/** Names that our own columns and addresses have, and no person says. */
const OURS = /[a-z0-9]_[A-Za-z0-9]|MarketShare|FY\d\d|Geo.Entity|\b(?:GET|POST) \/v1\//;

/** Fails where an explanation does not stand at its word, within the window. */
async function expectBeside(page: Page, width: number): Promise<void> {
  for (const word of await page.getByRole("tabpanel").locator("button.explained").all()) {
    await word.click();
    const [at, text] = [word, page.locator(":popover-open")].map((part) => part.boundingBox());
    const [button, shown] = [(await at)!, (await text)!];
    const gap = Math.max(shown.y - button.y - button.height, button.y - shown.y - shown.height);
    const name = `${await word.textContent()} at ${width}`;
    expect(gap, name).toBeLessThan(12);
    expect(Math.min(button.x + button.width, shown.x + shown.width), name).toBeGreaterThan(
      Math.max(button.x, shown.x),
    );
    expect(shown.x, name).toBeGreaterThanOrEqual(0);
    expect(shown.x + shown.width, name).toBeLessThanOrEqual(width);
    await page.keyboard.press("Escape");
  }
}

describe.skipIf(withoutChromium)("a company's own book", () => {
  it("is told in its own names and currency, on every tab and in the chat", async () => {
    const { page, leave } = await site.visit(LOOK);
    await say(page, "Growth matters most, keep Wales as it is");
    const reply = page.getByRole("article", { name: "Assistant" }).last();
    await expectText(reply).toContain("these keep their tier: Sales region Wales");
    await expectText(page.locator(".headline")).toMatch(/go up \(revenue £[\d.]+[kM], potential £/);

    const story = page.getByRole("region", { name: "In words" });
    await story.getByText("The whole story").click();
    await expectText(story).toMatch(/went up have £[\d.]+[kM] of current revenue/);
    await expectText(story).toMatch(/by Sales region [A-Z]/);
    await expectText(page.getByRole("row", { name: /^Revenue in focus/ })).toMatch(/[\d.]+ %.*(pts|±0)/);
    const panel = page.getByRole("tabpanel");
    await expectText(panel).not.toMatch(OURS);
    for (const tab of ["Accounts", "Rules", "Groups", "Progression", "Workspace"]) {
      await page.getByRole("tab", { name: tab }).click();
      await expect
        .poll(() => panel.locator("table, .listed li, .kept li, .points p").count(), LONG)
        .toBeGreaterThan(0);
      await expectSettled(panel);
      // The id of a run is any letters.
      const told = async () => (await panel.innerText()).replace(/\(run [^)]*\)/g, "");
      await expect.poll(told, { message: tab }).not.toMatch(OURS);
    }
    await leave();
  });

  it("keeps its tiers in order by a click, says where they are not, and what changed since", async () => {
    const { page, checkAccess, leave } = await site.visit(LOOK);
    await say(page, "all on growth, move at most 10 %");
    const potential = page.getByRole("region", { name: "Potential by tier" });
    await potential.getByText(/has less potential on average than .* below it/).waitFor(LONG);
    const plan = page.getByRole("region", { name: "Plan" });
    const csv = await plan.getByRole("link", { name: "CSV" }).getAttribute("href");
    const report = await fetch(new URL(csv!.replace("tiers.csv", "report.html"), site.origin));
    expect(await report.text()).toMatch(/has less potential on average than \w+ below it/);

    await plan.getByRole("button", { name: "Constraints" }).click();
    await plan.getByLabel("An account moves at most").selectOption("free");
    await plan.getByRole("checkbox", { name: "Keep the tiers in order" }).check();
    await expectText(plan).toContain("higher tiers keep the higher mean potential");
    await expect.poll(() => potential.getByText(/has less potential on average/).count(), LONG).toBe(0);
    await page.getByText("You adjusted the plan").waitFor(LONG);
    await checkAccess();

    await say(page, "what is different from the plan before?");
    const answer = page.getByRole("article", { name: "Assistant" }).last();
    await expectText(answer.locator("thead")).toBe("Largest by revenueBefore, nowRevenue");
    await expectText(answer.locator("tbody tr").first()).toMatch(/^Kestrel \d+ Ltd\w+ → \w+£[\d.]+k$/);
    await leave();
  });

  it("has its measures explained in plain words, each beside its word at every width", async () => {
    const { page, checkAccess, leave } = await site.visit(LOOK);
    await say(page, "Growth matters most");
    for (const width of [1280, 1024, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await showSide(page, "Plan & result");
      for (const tab of ["Overview", "Rules", "Groups"]) {
        await page.getByRole("tab", { name: tab }).click();
        await expect
          .poll(() => page.getByRole("tabpanel").locator("button.explained").count())
          .toBeGreaterThan(2);
        await expectSettled(page.getByRole("tabpanel"));
        await expectBeside(page, width);
      }
    }
    const panel = page.getByRole("tabpanel");
    await expectText(panel).toMatch(/4 groups, set apart.* by −?[\d.]+ of 1 \(silhouette\)/);
    await page.getByRole("tab", { name: "Rules" }).click();
    await panel.getByRole("button", { name: "Right when given" }).waitFor();
    await expectText(panel).toMatch(/Amounts in £\..*Found.* recall/s);
    await page.getByRole("tab", { name: "Workspace" }).click();
    await expect.poll(() => page.getByText(/This server keeps it in memory/).count()).toBe(1);

    await page.setViewportSize({ width: 1280, height: 800 });
    const tops = () =>
      page
        .getByRole("tab")
        .evaluateAll((tabs) => new Set(tabs.map((tab) => tab.getBoundingClientRect().top)).size);
    await expect.poll(tops).toBe(1);
    await page.getByRole("tab", { name: "Accounts" }).click();
    await page.getByRole("table", { name: "Accounts" }).locator("tbody button.link").first().click();
    const account = page.getByRole("dialog");
    await expectText(account).toMatch(/In points.* against staying in/);
    await account.getByRole("button", { name: "points" }).click();
    await expectText(account.locator(":popover-open")).toMatch(
      /^100 points are the largest figure .* on the overall score/,
    );
    await checkAccess();
    await leave();
  });

  it("takes a goal from a starter, and tells of an account by its name", async () => {
    const { page, leave } = await site.visit(LOOK);
    await page
      .getByRole("button", { name: /^Bring revenue in focus to \d+ % with the fewest moves$/ })
      .click();
    const answers = page.getByRole("article", { name: "Assistant" });
    await expectText(answers.last()).toMatch(/Revenue in focus at least \d+ %/i);
    await say(page, "why is C-1007 where it is?");
    await expectText(answers.last()).toMatch(/Kestrel 7 Ltd.*Rank by potential: \d+ of 240/);
    await leave();
  });
});
