import { extractText, getDocumentProxy } from "unpdf";
import { describe, expect, it } from "vitest";
import { withoutChromium } from "./support/chromium.ts";
import { openSite } from "./support/site.ts";
import { LONG, say } from "./support/visit.ts";

const site = openSite();

const LOOK = { width: 1280, height: 860, scheme: "dark" } as const;

/** What a PDF says, a page each, blanks run together. */
async function wordsOf(pdf: Uint8Array): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)));
  return text.map((page) => page.replace(/\s+/g, " "));
}

describe.skipIf(withoutChromium)("what goes to the board", () => {
  it("is the whole report on two sheets of A4 at most, from the server as from the page", async () => {
    const { page, checkAccess, leave } = await site.visit(LOOK);
    await say(page, "all on runway, move at most 2 %");
    await page
      .getByText(/of the moves stand ± 10 %/)
      .first()
      .waitFor(LONG);
    // What is known of the result comes into the report a little later.
    const report = page.locator(".report");
    await expect
      .poll(() => report.textContent(), LONG)
      .toMatch(/of the possible lift, proven.*of the moves stand/s);
    const told = [
      "1,000 of 50,000 accounts change tier",
      "Asked for: “all on runway, move at most 2 %”",
      "Revenue in focus (SFI)",
      "North America",
      "1,000 of 50,000 accounts",
      "Raises the overall score",
    ];
    const titles = ["Plan", "Result", "Who moves", "From tier to tier", "Constraints", "Method"];
    const body = async (of: typeof report) =>
      (await of.locator("h1, h2, th, td, dt, dd").allTextContents()).map((text) => text.trim());
    // Printing is what the page's own style sheet is for.
    const own = await wordsOf(await page.pdf({ format: "A4", preferCSSPageSize: true }));
    expect(own.length).toBeLessThanOrEqual(2);
    for (const part of [...told, ...titles]) expect(own.join(" ")).toContain(part);
    expect(own.join(" ")).not.toContain("Say what matters…");
    const printed = await body(report);

    await page.getByText("Share", { exact: true }).click();
    const link = page.getByRole("link", { name: "Report as a page" });
    const [opened] = await Promise.all([page.context().waitForEvent("page"), link.click()]);
    await opened.getByRole("heading", { name: "Method" }).waitFor();
    await opened.waitForLoadState();
    const theirs = await wordsOf(await opened.pdf({ preferCSSPageSize: true }));
    expect(theirs.length).toBeLessThanOrEqual(2);
    for (const part of [...told, ...titles]) expect(theirs.join(" ")).toContain(part);
    await opened.close();
    // One body: with what the page knows beside the bound, the server's own page says the same, cell by cell.
    const [sheet] = await Promise.all([
      page.context().waitForEvent("page"),
      page.evaluate(`open(${JSON.stringify(await link.getAttribute("href"))} + "&stability=1")`),
    ]);
    await expect.poll(() => body(sheet.locator("body"))).toEqual(printed);
    await sheet.close();

    for (const [name, begin] of [
      ["Report as a workbook", "PK"],
      ["Report as slides", "PK"],
    ] as const) {
      const href = await page.getByRole("link", { name }).getAttribute("href");
      const response = await fetch(new URL(href!, site.origin));
      expect(response.status).toBe(200);
      expect((await response.text()).slice(0, 2)).toBe(begin);
    }
    await checkAccess();
    await leave();
  });
});
