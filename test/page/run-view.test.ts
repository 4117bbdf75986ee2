import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium, withoutChromium } from "./support/chromium.ts";

const VIEW = new URL("../../web/dist/run-view.html", import.meta.url);

const RESULT = {
  structuredContent: {
    summary: {
      accounts: 1200,
      kpis: {
        before: { tpa: 0.1, tciPi: 0.2, tciRev: 0.3, sfi: null, composite: 0.4 },
        after: { tpa: 0.5, tciPi: 0.2, tciRev: 0.3, sfi: null, composite: 0.6 },
      },
      tiers: ["Gold", "</script><b>Silver"],
      distribution: { before: [200, 1000], after: [200, 1000] },
      migration: [
        [193, 7],
        [7, 993],
      ],
      moved: { count: 14, up: 7, down: 7, share: 0.0117 },
      rules: [{ rule: "max-moved-share", limit: "5 %", asked: false, kept: true, accounts: 0 }],
      notes: [],
    },
    moved: {
      total: 14,
      offset: 0,
      accounts: [{ id: "k7", previousTier: "Gold", tier: "Silver", change: "down", reason: "low potential" }],
    },
  },
  content: [],
};

/** A host as an assistant is one: it answers the view's handshake, then hands it a result. */
const HOST = `<!doctype html><iframe id="view" sandbox="allow-scripts" src="/view" width="700" height="700"></iframe>
<script>
  addEventListener("message", ({ data, source }) => {
    const send = (message) => source.postMessage({ jsonrpc: "2.0", ...message }, "*");
    if (data.method === "ui/initialize")
      send({ id: data.id, result: {
        protocolVersion: data.params.protocolVersion, hostInfo: { name: "host", version: "1" },
        hostCapabilities: {}, hostContext: {} } });
    if (data.method === "ui/notifications/initialized")
      send({ method: "ui/notifications/tool-result", params: ${JSON.stringify(RESULT).replaceAll("<", "\\u003c")} });
  });
</script>`;

describe.skipIf(withoutChromium)("the view of a run", () => {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  it("shows in an assistant's conversation who moves, from one file and the handed result alone", async () => {
    const view = await readFile(VIEW);
    const asked: string[] = [];
    const server = createServer((req, res) => {
      asked.push(req.url ?? "");
      res.setHeader("Content-Type", "text/html").end(req.url === "/view" ? view : HOST);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const page = await browser!.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/host`);
    const inside = page.frameLocator("#view");
    await inside.getByRole("heading", { name: "14 of 1,200 accounts move: 7 up, 7 down" }).waitFor();
    const said = () => inside.locator("main").innerText();
    await expect.poll(said).toContain("</script><b>Silver");
    await expect.poll(said).toContain("Gold → Silver");
    await expect.poll(said).toMatch(/0\.400\s+0\.600/);
    expect(asked.filter((path) => path !== "/favicon.ico")).toEqual(["/host", "/view"]);
    await page.close();
    server.close();
  });
});
