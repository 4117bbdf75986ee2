import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { withoutChromium } from "./support/chromium.ts";
import { expectFits } from "./support/fits.ts";
import { openSite } from "./support/site.ts";
import { expectSettled, expectText, LONG, say, showSide } from "./support/visit.ts";

const site = openSite();

const LOOKS = [
  { width: 1440, height: 900, scheme: "dark" },
  { width: 1024, height: 768, scheme: "light" },
  { width: 390, height: 844, scheme: "dark" },
] as const;

interface Seller {
  readonly id: string;
  readonly role: string;
  readonly geos: readonly string[];
  readonly domains: readonly string[];
  readonly presence: string;
}

/** The demonstration's sellers as someone's own file, in other words, without every tenth and with a faulty row. */
async function sellersFile(): Promise<string> {
  const answer = await fetch(`${site.origin}/v1/coverage/sellers`);
  const { sellers } = (await answer.json()) as { sellers: readonly Seller[] };
  const rows = sellers
    .filter((_, at) => at % 10 !== 3)
    .map(({ id, role, geos, domains, presence }) =>
      [id, role, geos.join("|"), domains.join("|"), presence].map((cell) => `"${cell}"`).join(","),
    );
  return ["Rep ID,Job Title,Territory,Industries,Mode", ...rows, "X999,,Africa,,remote"].join("\n");
}

describe.skipIf(withoutChromium).each(LOOKS)("coverage at $width, $scheme,", (look) => {
  it("takes a file of sellers, gives reasons for changes, prices a rejection at once, and downloads the moves", async () => {
    const { page, checkAccess, leave } = await site.visit(look);
    await say(page, "prioritize runway growth");
    await showSide(page, "Plan & result");
    await page.getByRole("tab", { name: "Coverage" }).click();
    await page.getByText(/^600 sellers, made up for the demonstration/).waitFor();
    await page.getByLabel("Load sellers.csv").setInputFiles({
      name: "reps.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(await sellersFile()),
    });
    await page.getByText(/^540 sellers, from your file/).waitFor();
    await page.getByText(/1 of 541 rows were not taken: line 542: the role is blank/).waitFor();
    await page.getByLabel("Load capacity.csv").setInputFiles({
      name: "capacity.csv",
      mimeType: "text/csv",
      buffer: Buffer.from("Role,A,B,C,D\nField Executive,8,38,0,0\nSpecialist,14,50,70,0"),
    });
    await page.getByText(/Field Executive A 8, B 38, C 0, D 0; .*Specialist A 14, B 50/).waitFor();

    const review = page.getByRole("list", { name: "Changes" });
    const items = review.getByRole("listitem");
    await items.nth(2).waitFor();
    await expectSettled(page.locator(".coverage"));
    for (const at of [0, 1, 2]) {
      await expectText(items.nth(at)).toMatch(
        /\(\d+\), Tier [A-D], .*: (?:S\d+|former-\d) → S\d+; .* whitespace/,
      );
      await expectText(items.nth(at).locator(".hint")).toMatch(
        /^(?:S\d+|former-\d) .*\.$|^To even loads out/,
      );
    }
    await page.getByText(/^Within [\d.]+ % of the best possible under these rules; whether/).waitFor();
    await page
      .getByText(/^One more .* in .* is worth /)
      .first()
      .waitFor();
    await expectFits(page);
    await checkAccess();

    const told = (await items.first().textContent())!;
    const [, account, to] = /\((\d+)\), .*: (?:S\d+|former-\d) → (S\d+);/.exec(told)!;
    await page.getByRole("button", { name: `Reject ${account}` }).click();
    await page.getByText(new RegExp(`^Costs .* for ${account}\\.`)).waitFor();
    await page.getByText(/rejected: (?:stays with|not) S\d+/).waitFor();
    const [, accepted] = /\((\d+)\), Tier/.exec((await items.nth(1).textContent())!)!;
    await page.getByRole("button", { name: `Accept ${accepted}` }).click();
    await page.getByText(/accepted: goes to S\d+/).waitFor();
    await expectSettled(page.locator(".coverage"));
    await expectFits(page);

    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download moves" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("moves.csv");
    const moves = await readFile(await download.path(), "utf8");
    expect(moves).toContain("ID,Geo_Entity,Tier,From,To,Change,Whitespace,Gain,Reason");
    expect(moves).not.toMatch(new RegExp(`^${account},.*,${to},moved,`, "m"));

    const nobody = page.getByRole("list", { name: "Without a seller" }).getByRole("listitem");
    await expectText(nobody.first().locator(".hint")).toMatch(/\w.*\.$/);
    await page.getByLabel("Retire").selectOption({ index: 1 });
    await page.getByRole("button", { name: "Compare scenarios" }).click();
    const table = page.getByRole("region", { name: "What if" }).getByRole("table");
    await table.waitFor(LONG);
    await expect.poll(() => table.getByRole("columnheader").count()).toBe(6);
    await page.getByRole("button", { name: "Draw the frontier" }).click();
    const frontier = page.getByRole("table", { name: "Continuity against whitespace" });
    await frontier.waitFor(LONG);
    await page
      .getByRole("region", { name: "Continuity against whitespace" })
      .locator("svg.plot path")
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Find the sizes" }).click();
    await page.getByRole("button", { name: "Tier by these sizes" }).waitFor(LONG);
    await expectFits(page);
    await checkAccess();
    await leave();
  });
});
