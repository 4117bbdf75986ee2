import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium, withoutChromium } from "./support/chromium.ts";
import { expectFits } from "./support/fits.ts";
import { type RunningServer, startServer } from "./support/server.ts";
import { say, visit } from "./support/visit.ts";

let browser: Browser;
let server: RunningServer;

beforeAll(async () => {
  if (!withoutChromium) [browser, server] = await Promise.all([launchChromium(), startServer()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const LOOKS = [
  { width: 1440, height: 900, scheme: "light" },
  { width: 390, height: 844, scheme: "dark" },
] as const;

describe.skipIf(withoutChromium).each(LOOKS)("a question about the coverage at $width, $scheme,", (look) => {
  it("is answered with a sentence and a table of accounts that open, and leaves the plan alone", async () => {
    const { page, checkAccess, leave } = await visit(browser, server.origin, look);
    await say(page, "which C accounts have no seller? Top 3");
    const answer = page.getByRole("article", { name: "Assistant" }).last();
    await answer.getByText(/have no owner among the sellers today; under this coverage/).waitFor();
    const rows = answer.getByRole("table").getByRole("row");
    expect(await rows.count()).toBe(4);
    expect(await answer.getByRole("columnheader").allTextContents()).toContain("Why");
    await expectFits(page);
    await checkAccess();
    const account = rows.nth(1).getByRole("button");
    const id = (await account.textContent())!;
    await account.click();
    await page.getByText(id).filter({ visible: true }).last().waitFor();
    await leave();
  }, 120_000);
});
