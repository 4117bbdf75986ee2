import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashOfSecret } from "../../service/access/secret-hash.ts";
import { launchChromium, withoutChromium } from "./support/chromium.ts";
import { type RunningServer, startServer } from "./support/server.ts";
import { say, visit } from "./support/visit.ts";

const SECRETS = {
  ana: "token of ana, analyst",
  vera: "token of vera, viewer",
  zoe: "token of zoe, elsewhere",
};
const TOKENS = [
  `name=ana role=analyst hash=${hashOfSecret(SECRETS.ana)}`,
  `name=vera role=viewer hash=${hashOfSecret(SECRETS.vera)}`,
  ...[1280, 390].map(
    (width) =>
      `name=zoe-${width} role=admin workspace=ws${width} hash=${hashOfSecret(`${SECRETS.zoe} ${width}`)}`,
  ),
].join(";");

let browser: Browser;
let server: RunningServer;
beforeAll(async () => {
  if (!withoutChromium) {
    [browser, server] = await Promise.all([launchChromium(), startServer({ TIERING_TOKENS: TOKENS })]);
  }
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const LOOKS = [
  { width: 1280, height: 800, scheme: "light" },
  { width: 390, height: 844, scheme: "dark" },
] as const;

/** Leaves by the menu of whoever is signed in. */
async function signOut(page: Page): Promise<void> {
  await page.locator(".who > summary").click();
  await page.getByRole("button", { name: /^Sign out (?!and)/ }).click();
  await page.getByLabel("Token").waitFor();
}

/** What Chromium says of an answer that the page expects. */
const REFUSED = /the server responded with a status of 401/;

describe.skipIf(withoutChromium).each(LOOKS)(
  "a page that wants to know who it is, at $width, $scheme,",
  (look) => {
    it("asks for a token, lets in with one, says who is there, and forgets all where that is asked for", async () => {
      const { page, wrongs, checkAccess, leave } = await visit(browser, server.origin, look);
      const token = page.getByLabel("Token");
      await token.fill("no token");
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByRole("alert").getByText("This is no token of this server.").waitFor();
      await checkAccess();
      expect(wrongs.filter((wrong) => !REFUSED.test(wrong))).toEqual([]);
      wrongs.length = 0;

      await token.fill(SECRETS.ana);
      await page.keyboard.press("Enter");
      const who = page.locator(".who > summary");
      await who.waitFor();
      expect(await who.textContent()).toContain("ana");
      expect(await page.evaluate("document.cookie")).toBe("");
      await say(page, "all on growth");
      await checkAccess();

      await page.reload();
      await page.getByRole("article", { name: "Assistant" }).first().waitFor();
      await who.click();
      await checkAccess();
      await page.getByRole("button", { name: "Sign out and forget it here" }).click();
      await token.waitFor();
      const left = await page.evaluate(() => JSON.stringify(localStorage));
      expect(left).not.toContain("growth");
      await leave();
    });

    it("shows a viewer what they may, and a workspace without a book the way to one", async () => {
      const { page, leave } = await visit(browser, server.origin, look);
      const enter = async (secret: string) => {
        await page.getByLabel("Token").fill(secret);
        await page.getByRole("button", { name: "Sign in" }).click();
        await page.locator(".who > summary").waitFor();
      };
      await enter(SECRETS.vera);
      await page.getByText("You are a viewer here: you read results").waitFor({ state: "attached" });
      await signOut(page);

      await enter(`${SECRETS.zoe} ${look.width}`);
      const books = page.getByRole("dialog", { name: "Books" });
      await books.waitFor();
      expect(await books.textContent()).not.toContain("Demonstration");
      const rows = ["A", "B", "B"].map((tier, k) => `z${k},${tier},${k + 1},${9 - k}`);
      const text = `ID,MarketTier_FY26,TotalRevenue_FY26,PotentialRevenue_FY30\n${rows.join("\n")}\n`;
      const buffer = Buffer.from(text);
      await books
        .getByLabel("File of accounts")
        .setInputFiles({ name: "own.csv", mimeType: "text/csv", buffer });
      await books.getByRole("button", { name: "Use this book" }).click();
      await expect.poll(() => page.locator(".header .book").textContent()).toContain("3");

      // Another browser, or this one after it has forgotten, finds the book of the workspace by itself.
      await signOut(page);
      await enter(`${SECRETS.zoe} ${look.width}`);
      await expect.poll(() => page.locator(".header .book").textContent()).toContain("3");
      await leave();
    });
  },
);
