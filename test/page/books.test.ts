import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { withoutChromium } from "./support/chromium.ts";
import { openSite } from "./support/site.ts";
import { expectText, say, showSide } from "./support/visit.ts";

const site = openSite();

/** What a company's CRM exports: semicolons, decimal commas, Windows' letters, three named tiers, a row of totals. */
const CRM = Buffer.from(
  [
    "Kunde;Gebiet;Klasse;Umsatz 2024;Umsatz 2025;Umsatzpotenzial",
    ...Array.from({ length: 60 }, (_, k) => {
      const tier = ["Gold", "Silver", "Bronze"][k % 3];
      return `K${k};${["Nord", "Süd"][k % 2]};${tier};${100 + k},50;${120 + ((k * 7) % 50)},25;${900 + ((k * 13) % 100)},00`;
    }),
    "K99;Nord;Zinn;1,5;1,5;9,5",
  ].join("\r\n"),
  "latin1",
);
const FILE = { name: "kunden.csv", mimeType: "text/csv", buffer: CRM };

const LOOKS = [
  { width: 1280, height: 800, scheme: "light" },
  { width: 390, height: 844, scheme: "dark" },
] as const;

describe.skipIf(withoutChromium).each(LOOKS)("a new user at $width, $scheme,", (look) => {
  it("brings a file of their own, sees how it was read, and downloads its tiers", async () => {
    const { page, checkAccess, leave } = await site.visit(look);
    await page.getByRole("button", { name: "Use your own book" }).click();
    const books = page.getByRole("dialog", { name: "Books" });
    await books.getByText("Demonstration book").waitFor();
    await books.getByLabel("File of accounts").setInputFiles(FILE);
    const reading = books.getByRole("region", { name: "How it was read" });
    await expectText(reading).toContain("60 accounts from 61 rows, 1 rejected");
    await expectText(reading).toContain("Tiers, highest first: Gold: 20, Silver: 20, Bronze: 20");
    await expectText(reading).toContain("CSV with semicolons, windows-1252");
    await expectText(reading).toMatch(/line 62, .*Zinn/);
    await expect.poll(() => books.getByLabel("What Gebiet is").inputValue()).toBe("Geo_Entity");
    await checkAccess();
    await books.getByRole("button", { name: "Use this book" }).click();

    await expect.poll(() => page.getByText("The book as it stands: 60 accounts in 3 tiers").count()).toBe(1);
    await expectText(page.locator("header .book")).toContain("60 accounts");
    if (look.width > 900) {
      // Those of the market shares, which do not count here, beside the others.
      const sliders = page.locator(".weight input");
      const tops = await Promise.all(
        (await sliders.all()).map(async (slider) => (await slider.boundingBox())!.y),
      );
      expect(new Set(tops.map(Math.round)).size).toBe(1);
      expect(tops).toHaveLength(4);
    }
    // What one can begin with names nothing that this book does not have.
    await showSide(page, "Chat");
    await expect.poll(() => page.locator(".starters").innerText()).toMatch(/Keep Gold as it is/);
    await expectText(page.locator(".starters")).not.toMatch(/Western Europe|Tier A/);
    await say(page, "all on growth, move at most 20 %");
    await showSide(page, "Plan & result");
    await expectText(page.locator(".headline")).toMatch(/of 60 accounts change tier/);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("main").getByRole("link", { name: "CSV", exact: true }).click(),
    ]);
    const csv = await readFile(await download.path(), "utf8");
    expect(csv.trimEnd().split("\r\n")).toHaveLength(61);
    expect(csv).toMatch(/^K0,Gold,(Gold|Silver),/m);

    await page.getByRole("button", { name: "Books" }).click();
    await books.getByRole("button", { name: "Switch to it" }).first().click();
    await expect.poll(() => page.getByText("The book as it stands: 50,000 accounts").count()).toBe(1);
    // Chromium itself logs the refusal of the first try, which names what did not fit.
    await leave(/422/);
  });
});

