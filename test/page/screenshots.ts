/** `node test/page/screenshots.ts`: takes the pictures of the README from the built page and the real server. */
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { launchChromium } from "./support/chromium.ts";
import { startServer } from "./support/server.ts";
import { say, visit } from "./support/visit.ts";

const FOLDER = fileURLToPath(new URL("../../web/screenshots/", import.meta.url));

mkdirSync(FOLDER, { recursive: true });
const [browser, server] = await Promise.all([launchChromium(), startServer()]);
try {
  const light = await visit(browser, server.origin, { width: 1280, height: 860, scheme: "light" });
  await say(light.page, "Prioritize runway growth");
  await say(light.page, "Half on growth, the rest split evenly, and move at most 2 %");
  await light.page.getByText("of the moves stand").first().waitFor();
  await light.page.getByRole("region", { name: "How sure it is" }).getByText("proven").waitFor();
  await light.page.screenshot({ path: `${FOLDER}page.png` });

  const dark = await visit(browser, server.origin, { width: 1280, height: 860, scheme: "dark" });
  await say(dark.page, "Mostly growth");
  await say(dark.page, "Mostly geo share, and keep Tier A as it is");
  await dark.page.getByRole("tab", { name: /Scenarios/ }).click();
  for (const box of await dark.page.getByRole("checkbox", { name: /Compare/ }).all()) await box.check();
  await dark.page.getByText("accounts end in different tiers").waitFor();
  await dark.page.getByText(/^Measured with the weights/).waitFor();
  await dark.page.screenshot({ path: `${FOLDER}compare.png` });
} finally {
  await browser.close();
  await server.stop();
}
