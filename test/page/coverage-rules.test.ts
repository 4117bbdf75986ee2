import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withoutChromium } from "./support/chromium.ts";
import { expectFits } from "./support/fits.ts";
import { openSite } from "./support/site.ts";
import { type SmallBook, writeSmallBook } from "./support/small-book.ts";
import { expectSettled, say, showSide } from "./support/visit.ts";

let book: SmallBook;
beforeAll(() => {
  if (!withoutChromium) book = writeSmallBook();
});
const site = openSite(() => book.settings);
afterAll(() => book?.remove());

const LOOKS = [
  { width: 1440, height: 900, scheme: "light" },
  { width: 390, height: 844, scheme: "dark" },
] as const;

/** What the page has sent to an address so far, the last first. */
function bodiesTo(page: Page, path: string): () => Record<string, unknown>[] {
  const bodies: Record<string, unknown>[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (request.method() === "POST" && pathname === path) bodies.unshift(request.postDataJSON());
  });
  return () => bodies;
}

async function openCoverage(page: Page): Promise<void> {
  await say(page, "prioritize runway growth");
  await showSide(page, "Plan & result");
  await page.getByRole("tab", { name: "Coverage" }).click();
  await page.getByText(/^40 sellers, from your file/).waitFor();
  await page.getByRole("list", { name: "Changes" }).getByRole("listitem").first().waitFor();
  await expectSettled(page.locator(".coverage"));
}

describe.skipIf(withoutChromium).each(LOOKS)("rules of the coverage at $width, $scheme,", (look) => {
  it("are asked with, keep two accounts apart until that is taken back, and name an account that is not there", async () => {
    const { page, checkAccess, leave } = await site.visit(look);
    const asked = bodiesTo(page, "/v1/coverage");
    await openCoverage(page);
    const listed = page.getByRole("list", { name: "Changes" }).getByRole("listitem");
    const idOf = async (at: number) =>
      /\((\d+)\), Tier/.exec((await listed.nth(at).textContent()) ?? "")?.[1] ?? "";
    const [one, other] = [await idOf(0), await idOf(1)];
    expect([one, other]).not.toContain("");

    const rules = page.locator("details").filter({ has: page.locator("summary", { hasText: /^Rules$/ }) });
    await rules.locator("summary").click();
    await rules.getByLabel("One geography alone is served by").selectOption({ label: "every seller" });
    await expect.poll(() => asked()[0]?.rules).toEqual({ singleGeo: "all" });
    const keepApart = rules.getByRole("button", { name: "Keep apart" });
    await expect.poll(() => keepApart.isDisabled()).toBe(true);
    await rules.getByLabel("First account kept apart").fill(one);
    await rules.getByLabel("Second account kept apart").fill(one);
    await expect.poll(() => keepApart.isDisabled()).toBe(true);
    await rules.getByLabel("Second account kept apart").fill(other);
    await keepApart.click();
    await rules.getByText(`${one} and ${other}`).waitFor();
    await expect.poll(() => asked()[0]?.rules).toEqual({ singleGeo: "all", apart: [[one, other]] });
    await expectSettled(page.locator(".coverage"));
    await expectFits(page);
    await checkAccess();
    await rules.getByRole("button", { name: "Take back" }).click();
    await expect.poll(() => asked()[0]?.rules).toEqual({ singleGeo: "all" });

    await rules.getByLabel("First account kept apart").fill("no-such-account");
    await rules.getByLabel("Second account kept apart").fill(other);
    await keepApart.click();
    await page.getByText(/Unknown account "no-such-account"/).waitFor();
    await rules.getByRole("button", { name: "Take back" }).click();
    await expect.poll(() => page.getByText(/Unknown account/).count()).toBe(0);
    await leave(/status of 422/);
  });

  it("leave it to the sellers of a file: a question in words is about them, until they are sent back", async () => {
    const { page, leave } = await site.visit(look);
    const asked = bodiesTo(page, "/v1/chat");
    await openCoverage(page);
    await page.getByLabel("Load sellers.csv").setInputFiles({
      name: "team.csv",
      mimeType: "text/csv",
      buffer: Buffer.from("Name,Role\nUte Vogel,Hunter\nWim Brandt,Hunter\n"),
    });
    await page.getByText(/^2 sellers, from your file/).waitFor();
    await say(page, "how loaded are the sellers?");
    const answer = page.getByRole("article", { name: "Assistant" }).last();
    await answer.getByText(/This is about the 2 sellers that were sent with the question\.$/).waitFor();
    await expect
      .poll(() => asked()[0]?.coverage)
      .toMatchObject({
        sellers: [
          { id: "Ute Vogel", role: "Hunter" },
          { id: "Wim Brandt", role: "Hunter" },
        ],
      });
    await expect.poll(() => answer.getByRole("row").count()).toBe(3);

    await showSide(page, "Plan & result");
    await page.getByRole("button", { name: "Back to the server’s sellers" }).click();
    await page.getByText(/^40 sellers, from your file/).waitFor();
    await say(page, "how loaded are the sellers?");
    await page
      .getByRole("article", { name: "Assistant" })
      .last()
      .getByText(/This is about the 40 sellers on file\.$/)
      .waitFor();
    await expect.poll(() => asked()[0] !== undefined && "coverage" in asked()[0]!).toBe(false);
    await leave();
  });
});
