import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";

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
  /** Fails where axe finds a serious or critical violation. */
  checkAccess(): Promise<void>;
  /** Fails where anything went wrong; leaves. */
  leave(): Promise<void>;
}

/** Opens the page in a fresh profile. */
export async function visit(browser: Browser, address: string, look: Look): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height },
    colorScheme: look.scheme,
    permissions: ["clipboard-read", "clipboard-write"],
    acceptDownloads: true,
  });
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
      // Evaluated by the debugger, not added as a script: the page's own policy stays as it is.
      await page.evaluate(await readFile(AXE, "utf8"));
      const found = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } };
        const { violations } = await axe.run();
        return violations
          .filter(({ impact }) => impact === "serious" || impact === "critical")
          .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
      });
      expect(found).toEqual([]);
    },
    async leave() {
      expect(wrongs).toEqual([]);
      await context.close();
    },
  };
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** On a narrow screen, goes to the side; on a wide one both are there. */
export async function showSide(page: Page, side: "Chat" | "Plan & result"): Promise<void> {
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
  await page.getByLabel("Message", { exact: true }).fill(text);
  await page.keyboard.press("Enter");
  await answers.nth(before).and(page.locator("[aria-busy=false]")).waitFor({ timeout: 60_000 });
}
