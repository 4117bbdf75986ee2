import { readFile } from "node:fs/promises";
import type { Download, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ScriptedModel, startScriptedModel } from "../support/scripted-model.ts";
import { withoutChromium } from "./support/chromium.ts";
import { type RunningServer, startServer } from "./support/server.ts";
import { openSite } from "./support/site.ts";
import { expectText, type Look, say, showSide } from "./support/visit.ts";

const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/** What the scripted model answers, one step a message that needs it. */
const SCRIPT = [
  { answer: { method: "none", reply: "Hello! Tell me what matters." } },
  {
    answer: {
      method: "hybrid",
      weights: { runway: 0.6, growth: 0.4, geo: 0, category: 0 },
      reply: "Runway and growth it is.",
    },
  },
  { answer: { method: "none", reply: "Let me see.", ask: { kind: "account", id: "731433806" } } },
];

const site = openSite();
let model: ScriptedModel | undefined;
let scripted: RunningServer | undefined;

beforeAll(async () => {
  if (withoutChromium) return;
  model = await startScriptedModel(SCRIPT);
  const settings = { OPENAI_API_KEY: "test", OPENAI_BASE_URL: model.url, INTERPRETER_CACHE: "100" };
  scripted = await startServer(settings);
});

afterAll(async () => {
  await scripted?.stop();
  await model?.close();
});

const VISITS: readonly { readonly name: string; readonly scripted: boolean; readonly look: Look }[] = [
  { name: "offline, desktop, light", scripted: false, look: { ...DESKTOP, scheme: "light" } },
  { name: "offline, phone, dark", scripted: false, look: { ...PHONE, scheme: "dark" } },
  { name: "with a model, desktop, dark", scripted: true, look: { ...DESKTOP, scheme: "dark" } },
  { name: "with a model, phone, light", scripted: true, look: { ...PHONE, scheme: "light" } },
];

describe.skipIf(withoutChromium).each(VISITS)(
  "a strategist's story, $name",
  ({ scripted: withModel, look }) => {
    it("greets, prioritises, drags a slider, asks why, undoes, compares two scenarios and takes the CSV", async () => {
      const { page, checkAccess, leave } = await site.visit(look, withModel ? scripted!.origin : site.origin);
      const overview = page.getByRole("region", { name: "KPI lift" });

      await showSide(page, "Plan & result");
      await expect.poll(() => page.getByText("The book as it stands: 50,000 accounts").count()).toBe(1);
      await checkAccess();

      await say(page, "Hello there!");
      await expect.poll(() => page.getByText("accounts move").count()).toBe(0);
      await checkAccess();

      await say(page, "Prioritize runway and growth, 60/40");
      const answer = page.getByRole("article", { name: "Assistant" }).last();
      await expectText(answer).toMatch(/2,500 accounts move/);
      if (withModel) await expectText(answer).toContain("Understood by the model");
      // That there is no model is told once, not with every answer.
      else await expect.poll(() => page.getByText("Read without a language model").count()).toBe(1);
      await checkAccess();

      await showSide(page, "Plan & result");
      await expect.poll(() => shares(page)).toEqual({ runway: 60, growth: 40, geo: 0, category: 0 });
      const composite = overview.getByRole("row", { name: /Composite/ });
      const first = await composite.textContent();
      await page.getByRole("slider", { name: "Geo share" }).focus();
      await page.keyboard.press("PageUp");
      await page.keyboard.press("PageUp");
      await expect.poll(() => shares(page)).toEqual({ runway: 48, growth: 32, geo: 20, category: 0 });
      await expectText(composite).not.toBe(first);
      await expect.poll(() => page.getByText("You adjusted the plan").count()).toBe(1);

      await say(page, "Why did 731433806 move?");
      await expectText(answer).toMatch(
        /[A-Z]\w+ [^:]* 731433806: D → C.*Rank by potential: [\d,]+ of 50,000/s,
      );

      await showSide(page, "Plan & result");
      await page.getByRole("main").getByRole("button", { name: "Undo" }).click();
      await expectText(composite).toBe(first);
      await expect.poll(() => shares(page)).toEqual({ runway: 60, growth: 40, geo: 0, category: 0 });

      await page.getByRole("tab", { name: "Accounts" }).click();
      await expect.poll(() => page.getByRole("status").getByText("2,500 of 50,000 accounts").count()).toBe(1);
      await checkAccess();

      await page.getByRole("tab", { name: /Scenarios/ }).click();
      await page.getByRole("checkbox", { name: "Compare Prioritize runway and growth, 60/40" }).check();
      await page.getByRole("checkbox", { name: /Compare .*Geo 20/ }).check();
      const comparison = page.getByRole("region", { name: "Comparison" });
      await expectText(comparison).toMatch(/[\d,]+ accounts end in different tiers/);
      await expectText(comparison.getByRole("row", { name: /Geo share/ })).toMatch(/20 %/);
      await checkAccess();

      await page.getByRole("tab", { name: "Overview" }).click();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("main").getByRole("link", { name: "CSV", exact: true }).click(),
      ]);
      await expectTiers(download, 2500);
      await leave();
    });
  },
);

/** The weights as the sliders show them, per cent. */
async function shares(page: Page): Promise<Record<string, number>> {
  const shown: Record<string, number> = {};
  for (const signal of ["runway", "growth", "geo", "category"]) {
    shown[signal] = Number(await page.locator(`#weight-${signal}`).inputValue());
  }
  return shown;
}

/** The file has a row for every account, the book's tier sizes, and as many moves as the page said. */
async function expectTiers(download: Download, moves: number): Promise<void> {
  expect(download.suggestedFilename()).toMatch(/^accounts-hybrid-runway60-growth40-\d{4}-.*\.csv$/);
  const [header, ...lines] = (await readFile(await download.path(), "utf8")).trimEnd().split("\r\n");
  expect(header).toBe("ID,PreviousTier,Tier,Change,PI_acct,TotalRevenue,Reason");
  expect(lines.length).toBe(50_000);
  const rows = lines.map((line) => line.split(","));
  const sizes = new Map<string, number>();
  for (const [, , tier] of rows) sizes.set(tier!, (sizes.get(tier!) ?? 0) + 1);
  expect(Object.fromEntries(sizes)).toEqual({
    "Tier A": 980,
    "Tier B": 11_373,
    "Tier C": 4_251,
    "Tier D": 33_396,
  });
  expect(rows.filter(([, , , change]) => change !== "same").length).toBe(moves);
}