const SELLERS = "Name;Role;Geo\nJürgen Weiß;Innendienst;Nord\nAnja Öztürk;Innendienst;Süd\n";
const CAPACITY = "Role;Tier;Accounts\nInnendienst;Gold;4\nInnendienst;Silver;6\nInnendienst;Bronze;30\n";
/** Addresses that are of no book. */
const OF_NO_BOOK = /^v1\/(?:books|session)\b/;

describe.skipIf(withoutChromium)("a book of one's own", () => {
  it("is what all tabs ask about, link to and cover with its sellers", async () => {
    const { page, leave } = await site.visit(LOOKS[0]);
    const books = page.getByRole("dialog", { name: "Books" });
    await page.getByRole("button", { name: "Use your own book" }).click();
    await books.getByLabel("File of accounts").setInputFiles(FILE);
    await books.getByRole("button", { name: "Use this book" }).click();
    await page.getByText("The book as it stands: 60 accounts in 3 tiers").waitFor();

    const asked: string[] = [];
    page.on("request", (request) => {
      const { pathname, search } = new URL(request.url());
      asked.push(`${pathname.slice(1)}${search}`);
    });
    const file = (name: string, text: string) => ({
      name,
      mimeType: "text/csv",
      buffer: Buffer.from(text),
    });
    for (const tab of await page.getByRole("tab").all()) {
      await tab.click();
      const panel = page.getByRole("tabpanel");
      if ((await tab.textContent())?.startsWith("Coverage")) {
        await page.getByLabel("Load sellers.csv").setInputFiles(file("sellers.csv", SELLERS));
        await expectText(panel).toContain("2 sellers, from your file");
        await page.getByLabel("Load capacity.csv").setInputFiles(file("capacity.csv", CAPACITY));
        await expectText(panel).toContain("Innendienst Gold 4, Silver 6, Bronze 30");
        await expectText(panel).toContain("Jürgen Weiß");
      }
      await expect.poll(() => page.locator("[aria-busy=true]").count()).toBe(0);
      const links = await page.getByRole("main").locator("a[href*='v1/']").all();
      for (const link of links) asked.push((await link.getAttribute("href")) ?? "");
    }
    const astray = asked.filter(
      (address) => address.startsWith("v1/") && !OF_NO_BOOK.test(address) && !/[?&]book=/.test(address),
    );
    expect(asked.some((address) => address.startsWith("v1/coverage?"))).toBe(true);
    expect(astray).toEqual([]);
    await leave(/422/);
  });
});

describe.skipIf(withoutChromium)("a book that is left for another", () => {
  it("keeps what was under way in it, and the other gets nothing of that", async () => {
    const { page, leave } = await site.visit(LOOKS[0]);
    const books = page.getByRole("dialog", { name: "Books" });
    const message = page.getByLabel("Message", { exact: true });
    await page.getByRole("button", { name: "Use your own book" }).click();
    await books.getByLabel("File of accounts").setInputFiles(FILE);
    await books.getByRole("button", { name: "Use this book" }).click();
    await page.getByText("The book as it stands: 60 accounts in 3 tiers").waitFor();

    // Within one turn, so that nothing of it has been kept when the page is left.
    const leaveAfter = (words: string) =>
      page.evaluate(`(() => {
        const field = document.querySelector("#message");
        field.value = ${JSON.stringify(words)};
        field.dispatchEvent(new Event("input", { bubbles: true }));
        const buttons = [...document.querySelectorAll("dialog[open] .books button")];
        buttons.find(({ textContent }) => textContent === "Switch to it").click();
      })()`);
    await page.getByRole("button", { name: "Books" }).click();
    await books.getByRole("button", { name: "Switch to it" }).first().waitFor();
    await leaveAfter("Gold stays");
    await page.getByText("The book as it stands: 50,000 accounts").waitFor();
    expect(await message.inputValue()).toBe("");

    await page.getByRole("button", { name: /Books|Use your own book/ }).click();
    await books.getByRole("button", { name: "Switch to it" }).last().click();
    await page.getByText("The book as it stands: 60 accounts in 3 tiers").waitFor();
    expect(await message.inputValue()).toBe("Gold stays");
    await leave(/422/);
  });
});

