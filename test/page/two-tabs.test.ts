import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { withoutChromium } from "./support/chromium.ts";
import { openSite } from "./support/site.ts";
import { expectText, say } from "./support/visit.ts";

const LOOK = { width: 1280, height: 800, scheme: "light" } as const;

/** A small book in three tiers, every one of whose revenues is so many times as large. */
function bookOf(accounts: number, times = 1): string {
  const rows = Array.from({ length: accounts }, (_, i) => {
    const revenue = (1000 + ((i * 7919) % 997)) * times;
    return [`K-${i}`, `Plover ${i}`, ["North", "South"][i % 2], ["Gold", "Silver", "Bronze"][i % 3]].concat(
      [revenue, revenue + ((i * 31) % 400) * times, revenue * 2].map(String),
    );
  });
  const head =
    "ID,Name,Geo_Entity,MarketTier,TotalRevenue_FY2024,TotalRevenue_FY2025,PotentialRevenue_FY2029";
  return [head, ...rows.map((row) => row.join(","))].join("\n");
}

const folder = mkdtempSync(join(tmpdir(), "two-tabs-"));
const file = join(folder, "accounts.csv");
afterAll(() => rmSync(folder, { recursive: true }));
const site = openSite(() => {
  writeFileSync(file, bookOf(90));
  writeFileSync(join(folder, "mapping.json"), JSON.stringify({ tam: "book" }));
  return { TIERING_ACCOUNTS: file, TIERING_MAPPING: join(folder, "mapping.json"), TIERING_REFRESH: "1s" };
});

async function bring(page: Page, name: string, text: string): Promise<void> {
  const books = page.getByRole("dialog", { name: "Books" });
  await page.getByRole("button", { name: "Books", exact: true }).click();
  const sent = { name, mimeType: "text/csv", buffer: Buffer.from(text) };
  await books.getByLabel("File of accounts").setInputFiles(sent);
  await books.getByRole("button", { name: "Use this book" }).click();
}

/** Waits until the page has met its book and follows the browser's history: what is done before is of no place in it. */
async function isUp(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Books", exact: true }).waitFor();
  await expect.poll(() => page.evaluate("history.state?.tab ?? null")).not.toBeNull();
}

describe.skipIf(withoutChromium)("two tabs of one browser", () => {
  it("have a book each, through a reload and the browser's Back; one that is removed is said to be", async () => {
    const { page, leave } = await site.visit(LOOK);
    await say(page, "all on growth");
    const headline = page.locator(".headline");
    await expectText(headline).toContain("of 90 accounts");
    const other = await page.context().newPage();
    await other.goto(site.origin);
    await bring(other, "plover.csv", bookOf(60));
    await other.getByText("The book as it stands: 60 accounts in 3 tiers").waitFor();

    await say(page, "all on runway");
    await expectText(headline).toContain("of 90 accounts");
    await page.reload();
    await expectText(headline).toContain("of 90 accounts");
    await say(other, "all on growth");
    await expectText(other.locator(".headline")).toContain("of 60 accounts");

    // Back over the switch of the book is back on the book of then.
    await other.getByRole("button", { name: "Books", exact: true }).click();
    await other.getByRole("button", { name: "Switch to it" }).click();
    await expectText(other.locator(".headline")).toContain("90 accounts");
    await isUp(other);
    await other.getByRole("tab", { name: "Accounts" }).click();
    await other.getByRole("button", { name: "Books", exact: true }).click();
    await other.getByRole("button", { name: "Switch to it" }).click();
    await expectText(other.locator(".headline")).toContain("of 60 accounts");
    await isUp(other);
    await other.goBack();
    await expectText(other.locator(".headline")).toContain("90 accounts");
    await isUp(other);
    await other.goForward();
    await expectText(other.locator(".headline")).toContain("of 60 accounts");
    await isUp(other);

    await page.getByRole("button", { name: "Books", exact: true }).click();
    await page.getByRole("button", { name: "Remove plover.csv" }).click();
    await expect
      .poll(async () => (await fetch(`${site.origin}/v1/books`)).text())
      .not.toContain("plover.csv");
    await expectText(headline).toContain("of 90 accounts");
    await other.getByRole("slider", { name: "Runway" }).press("PageUp");
    await other.getByText("This book was removed from the server.").waitFor();
    await expectText(other.locator(".headline")).toContain("of 60 accounts");
    await other.reload();
    await other.getByText("The book that was open here was removed from the server").waitFor();
    await expectText(other.locator(".headline")).toContain("90 accounts");
    // Chromium itself logs what is not there.
    await leave(/404/);
  });
});

describe.skipIf(withoutChromium)("a book that the server reads anew", () => {
  it("is said to be another one, and computed anew when asked to", async () => {
    const { page, leave } = await site.visit(LOOK);
    await say(page, "all on growth");
    await expectText(page.locator(".headline")).toContain("of 90 accounts");
    writeFileSync(file, bookOf(96, 3));
    const changed = page.getByText("The server has read this book anew.");
    // Whatever is asked next tells of it.
    await expect
      .poll(async () => {
        await page.getByRole("tab", { name: "Accounts" }).click();
        await page.getByRole("tab", { name: "Overview" }).click();
        return changed.count();
      })
      .toBe(1);
    await page.getByRole("button", { name: "Compute it anew" }).click();
    await expectText(page.locator(".headline")).toContain("of 96 accounts");
    await expect.poll(() => changed.count()).toBe(0);
    await leave();
  });
});
