import { afterAll, describe, expect, it } from "vitest";
import { withoutChromium } from "./support/chromium.ts";
import { openSite } from "./support/site.ts";
import { type SmallBook, writeSmallBook } from "./support/small-book.ts";
import { expectSettled, expectText, LONG, say, showSide } from "./support/visit.ts";

const LOOK = { width: 1280, height: 800, scheme: "light" } as const;

let book: SmallBook | undefined;
const site = openSite(() => {
  book = writeSmallBook();
  return book.settings;
});
afterAll(() => book?.remove());

describe.skipIf(withoutChromium)("in the list of accounts one", () => {
  it("chooses columns, searches all texts, filters by a column, and has that list as CSV and XLSX", async () => {
    const { page, checkAccess, leave } = await site.visit(LOOK);
    await say(page, "prioritize runway growth, move at most 10 %");
    await page.getByRole("tab", { name: "Accounts" }).click();
    const table = page.getByRole("table", { name: "Accounts" });
    const list = page.locator(".accounts");
    await page.getByText("Columns", { exact: true }).click();
    await page.getByRole("searchbox", { name: "Search columns" }).fill("potential");
    await page
      .getByRole("checkbox", { name: /^Potential ?Revenue/ })
      .first()
      .check();
    await page.keyboard.press("Escape");
    await expect.poll(() => table.getByRole("columnheader", { name: /^Potential ?Revenue/ }).count()).toBe(1);

    await page.getByRole("radio", { name: "All" }).check({ force: true });
    await page.getByRole("searchbox", { name: "Search accounts" }).fill("africa");
    await expectSettled(list);
    await expectText(table.locator("tbody tr").first()).toContain("Africa");
    await page.getByRole("searchbox", { name: "Search accounts" }).fill("");
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    const picker = page.locator(".picker");
    await picker.getByLabel("By").selectOption("Geo_Entity");
    await picker.getByRole("checkbox", { name: /^Africa/ }).check();
    await picker.getByRole("button", { name: "Add 1 value" }).click();
    await expectSettled(list);
    await expect.poll(() => page.getByText(/^\d+ of 2,000 accounts$/).count()).toBe(1);
    const listed = Number(
      /^(\d+) of/.exec((await page.getByText(/^\d+ of 2,000 accounts$/).textContent())!)![1],
    );
    await checkAccess();
    const hrefOf = async (form: string) =>
      new URL((await page.getByRole("link", { name: `List as ${form}` }).getAttribute("href"))!, site.origin);
    const lines = (await (await fetch(await hrefOf("CSV"))).text()).trimEnd().split("\r\n");
    expect(lines).toHaveLength(listed + 1);
    expect(lines[0]).toMatch(/,PotentialRevenue/);
    expect(lines.slice(1).every((line) => line.includes("Africa"))).toBe(true);
    expect((await (await fetch(await hrefOf("XLSX"))).text()).slice(0, 2)).toBe("PK");
    await leave();
  });
});

describe.skipIf(withoutChromium)("the page tells", () => {
  it("that “Before” moved because the weights did, who flows where, and tiers that the rules omit", async () => {
    const { page, leave } = await site.visit(LOOK);
    await say(page, "all on runway");
    const kpis = page.getByRole("region", { name: "KPI lift" });
    await kpis.getByRole("row").nth(1).waitFor();
    await expect.poll(() => kpis.getByText(/because the weights did/).count()).toBe(0);
    await say(page, "all on growth");
    await expectText(kpis).toMatch(/“Before” went from [\d.]+ to [\d.]+ because the weights did/);
    await expect.poll(() => page.locator("svg.flow-diagram path").count()).toBeGreaterThan(0);
    await expect
      .poll(() => page.getByText("Read without a language model").count(), { message: "said once" })
      .toBe(1);

    await page.getByRole("tab", { name: "Rules" }).click();
    const rules = page.getByRole("region", { name: "Rules that give these tiers" });
    await rules.getByText(/Right for/).waitFor(LONG);
    const given = new Set(
      [...(await rules.locator("pre").innerText()).matchAll(/→ (\w+)/g)].map(([, tier]) => tier),
    );
    const omitted = ["A", "B", "C", "D"].filter((tier) => !given.has(tier));
    const told = await rules.getByText(/^These rules never give tiers? /).allTextContents();
    expect(told.join().includes(`: the balanced ones may`)).toBe(omitted.length > 0);
    for (const tier of omitted) expect(told.join()).toContain(tier);
    await leave();
  });

  it("nothing new to who has scrolled up, and asks no step back for a question", async () => {
    const { page, leave } = await site.visit({ ...LOOK, height: 420 });
    await say(page, "all on runway");
    await say(page, "all on growth");
    const plan = page.getByRole("region", { name: "Plan" });
    await say(page, "compare the methods");
    const log = page.getByRole("log");
    await expect.poll(() => log.evaluate((place) => place.scrollTop)).toBeGreaterThan(100);
    await log.evaluate((place) => {
      place.scrollTop = 0;
    });
    await showSide(page, "Plan & result");
    await page.getByRole("slider", { name: "Geo share" }).press("PageUp");
    await page.getByText("You adjusted the plan").waitFor();
    await expect.poll(() => log.evaluate((place) => place.scrollTop)).toBe(0);
    await plan.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => page.getByRole("slider", { name: "Growth" }).inputValue()).toBe("100");
    await plan.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => page.getByRole("slider", { name: "Runway" }).inputValue()).toBe("100");
    await leave();
  });

  it("its measures to a finger and to the keyboard; what a finger meets is 44 pixels high", async () => {
    const { page, leave } = await site.visit(LOOK);
    await page.getByText("The book as it stands").waitFor();
    const word = page.getByRole("button", { name: "Revenue in focus", exact: true });
    await word.focus();
    await page.keyboard.press("Enter");
    await page.getByText(/Strategic Focus Index: share of revenue/).waitFor();
    await page.keyboard.press("Escape");
    const context = await page
      .context()
      .browser()!
      .newContext({
        viewport: { width: 390, height: 844 },
        hasTouch: true,
        isMobile: true,
      });
    const phone = await context.newPage();
    await phone.goto(site.origin);
    await say(phone, "prioritize runway growth");
    await showSide(phone, "Plan & result");
    await phone.getByRole("button", { name: "Revenue in focus", exact: true }).first().tap();
    await phone
      .getByText(/Strategic Focus Index: share of revenue/)
      .first()
      .waitFor();
    const low = () =>
      phone.evaluate(`[...document.querySelectorAll("button, select, a.button, summary")]
        .filter((one) => one.checkVisibility() && !one.matches(".explained, .link, .diverging *"))
        .filter((one) => one.getBoundingClientRect().height < 44)
        .map((one) => one.textContent.trim().slice(0, 40))`);
    await expect.poll(low).toEqual([]);
    await context.close();
    await leave();
  });
});
