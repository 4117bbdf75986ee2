import { describe, expect, it } from "vitest";
import { hashOfSecret } from "../../service/access/secret-hash.ts";
import { withoutChromium } from "./support/chromium.ts";
import { enter, REFUSED, signOut } from "./support/signing-in.ts";
import { openSite } from "./support/site.ts";
import { expectText, say } from "./support/visit.ts";

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

const site = openSite(() => ({ TIERING_TOKENS: TOKENS }));

const LOOKS = [
  { width: 1280, height: 800, scheme: "light" },
  { width: 390, height: 844, scheme: "dark" },
] as const;

describe.skipIf(withoutChromium).each(LOOKS)(
  "a page that wants to know who it is, at $width, $scheme,",
  (look) => {
    it("asks for a token, lets in with one, says who is there, and forgets all where that is asked for", async () => {
      const { page, checkAccess, leave } = await site.visit(look);
      const token = page.getByLabel("Token");
      await token.fill("no token");
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByRole("alert").getByText("This is no token of this server.").waitFor();
      await checkAccess();

      await token.fill(SECRETS.ana);
      await page.keyboard.press("Enter");
      const who = page.locator(".who > summary");
      await expectText(who).toContain("ana");
      expect(await page.evaluate("document.cookie")).toBe("");
      await say(page, "all on growth");
      await checkAccess();

      await page.reload();
      await page.getByRole("article", { name: "Assistant" }).first().waitFor();
      await who.click();
      await checkAccess();
      await who.click();
      await signOut(page, true);
      expect(await page.evaluate("JSON.stringify(localStorage)")).not.toContain("growth");
      await leave(REFUSED);
    });

    it("shows a viewer what they may, and a workspace without a book the way to one", async () => {
      const { page, leave } = await site.visit(look);
      await enter(page, SECRETS.vera);
      await page.getByText("You are a viewer here: you read results").waitFor({ state: "attached" });
      await signOut(page);

      await enter(page, `${SECRETS.zoe} ${look.width}`);
      const books = page.getByRole("dialog", { name: "Books" });
      await books.waitFor();
      await books.getByLabel("File of accounts").waitFor({ state: "attached" });
      await expect.poll(() => books.getByText("Looking what books there are").count()).toBe(0);
      expect(await books.textContent()).not.toContain("Demonstration");
      const rows = ["A", "B", "B"].map((tier, k) => `z${k},${tier},${k + 1},${9 - k}`);
      const text = `ID,MarketTier_FY26,TotalRevenue_FY26,PotentialRevenue_FY30\n${rows.join("\n")}\n`;
      const buffer = Buffer.from(text);
      await books
        .getByLabel("File of accounts")
        .setInputFiles({ name: "own.csv", mimeType: "text/csv", buffer });
      await books.getByRole("button", { name: "Use this book" }).click();
      await expectText(page.locator(".header .book")).toContain("3");

      // Another browser, or this one after it has forgotten, finds the book of the workspace by itself.
      await signOut(page);
      await enter(page, `${SECRETS.zoe} ${look.width}`);
      await expectText(page.locator(".header .book")).toContain("3");
      await leave(REFUSED);
    });
  },
);
