import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Browser, Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** What a user would wait for, on a machine that has much else to do. */
const PATIENCE_MS = 60_000;

/** For work that takes seconds on an idle machine. */
export const LONG = { timeout: 180_000 } as const;

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** A screen and a look. */
export interface Look {
  readonly width: number;
  readonly height: number;
  readonly scheme: "light" | "dark";
}

/** A page that is watched: whatever goes wrong in it is remembered. */
export interface Visit {
  readonly page: Page;
  /** Console errors, uncaught errors, policy violations and requests to other hosts so far. */
  readonly wrongs: string[];
  /** Fails where axe finds a serious or critical violation that stays. */
  checkAccess(): Promise<void>;
  /** Fails where anything went wrong but what was expected to; leaves. */
  leave(expected?: RegExp): Promise<void>;
}

/** Opens the page in a fresh profile. */
export async function visit(browser: Browser, address: string, look: Look): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height },
    colorScheme: look.scheme,
    permissions: ["clipboard-read", "clipboard-write"],
    acceptDownloads: true,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const wrongs: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") wrongs.push(message.text());
  });
  page.on("pageerror", (error) => wrongs.push(error.message));
  page.on("request", (request) => {
    const { host, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && host !== new URL(address).host) wrongs.push(`asked ${request.url()}`);
  });
  await page.exposeFunction("reportViolation", (what: string) => wrongs.push(what));
  await page.addInitScript(`addEventListener("securitypolicyviolation", (event) => {
    reportViolation("policy violation: " + event.violatedDirective + " " + event.blockedURI);
  })`);
  await page.goto(address);
  return {
    page,
    wrongs,
    async checkAccess() {
      const axe = await readFile(AXE, "utf8");
      await expect.poll(() => violationsOf(page, axe)).toEqual([]);
    },
    async leave(expected) {
      // What went wrong on the way out counts too.
      await context.close();
      expect(wrongs.filter((wrong) => !expected?.test(wrong))).toEqual([]);
    },
  };
}

/** What axe finds in the page as it is now. */
async function violationsOf(page: Page, axe: string): Promise<string[]> {
  // Evaluated by the debugger, not added as a script: the page's own policy stays as it is.
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } };
    const { violations } = await axe.run();
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
  });
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** What a part of the page says, read until it fits: a single look may come before the page has drawn. */
export function expectText(part: Locator) {
  return expect.poll(() => part.textContent());
}

/** Waits until all of a part of the page is what was asked for, and nothing of it the answer before. */
export async function expectSettled(part: Locator): Promise<void> {
  const waiting = part
    .locator("[aria-busy=true], .empty")
    .or(part.and(part.page().locator("[aria-busy=true]")));
  await expect.poll(() => waiting.count(), LONG).toBe(0);
}

/** Closes the dialog that is open by the keyboard. */
export async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await expect.poll(() => page.locator("dialog[open]").count()).toBe(0);
}

/** On a narrow screen, goes to the side; on a wide one both are there. */
export async function showSide(page: Page, side: "Chat" | "Plan & result"): Promise<void> {
  // Both looks below tell of the page only once it is there.
  await page.locator("nav.sides").waitFor({ state: "attached" });
  const button = page.getByRole("navigation", { name: "View" }).getByRole("button", { name: side });
  if (await button.isVisible()) await button.click();
  // A small screen folds the plan, so that its result is seen.
  const unfold = page.getByRole("region", { name: "Plan" }).getByRole("button", { name: "Change" });
  if (side === "Plan & result" && (await unfold.isVisible())) await unfold.click();
}

/** Says something and waits for the answer to be whole. */
export async function say(page: Page, text: string): Promise<void> {
  await showSide(page, "Chat");
  const answers = page.getByRole("article", { name: "Assistant" });
  const before = await answers.count();
  const message = page.getByLabel("Message", { exact: true });
  await message.fill(text);
  await message.press("Enter");
  await answers.nth(before).and(page.locator("[aria-busy=false]")).waitFor(LONG);
}
