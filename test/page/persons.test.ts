import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashOfSecret } from "../../service/access/secret-hash.ts";
import { launchChromium, withoutChromium } from "./support/chromium.ts";
import { type RunningServer, startServer } from "./support/server.ts";
import { type SmallBook, writeSmallBook } from "./support/small-book.ts";
import { say, visit } from "./support/visit.ts";

const SECRETS = { ana: "token of ana, analyst", ben: "token of ben, analyst" };
const TOKENS = Object.entries(SECRETS)
  .map(([name, secret]) => `name=${name} role=analyst hash=${hashOfSecret(secret)}`)
  .join(";");
const LOOK = { width: 1280, height: 800, scheme: "light" } as const;
/** What only the first of them says. */
const WISH = "60 % growth, 40 % geo, move at most 2 %";

let browser: Browser;
let server: RunningServer;
let book: SmallBook | undefined;
beforeAll(async () => {
  if (withoutChromium) return;
  book = writeSmallBook();
  const settings = { ...book.settings, TIERING_TOKENS: TOKENS };
  [browser, server] = await Promise.all([launchChromium(), startServer(settings)]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  book?.remove();
});

async function enter(page: Page, who: keyof typeof SECRETS): Promise<void> {
  await page.getByLabel("Token").fill(SECRETS[who]);
  await page.keyboard.press("Enter");
  await page.locator(".who > summary").getByText(who).first().waitFor({ state: "attached" });
}

async function signOut(page: Page): Promise<void> {
  await page.locator(".who > summary").click();
  await page.getByRole("button", { name: /^Sign out (?!and)/ }).click();
  await page.getByLabel("Token").waitFor();
}

const answers = (page: Page) => page.getByRole("article", { name: "Assistant" });
const said = (page: Page) => page.getByRole("article", { name: "You" }).allTextContents();
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
    const { page, wrongs, leave } = await visit(browser, server.origin, LOOK);
    await enter(page, "ana");
    await say(page, WISH);
    await page.getByRole("tab", { name: /^Scenarios/ }).click();
    const name = page.getByRole("textbox", { name: /^Name of/ });
    await name.fill("Board plan");
    await name.press("Enter");
    await page.getByLabel("Message", { exact: true }).fill("and then what about");
    await expect.poll(() => decodeURIComponent(page.url())).toContain("Board");
    await signOut(page);
    expect(page.url()).toBe(`${server.origin}/`);

    await enter(page, "ben");
    await expectNothingOfHers(page);
    await page.goBack();
    await page.waitForLoadState();
    await expectNothingOfHers(page);
    await say(page, "all on runway");
    await signOut(page);

    await enter(page, "ana");
    await expect.poll(() => answers(page).count()).toBe(1);
    expect((await said(page)).join()).toContain(WISH);
    expect(await page.getByLabel("Message", { exact: true }).inputValue()).toBe("and then what about");
    await page.getByRole("tab", { name: /^Scenarios/ }).click();
    await page.getByRole("textbox", { name: "Name of Board plan" }).waitFor();
    expect(await scenarios(page)).toBe("Scenarios1");
    expect(wrongs.filter((wrong) => !/status of 401/.test(wrong))).toEqual([]);
    wrongs.length = 0;
    await leave();
  });

  it("lose nothing when a session ends under their hands, and another who signs in then sees nothing of it", async () => {
    const { page, wrongs, leave } = await visit(browser, server.origin, LOOK);
    await enter(page, "ana");
    await say(page, WISH);
    await page.context().clearCookies();
    // A change by hand meets the end of the session, and so does what was being written.
    await page.getByLabel("Message", { exact: true }).fill("half a thought");
    await page.getByRole("slider", { name: "Runway" }).press("End");
    await page.getByLabel("Token").waitFor();
    await enter(page, "ben");
    await expectNothingOfHers(page);
    await signOut(page);

    await enter(page, "ana");
    await expect.poll(() => answers(page).count()).toBe(1);
    expect(await page.getByLabel("Message", { exact: true }).inputValue()).toBe("half a thought");
    await expect.poll(() => page.getByRole("slider", { name: "Runway" }).inputValue()).toBe("100");
    await expect.poll(() => scenarios(page)).toBe("Scenarios2");
    expect(wrongs.filter((wrong) => !/status of 401/.test(wrong))).toEqual([]);
    wrongs.length = 0;
    await leave();
  });

  it("in another tab end what this one shows: it begins anew as whoever is there now", async () => {
    const { page, leave, wrongs } = await visit(browser, server.origin, LOOK);
    await enter(page, "ana");
    await say(page, WISH);
    const other = await page.context().newPage();
    await other.goto(server.origin);
    await signOut(other);
    await page.getByLabel("Token").waitFor();
    await enter(other, "ben");
    await page.locator(".who > summary").getByText("ben").first().waitFor({ state: "attached" });
    await expectNothingOfHers(page);
    expect(wrongs.filter((wrong) => !/status of 401/.test(wrong))).toEqual([]);
    wrongs.length = 0;
    await leave();
  });
});
