import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { hashOfSecret } from "../../service/access/secret-hash.ts";
import { withoutChromium } from "./support/chromium.ts";
import { enter, REFUSED, signOut } from "./support/signing-in.ts";
import { openSite } from "./support/site.ts";
import { type SmallBook, writeSmallBook } from "./support/small-book.ts";
import { expectText, say } from "./support/visit.ts";

const SECRETS = { ana: "token of ana, analyst", ben: "token of ben, analyst" };
const TOKENS = Object.entries(SECRETS)
  .map(([name, secret]) => `name=${name} role=analyst hash=${hashOfSecret(secret)}`)
  .join(";");
const LOOK = { width: 1280, height: 800, scheme: "light" } as const;
/** What only the first of them says. */
const WISH = "60 % growth, 40 % geo, move at most 2 %";

let book: SmallBook | undefined;
const site = openSite(() => {
  book = writeSmallBook();
  return { ...book.settings, TIERING_TOKENS: TOKENS };
});
afterAll(() => book?.remove());

const enterAs = (page: Page, who: keyof typeof SECRETS) => enter(page, SECRETS[who], who);
const answers = (page: Page) => page.getByRole("article", { name: "Assistant" });
const said = (page: Page) => page.getByRole("article", { name: "You" }).allTextContents();
const message = (page: Page) => page.getByLabel("Message", { exact: true });
const scenarios = (page: Page) => page.getByRole("tab", { name: /^Scenarios/ }).textContent();

/** Fails where anything of the first one's work is shown, or stands in the address. */
async function expectNothingOfHers(page: Page): Promise<void> {
  await page.getByRole("tab", { name: "Overview" }).waitFor();
  expect(await answers(page).count()).toBe(0);
  expect(await scenarios(page)).toBe("Scenarios");
  const text = `${await page.locator("body").innerText()} ${decodeURIComponent(page.url())}`;
  expect(text).not.toMatch(/60 %|growth=0?\.6|Board plan/);
}

describe.skipIf(withoutChromium)("several people at one browser", () => {
  it("each find their own conversation, scenarios and text again, and nothing of the others'", async () => {
    const { page, leave } = await site.visit(LOOK);
    await enterAs(page, "ana");
    await say(page, WISH);
    await page.getByRole("tab", { name: /^Scenarios/ }).click();
    const name = page.getByRole("textbox", { name: /^Name of/ });
    await name.fill("Board plan");
    await name.press("Enter");
    await message(page).fill("and then what about");
    await expect.poll(() => decodeURIComponent(page.url())).toContain("Board");
    await signOut(page);
    expect(page.url()).toBe(`${site.origin}/`);

    await enterAs(page, "ben");
    await expectNothingOfHers(page);
    await page.goBack();
    await page.waitForLoadState();
    await expectNothingOfHers(page);
    await say(page, "all on runway");
    await signOut(page);

    await enterAs(page, "ana");
    await expect.poll(() => answers(page).count()).toBe(1);
    await expect.poll(async () => (await said(page)).join()).toContain(WISH);
    await expect.poll(() => message(page).inputValue()).toBe("and then what about");
    await page.getByRole("tab", { name: /^Scenarios/ }).click();
    await page.getByRole("textbox", { name: "Name of Board plan" }).waitFor();
    await expect.poll(() => scenarios(page)).toBe("Scenarios1");
    await leave(REFUSED);
  });

  it("lose nothing when a session ends under their hands, and another who signs in then sees nothing of it", async () => {
    const { page, leave } = await site.visit(LOOK);
    await enterAs(page, "ana");
    await say(page, WISH);
    // Once the page asks nothing more by itself, a change by hand meets the end of the session, and so does what was
    // being written.
    const sure = page.getByRole("region", { name: "How sure it is" });
    await expectText(sure).toMatch(/of the moves stand/);
    await expectText(sure).not.toContain("on its way");
    await message(page).fill("half a thought");
    await page.context().clearCookies();
    await page.getByRole("slider", { name: "Runway" }).press("End");
    await page.getByLabel("Token").waitFor();
    await enterAs(page, "ben");
    await expectNothingOfHers(page);
    await signOut(page);

    await enterAs(page, "ana");
    await expect.poll(() => answers(page).count()).toBe(1);
    await expect.poll(() => message(page).inputValue()).toBe("half a thought");
    await expect.poll(() => page.getByRole("slider", { name: "Runway" }).inputValue()).toBe("100");
    await expect.poll(() => scenarios(page)).toBe("Scenarios2");
    await leave(REFUSED);
  });

  it("in another tab end what this one shows: it begins anew as whoever is there now", async () => {
    const { page, leave } = await site.visit(LOOK);
    await enterAs(page, "ana");
    await say(page, WISH);
    const other = await page.context().newPage();
    await other.goto(site.origin);
    await signOut(other);
    await page.getByLabel("Token").waitFor();
    await enterAs(other, "ben");
    await page.locator(".who > summary").getByText("ben").first().waitFor({ state: "attached" });
    await expectNothingOfHers(page);
    await leave(REFUSED);
  });
});
