import { afterEach, describe, expect, it } from "vitest";
import { startScriptedModel } from "../support/scripted-model.ts";
import { startToxicProxy } from "../support/toxic-proxy.ts";
import { withoutChromium } from "./support/chromium.ts";
import { type RunningServer, startServer } from "./support/server.ts";
import { openSite } from "./support/site.ts";
import { expectText, LONG, say } from "./support/visit.ts";

const LOOK = { width: 1280, height: 800, scheme: "dark" } as const;

const site = openSite();
const cleanUps: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

function portOf({ origin }: RunningServer): number {
  return Number(new URL(origin).port);
}

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
    const { page, checkAccess, leave } = await site.visit(LOOK, away.origin);
    await say(page, "prioritize runway growth");
    const answer = page.getByRole("article", { name: "Assistant" }).last();
    await expectText(answer).toContain("The model was not used:");
    await expectText(answer).toMatch(/accounts move/);
    await checkAccess();
    await leave();
  });

  it("stops an answer on the way when asked to, and can send the message again", async () => {
    // The model never answers the first message; after that it does.
    const slow = await startWithModel([() => undefined, { answer: { method: "none", reply: "Here I am." } }]);
    const { page, leave } = await site.visit(LOOK, slow.origin);
    await page.getByLabel("Message", { exact: true }).fill("are you there?");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Stop" }).click();
    await expect.poll(() => page.getByText("Stopped.").count()).toBe(1);
    await page.getByRole("button", { name: "Send again", exact: true }).click();
    await expect.poll(() => page.getByText("Here I am.").count()).toBe(1);
    await expect.poll(() => page.getByRole("article", { name: "You" }).count()).toBe(1);
    await leave();
  });

  it("shows a refused value at its field, with the nearest ones to choose from", async () => {
    const link = `${site.origin}/#method=hybrid&runway=1&scope=Geo_Entity%3AWestern+Europa`;
    const { page, checkAccess, leave } = await site.visit(LOOK, link);
    const mend = page.getByRole("button", { name: "Use Western Europe" });
    await expect.poll(() => mend.count()).toBe(1);
    await checkAccess();
    await mend.click();
    await expect.poll(() => page.getByText("accounts change tier (").count()).toBe(1);
    await expectText(page.getByRole("region", { name: "Plan" })).toContain("only Geo Entity: Western Europe");
    // Chromium itself logs the 422; nothing else went wrong.
    await leave(/422/);
  });

  it("notices a lost connection, keeps what is shown, and takes up again by itself", async () => {
    const { page, leave } = await site.visit(LOOK);
    await say(page, "prioritize runway growth");
    await page.context().setOffline(true);
    await page.getByRole("slider", { name: "Geo share" }).press("PageUp");
    await expect.poll(() => page.getByText("Connection lost.").count()).toBe(1);
    await expect.poll(() => page.getByText("accounts change tier (").count()).toBe(1);
    await page.context().setOffline(false);
    await expect.poll(() => page.getByText("Connection lost.").count()).toBe(0);
    await expect.poll(() => page.getByText("You adjusted the plan").count()).toBe(1);
    await leave(/ERR_INTERNET_DISCONNECTED/);
  });

  it("loses nothing where the server is killed in the middle of a run, and asks again once it is back", async () => {
    const first = await startServer();
    // One address before both servers: a port that one has left may be taken by anybody.
    const door = await startToxicProxy(portOf(first));
    cleanUps.push(() => door.close());
    const { page, leave } = await site.visit(LOOK, `http://127.0.0.1:${door.port}`);
    await say(page, "prioritize runway growth");
    const answers = page.getByRole("article", { name: "Assistant" });
    await page.route("**/v1/chat*", async (route) => {
      await first.kill();
      await route.continue().catch(() => undefined);
    });
    await page.getByLabel("Message", { exact: true }).fill("half on growth, move at most 1 %");
    await page.keyboard.press("Enter");
    await page.getByText("Connection lost.").first().waitFor();
    await expect.poll(() => page.getByText("accounts change tier (").count()).toBe(1);
    await expect.poll(() => page.getByRole("article", { name: "You" }).count()).toBe(2);
    await page.unroute("**/v1/chat*");
    const second = await startServer();
    cleanUps.push(() => second.stop());
    door.redirect(portOf(second));
    await expect.poll(() => page.getByText("Connection lost.").count()).toBe(0);
    await answers.nth(1).and(page.locator("[aria-busy=false]")).waitFor(LONG);
    await expectText(page.locator(".headline")).toMatch(/^500 of 50,000 accounts change tier/);
    await expect.poll(() => page.getByRole("article", { name: "You" }).count()).toBe(2);
    await leave(/ERR_|Failed to fetch|network/i);
  });

  it("is of use on a slow network: says what it waits for, and shows the latest wish alone", async () => {
    const { page, leave } = await site.visit(LOOK);
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
    await page.getByText("The book as it stands").waitFor(LONG);
    await page.getByLabel("Message", { exact: true }).fill("all on runway");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Stop" }).waitFor();
    const answers = page.getByRole("article", { name: "Assistant" });
    await answers.first().and(page.locator("[aria-busy=false]")).waitFor(LONG);
    const slider = page.getByRole("slider", { name: "Growth" });
    for (let press = 0; press < 6; press++) await slider.press("PageUp");
    const wanted = await slider.inputValue();
    await expect.poll(() => page.getByText("You adjusted the plan").count(), LONG).toBe(1);
    await expect.poll(() => page.locator(".result").getAttribute("aria-busy"), LONG).toBe("false");
    await expect.poll(() => slider.inputValue()).toBe(wanted);
    await expect.poll(() => page.getByText("Connection lost.").count()).toBe(0);
    await page.getByRole("tab", { name: "Accounts" }).click();
    await page.locator(".accounts-table tbody button.link").first().waitFor(LONG);
    await leave();
  });

  it("refuses a message that is too long before it is sent", async () => {
    const { page, leave } = await site.visit(LOOK);
    await page.getByLabel("Message", { exact: true }).fill("x".repeat(4001));
    await expect.poll(() => page.getByText("4,001 characters; at most 4,000 are read.").count()).toBe(1);
    await expect.poll(() => page.getByRole("button", { name: "Send" }).isDisabled()).toBe(true);
    await leave();
  });
});
