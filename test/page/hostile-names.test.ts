import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { withoutChromium } from "./support/chromium.ts";
import { expectFits } from "./support/fits.ts";
import { openSite } from "./support/site.ts";
import { closeDialog, expectSettled, expectText, LONG, say } from "./support/visit.ts";

const LOOK = { width: 1440, height: 900, scheme: "light" } as const;

/** Each would be seen: an image is asked for, a script breaks the page's policy, an element is in the page. */
const IMAGE = '<img src=x onerror="pwned=1">';
const SCRIPT = "</script><script>pwned=2</script>";
const TAG = "\"'><i class=pwned>";
const TIERS = ["<b class=pwned>Gold</b>", "<img/src=y>", "Bronze & <Rest>"];
const COLUMNS = {
  "No <b class=pwned>": "ID",
  [`Name ${IMAGE}`]: "Name",
  [`Region ${TAG}`]: "Geo_Entity",
  [`Class ${SCRIPT}`]: "MarketTier",
  "Turnover <2024>": "TotalRevenue_FY2024",
  "Turnover <2025>": "TotalRevenue_FY2025",
  "Potential <2029>": "PotentialRevenue_FY2029",
};

function hostileBook(): string {
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  const rows = Array.from({ length: 90 }, (_, i) => {
    const turnover = 1000 + ((i * 7919) % 997);
    const texts = [
      `<${i}>`,
      `${[IMAGE, SCRIPT, TAG][i % 3]} ${i}`,
      `${[TAG, IMAGE][i % 2]} region`,
      TIERS[i % 3]!,
    ];
    return [...texts, turnover, turnover + ((i * 31) % 400), turnover * 2].map(String);
  });
  return [Object.keys(COLUMNS), ...rows].map((row) => row.map(quoted).join(",")).join("\n");
}

const folder = mkdtempSync(join(tmpdir(), "hostile-names-"));
afterAll(() => rmSync(folder, { recursive: true }));
const site = openSite(() => {
  const [accounts, mapping] = [join(folder, "accounts.csv"), join(folder, "mapping.json")];
  writeFileSync(accounts, hostileBook());
  writeFileSync(mapping, JSON.stringify({ accounts: COLUMNS, tam: "book", tiers: TIERS }));
  return { TIERING_ACCOUNTS: accounts, TIERING_MAPPING: mapping };
});

describe.skipIf(withoutChromium)("names and words with HTML in them", () => {
  it("are text wherever they stand: in the chat, its tables, charts, lists, tooltips, scenarios and the report", async () => {
    const { page, leave } = await site.visit(LOOK);
    const expectNothingOfIt = () => expect.poll(() => page.locator(".pwned, img[onerror]").count()).toBe(0);
    await say(page, `Growth matters most ${IMAGE}, move at most 20 %`);
    for (const question of [
      "who moved up?",
      "which accounts moved, by region?",
      "list the 5 largest accounts",
    ])
      await say(page, question);
    await expectText(page.getByRole("article", { name: "Assistant" }).last()).toContain("<i class=pwned>");
    await expectNothingOfIt();
    for (const tab of ["Frontier", "Rules", "Methods", "Groups", "Progression", "Workspace", "Accounts"]) {
      await page.getByRole("tab", { name: tab }).click();
      await expectSettled(page.getByRole("tabpanel"));
      await expectNothingOfIt();
    }
    await expectFits(page);
    const panel = page.getByRole("dialog");
    // A row that is drawn anew while it is clicked is clicked again.
    await expect
      .poll(async () => {
        if ((await panel.count()) === 0)
          await page.locator(".accounts-table tbody button.link").first().click();
        return panel.count();
      })
      .toBe(1);
    await panel.getByText(/Verified by \d+ runs/).waitFor(LONG);
    await expectText(panel.getByRole("heading", { level: 2 })).toMatch(/<(img|i|\/script)/);
    await expectNothingOfIt();
    await closeDialog(page);

    await say(page, "all on runway");
    await page.getByRole("tab", { name: /^Scenarios/ }).click();
    await page
      .getByRole("textbox", { name: /^Name of/ })
      .first()
      .fill(IMAGE + TAG);
    await page.keyboard.press("Enter");
    await page
      .getByRole("textbox", { name: /^Note on/ })
      .first()
      .fill(SCRIPT);
    await page.keyboard.press("Enter");
    for (const box of await page.getByRole("checkbox", { name: /^Compare/ }).all()) await box.check();
    await page.getByText(/^Measured with the weights/).waitFor(LONG);
    await expectNothingOfIt();
    await page.reload();
    await page.getByText(/^Measured with the weights/).waitFor(LONG);
    await expectNothingOfIt();
    const link = await page
      .getByRole("link", { name: "Report as a page", includeHidden: true })
      .first()
      .getAttribute("href");
    await page.goto(new URL(link!, site.origin).href);
    await expectText(page.locator("body")).toMatch(/<b class=pwned>Gold<\/b>/);
    await expectNothingOfIt();
    await leave();
  });
});
