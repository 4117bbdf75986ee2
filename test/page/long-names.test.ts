import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashOfSecret } from "../../service/access/secret-hash.ts";
import { launchChromium, withoutChromium } from "./support/chromium.ts";
import { expectFits } from "./support/fits.ts";
import { type RunningServer, startServer } from "./support/server.ts";
import { type SmallBook, writeSmallBook } from "./support/small-book.ts";
import { say, showSide, visit } from "./support/visit.ts";

const SECRET = "token of somebody with a name";
/** The longest names that there can be, of a person, a workspace, a scenario and a book. */
const PERSON = `${"maximiliane.von-und-zu-".repeat(4)}x`.slice(0, 100);
const WORKSPACE = "w".repeat(63);
const SCENARIO = "Supercalifragilistic".repeat(4);
const BOOK = `${"accounts_of_everybody_".repeat(5)}.csv.gz`;

let browser: Browser;
let server: RunningServer;
let book: SmallBook | undefined;
let folder: string | undefined;
beforeAll(async () => {
  if (withoutChromium) return;
  book = writeSmallBook();
  folder = mkdtempSync(join(tmpdir(), "long-"));
  const { TIERING_ACCOUNTS = "" } = book.settings;
  copyFileSync(TIERING_ACCOUNTS, join(folder, BOOK));
  const settings = {
    ...book.settings,
    TIERING_ACCOUNTS: join(folder, BOOK),
    TIERING_WORKSPACE: WORKSPACE,
    TIERING_TOKENS: `name=${PERSON} role=admin workspace=${WORKSPACE} hash=${hashOfSecret(SECRET)}`,
  };
  [browser, server] = await Promise.all([launchChromium(), startServer(settings)]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  book?.remove();
  if (folder !== undefined) rmSync(folder, { recursive: true });
});

/** 720 × 450 is 1440 × 900 at 200 % zoom. */
const LOOKS = [
  { width: 1440, height: 900, scheme: "light" },
  { width: 1024, height: 768, scheme: "dark" },
  { width: 720, height: 450, scheme: "light" },
  { width: 390, height: 844, scheme: "dark" },
] as const;

describe.skipIf(withoutChromium).each(LOOKS)("with the longest names, at $width × $height,", (look) => {
  it("nothing scrolls sideways for whoever is signed in, on any tab, nor on the form", async () => {
    const { page, leave, checkAccess } = await visit(browser, server.origin, look);
    const wide = () => page.evaluate("document.documentElement.scrollWidth - innerWidth");
    const token = page.getByLabel("Token");
    await token.waitFor();
    expect(await wide()).toBe(0);
    await token.fill(SECRET);
    await page.keyboard.press("Enter");
    const who = page.locator(".who > summary");
    await who.waitFor();
    await say(page, "all on runway, move at most 2 %");
    expect(await wide()).toBe(0);
    await showSide(page, "Plan & result");
    await page.getByRole("tab", { name: /^Scenarios/ }).click();
    const name = page.getByRole("textbox", { name: /^Name of/ });
    await name.fill(SCENARIO);
    await name.press("Enter");
    await page.getByRole("button", { name: "Save to server" }).click();
    await page.getByText(/^1 saved|there already/).waitFor();
    for (const tab of await page.getByRole("tab").all()) {
      await tab.click();
      await expect.poll(() => page.locator(".empty").count(), { timeout: 30_000 }).toBe(0);
      await expectFits(page);
    }
    // All that is in the header is within it, and can be reached.
    const header = (await page.locator(".header").boundingBox())!;
    for (const part of await page.locator(".header button:visible, .header summary:visible").all()) {
      const box = (await part.boundingBox())!;
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(header.width);
    }
    await who.click();
    const menu = (await page.locator(".who > ul").boundingBox())!;
    expect(menu.x).toBeGreaterThanOrEqual(0);
    expect(menu.x + menu.width).toBeLessThanOrEqual(look.width);
    expect(await wide()).toBe(0);
    await checkAccess();
    await leave();
  });
});
