import type { Page } from "playwright-core";

/** What Chromium says of answers that the page expects: to a wrong token, and to what was on its way when one left. */
export const REFUSED = /the server responded with a status of 401/;

/** Signs in by a token, and waits for the page of whoever has it. */
export async function enter(page: Page, token: string, name = ""): Promise<void> {
  await page.getByLabel("Token").fill(token);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.locator(".who > summary").filter({ hasText: name }).waitFor();
}

/** Leaves by the menu of whoever is signed in. */
export async function signOut(page: Page, forget = false): Promise<void> {
  await page.locator(".who > summary").click();
  // A token that was typed into the form of the page that is left would go with it.
  const loaded = page.waitForEvent("load");
  await page.getByRole("button", { name: forget ? /^Sign out and forget/ : /^Sign out (?!and)/ }).click();
  await loaded;
  await page.getByLabel("Token").waitFor();
}
