import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium, withoutChromium } from "./support/chromium.ts";
import { type RunningServer, startServer } from "./support/server.ts";
import { say, showSide, visit } from "./support/visit.ts";

const LOOK = { width: 1280, height: 800, scheme: "light" } as const;

let browser: Browser;
let server: RunningServer;

beforeAll(async () => {
  if (!withoutChromium) [browser, server] = await Promise.all([launchChromium(), startServer()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe.skipIf(withoutChromium)("a leader", () => {
  it("reads the result in customers and money, and opens who moved from a bar", async () => {
    const { page, checkAccess, leave } = await visit(browser, server.origin, LOOK);
    await say(page, "prioritize runway growth");
    await expect
      .poll(() => page.locator(".headline").textContent())
      .toMatch(/^2,500 of 50,000 accounts change tier \(5 %\): 1,250 go up \(potential [\d.]+B\)/);
    const sure = page.getByRole("region", { name: "How sure it is" });
    await expect.poll(() => sure.textContent()).toMatch(/≥ 9\d(\.\d)? % of the possible lift\s*proven/);
    await page.getByRole("button", { name: "Potential in the right tiers" }).first().click();
    await expect
      .poll(() => page.getByText(/Tier Potential Alignment: .* 1 is a perfect order/).count())
      .toBeGreaterThan(0);
    await page.keyboard.press("Escape");

    const who = page.getByRole("region", { name: "Who moved" });
    const bar = who.getByRole("button", { name: /^Africa/ });
    const [, down, up] = /Africa([\d,]+) down,([\d,]+) up/.exec((await bar.textContent())!)!;
    await checkAccess();
    await bar.click();
    await expect
      .poll(() => page.getByText(`${Number(down) + Number(up)} of 50,000 accounts`).count())
      .toBe(1);
    await expect.poll(() => page.locator(".accounts-table tbody").textContent()).toContain("Africa");
    await page.goBack();
    await expect.poll(() => who.count()).toBe(1);
    await leave();
  });

  it("rejects moves with a note, sees what that costs, and takes it back and forth", async () => {
    const { page, checkAccess, leave } = await visit(browser, server.origin, LOOK);
    await say(page, "prioritize runway growth");
    await page.getByRole("tab", { name: "Accounts" }).click();
    const table = page.getByRole("table", { name: "Accounts" });
    const boxes = table.getByRole("checkbox");
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    await page.getByRole("textbox", { name: "Why, in a note" }).fill("contract until 2028");
    await checkAccess();
    await page.getByRole("button", { name: "Hold in the tier they were in" }).click();
    const plan = page.getByRole("region", { name: "Plan" });
    await expect.poll(() => plan.textContent()).toMatch(/hold account \d+.*hold account \d+/);
    await expect.poll(() => page.getByText(/You adjusted the plan.*; overall score −/).count()).toBe(1);
    const held = /hold account (\d+)/.exec((await plan.textContent())!)![1]!;
    await page.getByRole("searchbox", { name: "Search accounts" }).fill(held);
    await page.getByRole("radio", { name: "All" }).check({ force: true });
    await table.getByRole("button", { name: held }).click();
    await expect
      .poll(() => page.getByText("Held in the tier it was in: contract until 2028.").count())
      .toBe(1);
    await page.keyboard.press("Escape");
    await plan.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => plan.textContent()).not.toContain("hold account");
    await plan.getByRole("button", { name: "Redo" }).click();
    await expect.poll(() => plan.textContent()).toContain("hold account");
    await leave();
  });

  it("keeps scenarios through a new conversation and a reload, compares three, and carries them as a file", async () => {
    const { page, checkAccess, leave } = await visit(browser, server.origin, LOOK);
    for (const wish of ["all on runway", "all on growth", "all on geo"]) await say(page, wish);
    await page.getByRole("tab", { name: /Scenarios/ }).click();
    await page.getByRole("textbox", { name: "Note on all on growth" }).fill("the CFO likes it");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "New conversation" }).click();
    await page.waitForTimeout(400);
    await page.reload();
    await page.getByRole("tab", { name: /Scenarios/ }).click();
    for (const box of await page.getByRole("checkbox", { name: /^Compare/ }).all()) await box.check();
    const comparison = page.getByRole("region", { name: "Comparison" });
    await expect.poll(() => comparison.getByText(/accounts end in different tiers/).count()).toBe(2);
    expect(await comparison.textContent()).toContain("with its own weights");
    await checkAccess();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Export" }).click(),
    ]);
    const text = await readFile(await file.path(), "utf8");
    expect(file.suggestedFilename()).toMatch(/^tiers-scenarios-\d{4}-\d\d-\d\d\.json$/);
    await leave();

    const other = await visit(browser, server.origin, LOOK);
    await other.page.getByRole("tab", { name: /Scenarios/ }).click();
    await importFile(other.page, text);
    await expect.poll(() => other.page.getByText("3 of 3 scenarios imported.").count()).toBe(1);
    expect(await other.page.getByRole("textbox", { name: "Note on all on growth" }).inputValue()).toBe(
      "the CFO likes it",
    );
    await importFile(other.page, "ID,Tier");
    await expect.poll(() => other.page.getByText(/This is no JSON; expected a file/).count()).toBe(1);
    await other.leave();
  });

  it("asks ten questions, and what is said next still builds on the plan", async () => {
    const { page, leave } = await visit(browser, server.origin, LOOK);
    await say(page, "70 % runway, 30 % geo, keep Tier A as it is");
    for (let at = 0; at < 10; at++) await say(page, "show me the rules");
    const plan = page.getByRole("region", { name: "Plan" });
    expect(await plan.getByRole("button", { name: "Undo" }).isDisabled()).toBe(true);
    await say(page, "a bit more growth");
    await expect.poll(() => plan.textContent()).toContain("hold tier A");
    expect(await page.getByRole("slider", { name: "Geo share" }).inputValue()).not.toBe("0");
    await leave();
  });

  it("goes back within the page, never out of it", async () => {
    const { page, leave } = await visit(browser, server.origin, LOOK);
    await say(page, "all on runway");
    await say(page, "all on growth");
    await showSide(page, "Plan & result");
    const growth = page.getByRole("slider", { name: "Growth" });
    expect(await growth.inputValue()).toBe("100");
    await page.goBack();
    await expect.poll(() => growth.inputValue()).toBe("0");
    await page.goForward();
    await expect.poll(() => growth.inputValue()).toBe("100");
    await leave();
  });
});

async function importFile(page: Page, text: string): Promise<void> {
  const file = { name: "scenarios.json", mimeType: "application/json", buffer: Buffer.from(text) };
  await page.locator("input[type=file]").setInputFiles(file);
}
