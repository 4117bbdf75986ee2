import { describe, expect, it } from "vitest";
import { withoutChromium } from "./support/chromium.ts";
import { openSite } from "./support/site.ts";
import { say } from "./support/visit.ts";

const LOOK = { width: 1280, height: 800, scheme: "light" } as const;

const site = openSite();

describe.skipIf(withoutChromium)("scenarios on the server", () => {
  it("are saved there, a changed one as a new version, and are there for another browser", async () => {
    const mine = await site.visit(LOOK);
    await say(mine.page, "60 % growth, 40 % geo, move at most 2 %");
    await mine.page.getByRole("tab", { name: /Scenarios/ }).click();
    const name = mine.page.getByRole("textbox", { name: /^Name of/ });
    await name.fill("Western push");
    await name.press("Enter");
    const told = mine.page.getByRole("status").filter({ hasText: /saved|already|version|imported/ });
    const save = async (expected: RegExp) => {
      await mine.page.getByRole("button", { name: "Save to server" }).click();
      await expect.poll(async () => (await told.allTextContents()).join()).toMatch(expected);
    };
    await save(/^1 saved\. This server keeps it in memory/);
    await save(/^0 saved, 1 there already/);
    const note = mine.page.getByRole("textbox", { name: "Note on Western push" });
    await note.fill("for the board");
    await note.press("Enter");
    await save(/^0 saved, 1 as a new version/);
    const answer = await fetch(`${site.origin}/v1/scenarios`);
    const { scenarios } = (await answer.json()) as { scenarios: unknown };
    expect(scenarios).toMatchObject([
      { name: "Western push", versions: [{ version: 2, note: "for the board" }, {}] },
    ]);
    await mine.leave();

    const yours = await site.visit(LOOK);
    await yours.page.getByRole("tab", { name: /Scenarios/ }).click();
    await yours.page.getByRole("button", { name: "Load from server" }).click();
    await expect
      .poll(() => yours.page.getByRole("textbox", { name: "Note on Western push" }).inputValue())
      .toBe("for the board");
    await yours.leave();
  });
});
