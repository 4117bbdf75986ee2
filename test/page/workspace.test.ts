import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashOfSecret } from "../../service/access/secret-hash.ts";
import { launchChromium, withoutChromium } from "./support/chromium.ts";
import { expectFits } from "./support/fits.ts";
import { type RunningServer, startServer } from "./support/server.ts";
import { type SmallBook, writeSmallBook } from "./support/small-book.ts";
import { expectSettled, expectText, say, showSide, type Visit, visit } from "./support/visit.ts";

const PEOPLE = { ana: "analyst", abe: "admin", ada: "admin", vera: "viewer" } as const;
type Person = keyof typeof PEOPLE;
const secretOf = (name: Person) => `token of ${name}, ${PEOPLE[name]}`;
const TOKENS = (Object.keys(PEOPLE) as Person[])
  .map((name) => `name=${name} role=${PEOPLE[name]} hash=${hashOfSecret(secretOf(name))}`)
  .join(";");
const LOOK = { width: 1280, height: 900, scheme: "light" } as const;

let browser: Browser;
let server: RunningServer;
let book: SmallBook | undefined;
beforeAll(async () => {
  if (withoutChromium) return;
  book = writeSmallBook();
  const settings = { ...book.settings, TIERING_TOKENS: TOKENS, AUDIT_DAYS: "90" };
  [browser, server] = await Promise.all([launchChromium(), startServer(settings)]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  book?.remove();
});

const part = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

/** Comes in as somebody, in a browser of their own, and goes to what the workspace keeps. */
async function enter(name: Person): Promise<Visit> {
  const visited = await visit(browser, server.origin, LOOK);
  const { page } = visited;
  await page.getByLabel("Token").fill(secretOf(name));
  await page.keyboard.press("Enter");
  await page.getByRole("tab", { name: "Workspace" }).click();
  await part(page, "Plans").waitFor();
  return visited;
}

/** Asks the server itself, as somebody. */
async function ask<T>(name: Person, path: string): Promise<T> {
  const headers = { authorization: `Bearer ${secretOf(name)}` };
  return (await (await fetch(`${server.origin}${path}`, { headers })).json()) as T;
}

describe.skipIf(withoutChromium)("what the workspace keeps", () => {
  it("is brought into force step by step by who may: proposed, approved by another admin, in force", async () => {
    const ana = await enter("ana");
    await say(ana.page, "60 % growth, 40 % geo, move at most 2 %");
    await ana.page.getByRole("tab", { name: /^Scenarios/ }).click();
    const name = ana.page.getByRole("textbox", { name: /^Name of/ });
    await name.fill("Board plan");
    await name.press("Enter");
    await ana.page.getByRole("button", { name: "Save to server" }).click();
    await ana.page.getByText(/^1 saved/).waitFor();
    await ana.page.getByRole("tab", { name: "Workspace" }).click();
    const plans = part(ana.page, "Plans");
    await plans.getByText("Nothing is in force on this book").waitFor();
    await expectSettled(plans);
    await expect.poll(() => plans.getByRole("button", { name: /Approve/ }).count()).toBe(0);
    await ana.leave();

    const abe = await enter("abe");
    await part(abe.page, "Plans").getByRole("button", { name: "Propose Board plan" }).click();
    const his = part(abe.page, "Plans");
    await his.getByText("You proposed it: another admin approves it.").waitFor();
    await abe.checkAccess();
    await his.getByRole("button", { name: "Withdraw Board plan, version 1" }).click();
    await expect.poll(() => his.getByText(/^Proposed by/).count()).toBe(0);
    await his.getByRole("button", { name: "Propose Board plan" }).click();
    await his.getByText("You proposed it: another admin approves it.").waitFor();
    await abe.leave();

    const vera = await enter("vera");
    await part(vera.page, "Plans").getByText("An admin goes on from here.").waitFor();
    await expectSettled(vera.page.getByRole("tabpanel"));
    await expect.poll(() => vera.page.getByRole("button", { name: /^Withdraw/ }).count()).toBe(0);
    await expect.poll(() => part(vera.page, "Links").count()).toBe(0);
    await expect.poll(() => part(vera.page, "Who did what").count()).toBe(0);
    await vera.leave();

    const ada = await enter("ada");
    const hers = part(ada.page, "Plans");
    await hers.getByRole("button", { name: "Approve Board plan" }).click();
    await hers.getByRole("button", { name: "Put in force Board plan" }).click();
    await hers.getByText(/In force on this book: “Board plan”, version 1, by ada since/).waitFor();
    await hers.getByText(/Proposed by abe.*→ approved by ada.*→ in force by ada/).waitFor();
    await hers.getByRole("button", { name: "Show Board plan, version 1" }).click();
    await expect.poll(() => ada.page.getByRole("slider", { name: "Growth" }).inputValue()).toBe("60");
    await ada.leave();
  });

  it("holds accounts for every plan: listed with author, reason and end, obeyed by words, in CSV and report, taken back", async () => {
    const ana = await enter("ana");
    const { page } = ana;
    const list = "/v1/accounts?change=moved&columns=ID&limit=1";
    const { columns } = await ask<{ columns: readonly { cells: readonly unknown[] }[] }>("ana", list);
    const account = String(columns[0]?.cells[0]);
    const form = page.getByRole("form", { name: "Hold accounts for every plan" });
    await form.getByLabel("IDs of accounts").fill(account);
    await form.getByLabel("Reason").fill("renewal in March");
    await form.getByLabel("until").fill("2099-03-31");
    await form.getByRole("button", { name: "Hold for every plan" }).click();
    const holds = part(page, "Holds");
    const row = holds.getByRole("row").filter({ hasText: "renewal in March" });
    await row.waitFor();
    await expectText(row).toMatch(/held in its tier.*renewal in March.*ana.*31 Mar 2099/);
    await expect.poll(() => holds.getByRole("checkbox").isChecked()).toBe(true);
    await ana.checkAccess();

    // Words do not lift it, and a new conversation begins with it.
    await say(page, "all on runway");
    await expect.poll(() => decodeURIComponent(page.url())).toContain("holds=stored@1");
    await page.getByRole("button", { name: "New conversation" }).click();
    await expectText(part(page, "Plan")).toContain("the workspace’s holds (version 1)");
    await say(page, "all on growth");
    await expect.poll(() => decodeURIComponent(page.url())).toContain("holds=stored@1");
    const csv = page.getByRole("main").getByRole("link", { name: "CSV", exact: true });
    await expect
      .poll(async () => decodeURIComponent((await csv.getAttribute("href")) ?? ""))
      .toContain("holds=stored@1");
    const headers = { authorization: `Bearer ${secretOf("ana")}` };
    const address = new URL(`${await csv.getAttribute("href")}&columns=ID,Tier,Reason`, server.origin);
    const text = await (await fetch(address, { headers })).text();
    const line = text.split("\r\n").find((each) => each.startsWith(`${account},`));
    expect(line).toContain("renewal in March (ana, until 2099-03-31)");
    await page.getByRole("tab", { name: "Workspace" }).click();
    await row.getByRole("button").first().click();
    await page
      .getByText(/for every plan of the workspace by ana until 31 Mar 2099: renewal in March/)
      .waitFor();
    await page.keyboard.press("Escape");

    // Another's plan begins with it too; who is no admin and not its author cannot end it.
    const vera = await enter("vera");
    await part(vera.page, "Holds").getByText("renewal in March").waitFor();
    const seen = part(vera.page, "Holds");
    await expectSettled(seen);
    await expect.poll(() => seen.getByRole("button", { name: /Take back/ }).count()).toBe(0);
    await expect.poll(() => seen.getByRole("checkbox").isChecked()).toBe(true);
    await vera.leave();

    await row.getByRole("button", { name: /Take back/ }).click();
    await holds.getByText("No account is held for every plan.").waitFor();
    await expect.poll(() => decodeURIComponent(page.url())).not.toContain("holds=");

    // The same where an account is decided on.
    await page.getByRole("tab", { name: "Accounts" }).click();
    await page.locator(".accounts-table tbody input").first().check();
    const decision = page.getByRole("tabpanel").locator("form.account-actions");
    await decision.getByLabel("for every plan").check();
    await decision.getByLabel("Why").fill("merger in May");
    await decision.getByRole("button", { name: "Decide" }).click();
    await expect.poll(() => decodeURIComponent(page.url())).toContain("holds=stored@");
    await page.getByRole("tab", { name: "Workspace" }).click();
    const merged = holds.getByRole("row").filter({ hasText: "merger in May" });
    await expectText(merged).toMatch(/held in its tier.*merger in May.*ana.*for good/);
    await merged.getByRole("button", { name: /Take back/ }).click();
    await holds.getByText("No account is held for every plan.").waitFor();
    await ana.leave();
  });

  it("lists links with their ends and takes them back; an admin sees who did what, and runs it again", async () => {
    const ada = await enter("ada");
    const { page } = ada;
    await say(page, "half growth, half runway");
    const links = part(page, "Links");
    await links.getByRole("button", { name: "Make a link" }).click();
    const shown = links.getByLabel("The link, shown once");
    await expect.poll(() => shown.inputValue()).toContain("http");
    const url = await shown.inputValue();
    expect((await fetch(url)).status).toBe(200);
    await links.getByText(/^By ada, .* ends on/).waitFor();
    await links.getByRole("button", { name: /^Take back/ }).click();
    await links.getByText(/taken back by ada/).waitFor();
    expect((await fetch(url)).status).toBe(401);

    const audit = part(page, "Who did what");
    await audit.getByText("Entries older than 90 days are deleted.").waitFor();
    await audit.getByLabel("Kind of entries").selectOption("link");
    await audit.getByText("Taken back: /v1/tiers.csv", { exact: false }).waitFor();
    await audit.getByLabel("Kind of entries").selectOption("export");
    await audit
      .getByRole("button", { name: /^Run it again/ })
      .first()
      .click();
    await audit.getByText(/come out the same|comes out the same|Nothing could be compared/).waitFor();
    await ada.checkAccess();
    await ada.leave();
  });

  it.each([
    { width: 1024, height: 768, scheme: "dark" },
    { width: 720, height: 450, scheme: "light" },
    { width: 390, height: 844, scheme: "dark" },
  ] as const)("fits $width × $height", async (look) => {
    const visited = await visit(browser, server.origin, look);
    const { page } = visited;
    await page.getByLabel("Token").fill(secretOf("ada"));
    await page.keyboard.press("Enter");
    await page.locator(".who > summary").waitFor();
    await say(page, "all on runway");
    await showSide(page, "Plan & result");
    await page.getByRole("tab", { name: "Workspace" }).click();
    await part(page, "Who did what").getByRole("listitem").first().waitFor();
    await expectFits(page);
    await visited.checkAccess();
    await visited.leave();
  });
});
