import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { isLeftOut } from "../../support/needs.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** What a start may take where the machine has much else to do. */
const START_MS = 120_000;

/** Nothing that talks to anyone but the page's own server. */
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The Chromium of this machine: named by CHROMIUM, on the path, or Playwright's own; null where there is none. */
export function findChromium(): string | null {
  const onPath = (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const candidates = [process.env.CHROMIUM ?? "", ...onPath, chromium.executablePath()];
  return candidates.find((file) => file !== "" && existsSync(file)) ?? null;
}

/** Whether the page tests are skipped for want of a Chromium. */
export const withoutChromium = isLeftOut(findChromium());

export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error("no Chromium on this machine; set CHROMIUM to one");
  return chromium.launch({ executablePath, args: FLAGS, timeout: START_MS });
}
