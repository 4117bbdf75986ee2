import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startScriptedModel } from "../support/scripted-model.ts";
import { launchChromium, withoutChromium } from "./support/chromium.ts";
import { type RunningServer, startServer } from "./support/server.ts";
import { say, visit } from "./support/visit.ts";

const LOOK = { width: 1280, height: 800, scheme: "dark" } as const;

let browser: Browser;
let server: RunningServer;
const cleanUps: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  [browser, server] = await Promise.all([launchChromium(), startServer()]);
});

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function startWithModel(script: Parameters<typeof startScriptedModel>[0]): Promise<RunningServer> {
  const model = await startScriptedModel(script);
  cleanUps.push(() => model.close());
  const settings = { OPENAI_API_KEY: "test", OPENAI_BASE_URL: model.url, INTERPRETER_DEADLINE_MS: "10000" };
  const started = await startServer(settings);
  cleanUps.push(() => started.stop());
  return started;
}

describe.skipIf(withoutChromium)("when something goes wrong, the page", () => {
  it("says that the model is away, why, and answers all the same", async () => {
    const away = await startWithModel([{ status: 401, body: "{}" }]);
    const { page, checkAccess, leave } = await visit(browser, away.origin, LOOK);
    await say(page, "prioritize runway growth");
    const answer = page.getByRole("article", { name: "Assistant" }).last();
    expect(await answer.textContent()).toContain("The model was not used:");
    expect(await answer.textContent()).toMatch(/accounts move/);
    await checkAccess();
    await leave();
  });

  it("stops an answer on the way when asked to, and can send the message again", async () => {
    // The model never answers the first message; after that it does.
    const slow = await startWithModel([() => undefined, { answer: { method: "none", reply: "Here I am." } }]);
    const { page, wrongs, leave } = await visit(browser, slow.origin, LOOK);
    await page.getByLabel("Message", { exact: true }).fill("are you there?");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Stop" }).click();
    await expect.poll(() => page.getByText("Stopped.").count()).toBe(1);
    await page.getByRole("button", { name: "Send again", exact: true }).click();
    await expect.poll(() => page.getByText("Here I am.").count()).toBe(1);
    expect(await page.getByRole("article", { name: "You" }).count()).toBe(1);
    expect(wrongs).toEqual([]);
    await leave();
  });

  it("shows a refused value at its field, with the nearest ones to choose from", async () => {
    const link = `${server.origin}/#method=hybrid&runway=1&scope=Geo_Entity%3AWestern+Europa`;
    const visited = await visit(browser, link, LOOK);
    const { page } = visited;
    const mend = page.getByRole("button", { name: "Use Western Europe" });
    await expect.poll(() => mend.count()).toBe(1);
    await visited.checkAccess();
    await mend.click();
    await expect.poll(() => page.getByText("accounts change tier (").count()).toBe(1);
    expect(await page.getByRole("region", { name: "Plan" }).textContent()).toContain(
      "only Geo Entity: Western Europe",
    );
    // Chromium itself logs the 422; nothing else went wrong.
    expect(visited.wrongs.splice(0)).toEqual([expect.stringContaining("422")]);
    await visited.leave();
  });

  it("notices a lost connection, keeps what is shown, and takes up again by itself", async () => {
    const visited = await visit(browser, server.origin, LOOK);
    const { page } = visited;
    await say(page, "prioritize runway growth");
    await page.context().setOffline(true);
    await page.getByRole("slider", { name: "Geo share" }).press("PageUp");
    await expect.poll(() => page.getByText("Connection lost.").count()).toBe(1);
    expect(await page.getByText("accounts change tier (").count()).toBe(1);
    await page.context().setOffline(false);
    await expect.poll(() => page.getByText("Connection lost.").count()).toBe(0);
    await expect.poll(() => page.getByText("You adjusted the plan").count()).toBe(1);
    for (const wrong of visited.wrongs.splice(0)) expect(wrong).toContain("ERR_INTERNET_DISCONNECTED");
    await visited.leave();
  });

  it("loses nothing where the server is killed in the middle of a run, and asks again once it is back", async () => {
    const first = await startServer();
    const visited = await visit(browser, first.origin, LOOK);
    const { page } = visited;
    await say(page, "prioritize runway growth");
    const answers = page.getByRole("article", { name: "Assistant" });
    await page.route("**/v1/chat*", async (route) => {
      await first.kill();
      await route.continue().catch(() => undefined);
    });
    await page.getByLabel("Message", { exact: true }).fill("half on growth, move at most 1 %");
    await page.keyboard.press("Enter");
    await page.getByText("Connection lost.").first().waitFor();
    expect(await page.getByText("accounts change tier (").count()).toBe(1);
    expect(await page.getByRole("article", { name: "You" }).count()).toBe(2);
    await page.unroute("**/v1/chat*");
    const second = await startServer({ PORT: new URL(first.origin).port });
    cleanUps.push(() => second.stop());
    await expect.poll(() => page.getByText("Connection lost.").count(), { timeout: 30_000 }).toBe(0);
    await answers.nth(1).and(page.locator("[aria-busy=false]")).waitFor({ timeout: 60_000 });
    await expect
      .poll(() => page.locator(".headline").textContent())
      .toMatch(/^500 of 50,000 accounts change tier/);
    expect(await page.getByRole("article", { name: "You" }).count()).toBe(2);
    for (const wrong of visited.wrongs.splice(0)) expect(wrong).toMatch(/ERR_|Failed to fetch|network/i);
    await visited.leave();
  });

  it("is of use on a slow network: says what it waits for, and shows the latest wish alone", async () => {
    const { page, leave } = await visit(browser, server.origin, LOOK);
    const network = await page.context().newCDPSession(page);
    await network.send("Network.enable");
    // A bad mobile connection: half a second to and fro, 50 kB a second.
    await network.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 500,
      downloadThroughput: 50_000,
      uploadThroughput: 50_000,
    });
    await page.reload();
    await page.getByText("The book as it stands").waitFor({ timeout: 60_000 });
    await page.getByLabel("Message", { exact: true }).fill("all on runway");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Stop" }).waitFor();
    const answers = page.getByRole("article", { name: "Assistant" });
    await answers.first().and(page.locator("[aria-busy=false]")).waitFor({ timeout: 60_000 });
    const slider = page.getByRole("slider", { name: "Growth" });
    for (let press = 0; press < 6; press++) await slider.press("PageUp");
    const wanted = await slider.inputValue();
    await expect
      .poll(() => page.locator(".result").getAttribute("aria-busy"), { timeout: 30_000 })
      .toBe("false");
    await expect.poll(() => page.getByText("You adjusted the plan").count(), { timeout: 30_000 }).toBe(1);
    expect(await slider.inputValue()).toBe(wanted);
    expect(await page.getByText("Connection lost.").count()).toBe(0);
    await page.getByRole("tab", { name: "Accounts" }).click();
    await page.locator(".accounts-table tbody button.link").first().waitFor({ timeout: 60_000 });
    await leave();
  });

  it("refuses a message that is too long before it is sent", async () => {
    const { page, leave } = await visit(browser, server.origin, LOOK);
    await page.getByLabel("Message", { exact: true }).fill("x".repeat(4001));
    expect(await page.getByText("4,001 characters; at most 4,000 are read.").count()).toBe(1);
    expect(await page.getByRole("button", { name: "Send" }).isDisabled()).toBe(true);
    await leave();
  });
});