describe.skipIf(withoutChromium).each(LOOKS)("a file that leaves things open, at $width,", (look) => {
  it("is told the order of its tiers and where its markets come from, and shows what is taken for what", async () => {
    const { page, checkAccess, leave } = await site.visit(look);
    await page.getByRole("button", { name: "Use your own book" }).click();
    const books = page.getByRole("dialog", { name: "Books" });
    const rows = Array.from({ length: 30 }, (_, k) =>
      [
        `x${k}`,
        ["Rot", "Gelb", "Blau"][k % 3],
        ["Nord", "Süd"][k % 2],
        100 + k,
        90 + (k % 7),
        40 + 3 * k,
      ].join(";"),
    );
    await books.getByLabel("File of accounts").setInputFiles({
      name: "farben.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(["Konto-ID;Klasse;Region;Umsatz;Umsatz Vorjahr;Whitespace", ...rows].join("\n")),
    });
    await books.getByRole("alert").getByText("the order of its 3 values").waitFor();
    await expect.poll(() => books.getByLabel("What Whitespace is").inputValue()).toBe("signals.runway");
    await books.getByLabel("Tiers of Klasse, highest first").fill("Rot > Gelb > Blau");
    await books.getByRole("button", { name: "Read it again with these" }).click();
    const reading = books.getByRole("region", { name: "How it was read" });
    await expectText(reading).toContain("Tiers, highest first: Rot: 10, Gelb: 10, Blau: 10");
    await expectText(reading).toMatch(/geo: no market table/);
    await checkAccess();

    // Brought up to where one looks.
    await expect.poll(async () => (await reading.boundingBox())!.y).toBeLessThan(200);
    await books.getByLabel("What Whitespace is").selectOption("PotentialRevenue");
    await books.getByRole("button", { name: "Read it again with these" }).click();
    await expectText(reading).toMatch(/geo: no market table/);
    await books.getByLabel("take shares of the book’s own potential").check();
    await expectText(reading).not.toMatch(/geo: no market table/);
    await expectText(reading).toContain("Rot: 10");
    await books.getByRole("button", { name: "Use this book" }).click();
    await page.getByText("The book as it stands: 30 accounts in 3 tiers").waitFor({ state: "attached" });
    await leave(/422/);
  });
});

describe.skipIf(withoutChromium)("a file that is no book", () => {
  it("is refused with what is missing, its first rows, and columns to match by hand", async () => {
    const { page, checkAccess, leave } = await site.visit(LOOKS[0]);
    await page.getByRole("button", { name: "Use your own book" }).click();
    const books = page.getByRole("dialog", { name: "Books" });
    const rows = Array.from({ length: 30 }, (_, k) => `x${k};${k * 3}`);
    const file = {
      name: "odd.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(["foo;bar", ...rows].join("\n")),
    };
    await books.getByLabel("File of accounts").setInputFiles(file);
    await books.getByRole("alert").getByText("This is no book yet").waitFor();
    await expect.poll(() => books.getByRole("button", { name: "Use this book" }).isDisabled()).toBe(true);
    await books.getByLabel("What foo is").selectOption("ID");
    await books.getByLabel("What bar is").selectOption("TotalRevenue");
    await books.getByRole("button", { name: "Read it again with these" }).click();
    await expect
      .poll(() => books.getByText(/30 accounts from 30 rows|This is no book yet/).count())
      .toBeGreaterThan(0);
    await checkAccess();
    await leave(/422/);
  });
});
