import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { withoutChromium } from "./support/chromium.ts";
import { openSite } from "./support/site.ts";
import { expectText, say } from "./support/visit.ts";

const LOOK = { width: 1280, height: 800, scheme: "light" } as const;

const site = openSite();

describe.skipIf(withoutChromium)("a run that is shared", () => {
  it("is brought back by its link on a machine that has never seen it, rules and name and all", async () => {
    const mine = await site.visit(LOOK);
    await say(mine.page, "60 % growth, 40 % geo, move at most 2 %, only in Western Europe");
    await mine.page.getByRole("tab", { name: /Scenarios/ }).click();
    const name = mine.page.getByRole("textbox", { name: /^Name of/ });
    await name.fill("Western push");
    await name.press("Enter");
    await mine.page.getByText("Share", { exact: true }).click();
    await mine.page.getByRole("button", { name: "Copy link to this run" }).click();
    const link = await copied(mine.page, /\/#method=/);
    await mine.page.getByRole("tab", { name: "Overview" }).click();
    const figures = await kpis(mine.page);
    await mine.leave();

    const yours = await site.visit(LOOK, link);
    await expect.poll(() => kpis(yours.page)).toBe(figures);
    const rules = yours.page.getByRole("region", { name: "Plan" });
    await expectText(rules).toContain("only Geo Entity: Western Europe");
    await expectText(rules).toContain("move at most 2 %");
    await yours.page.getByRole("tab", { name: /Scenarios/ }).click();
    await expect
      .poll(() => yours.page.getByRole("textbox", { name: "Name of Western push" }).count())
      .toBe(1);
    await yours.leave();
  });

  it("gives an address for Power BI and a curl line that download the same tiers as the page", async () => {
    const { page, leave } = await site.visit(LOOK);
    await say(page, "prioritize runway growth");
    await page.getByText("Share", { exact: true }).click();
    await page.getByRole("button", { name: "Copy Power BI / Excel URL" }).click();
    const address = await copied(page, /^http.*\/v1\/tiers\.csv/);
    const csv = await (await fetch(address)).text();
    expect(csv.split("\r\n").length).toBe(50_002);
    const href = await page
      .getByRole("main")
      .getByRole("link", { name: "CSV", exact: true })
      .getAttribute("href");
    expect(await (await fetch(new URL(href!, site.origin))).text()).toBe(csv);
    await page.getByRole("button", { name: "Copy as curl" }).click();
    expect(await copied(page, /^curl/)).toBe(`curl --compressed --output tiers.csv '${address}'`);
    await leave();
  });
});

describe.skipIf(withoutChromium)("the page", () => {
  it("is there again after a reload, and a turn can be said again in other words", async () => {
    const { page, leave } = await site.visit(LOOK);
    await say(page, "all on runway");
    await say(page, "a bit more geo");
    const figures = await kpis(page);
    await page.reload();
    await expect.poll(() => page.getByRole("article", { name: "Assistant" }).count()).toBe(2);
    await expect.poll(() => kpis(page)).toBe(figures);

    await page.getByRole("button", { name: "Edit and send again: a bit more geo" }).click();
    const message = page.getByLabel("Message", { exact: true });
    await expect.poll(() => message.inputValue()).toBe("a bit more geo");
    await message.fill("a bit more category");
    await message.press("Enter");
    await expect.poll(() => page.getByRole("slider", { name: "Category share" }).inputValue()).not.toBe("0");
    await expect
      .poll(() => page.getByRole("article", { name: "You" }).allTextContents())
      .toEqual([expect.stringContaining("all on runway"), expect.stringContaining("a bit more category")]);
    await expect.poll(() => page.getByRole("slider", { name: "Geo share" }).inputValue()).toBe("0");
    await leave();
  });

  it("locks a weight while the others move, from the keyboard alone", async () => {
    const { page, leave } = await site.visit(LOOK);
    await page.getByRole("button", { name: "Lock Growth" }).press("Space");
    await page.getByRole("slider", { name: "Runway" }).press("End");
    await expect.poll(() => weights(page)).toEqual([70, 30, 0, 0]);
    await page.getByRole("slider", { name: "Runway" }).press("Home");
    await expect.poll(() => weights(page)).toEqual([0, 30, 35, 35]);
    await page.locator("body").press("Control+z");
    await leave();
  });

  it("follows a slider while it is dragged, and is as before when it is dragged back", async () => {
    const { page, leave } = await site.visit(LOOK);
    const slider = page.getByRole("slider", { name: "Runway" });
    const start = await kpis(page);
    const before = await weights(page);
    const { x, y, width, height } = (await slider.boundingBox())!;
    const at = (percent: number) => [x + 9 + ((width - 18) * percent) / 100, y + height / 2] as const;
    await page.mouse.move(...at(40));
    await page.mouse.down();
    await page.mouse.move(...at(100), { steps: 12 });
    await expect.poll(() => weights(page)).toEqual([100, 0, 0, 0]);
    await expect.poll(() => kpis(page)).not.toBe(start);
    await page.mouse.move(...at(40), { steps: 12 });
    await page.mouse.up();
    await expect.poll(() => weights(page)).toEqual(before);
    await leave();
  });
});

/** What was copied last, once it is of the kind that is waited for: the clipboard outlives a page. */
async function copied(page: Page, kind: RegExp): Promise<string> {
  const read = () => page.evaluate<string>("navigator.clipboard.readText()");
  await expect.poll(read).toMatch(kind);
  return read();
}

async function kpis(page: Page): Promise<string | null> {
  return page.getByRole("region", { name: /^KPI/ }).getByRole("table").textContent();
}

async function weights(page: Page): Promise<number[]> {
  const values = await page
    .getByRole("group", { name: /Weights/ })
    .getByRole("slider")
    .all();
  return Promise.all(values.map(async (slider) => Number(await slider.inputValue())));
}
