import type { Browser } from "playwright-core";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import { launchChromium, withoutChromium } from "./chromium.ts";
import { type RunningServer, type ServerSettings, startServer } from "./server.ts";
import { type Look, type Visit, visit } from "./visit.ts";

/** What the tests of a file share: a Chromium and a server. */
export interface Site {
  readonly origin: string;
  /** Opens the page, or another address, in a fresh profile that ends with the test. */
  visit(look: Look, address?: string): Promise<Visit>;
}

/** Starts a Chromium and a server before the tests of a file, and ends them after; `settings` are asked for then. */
export function openSite(settings: () => ServerSettings = () => ({})): Site {
  let browser: Browser | undefined;
  let server: RunningServer | undefined;
  beforeAll(async () => {
    if (withoutChromium) return;
    browser = await launchChromium();
    server = await startServer(settings());
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });
  return {
    get origin() {
      return server!.origin;
    },
    async visit(look, address = server!.origin) {
      const visited = await visit(browser!, address, look);
      // A page that a failed test left open would go on asking.
      onTestFinished(() => visited.page.context().close());
      return visited;
    },
  };
}
