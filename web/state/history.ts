import { effect } from "@preact/signals";
import { openedBook } from "../api/address.ts";
import { personTag } from "../api/person.ts";
import { TABS, type Tab } from "./model.ts";
import { show } from "./planning.ts";
import { linkOf, shownScenario } from "./scenarios.ts";
import { session, update } from "./session.ts";

/** What a place in the browser's history shows. */
interface Place {
  /** Who was shown it. */
  readonly who: string;
  /** The book that it is of; null: the server's own. */
  readonly book: string | null;
  /** The scenario shown; null: none yet. */
  readonly scenario: string | null;
  readonly tab: Tab;
  readonly account: string | null;
}

/** What is shown now, and the address that brings it back. */
function here(): { readonly place: Place; readonly link: string } {
  const scenario = shownScenario();
  const place: Place = {
    who: personTag(),
    book: openedBook(),
    scenario: scenario?.id ?? null,
    tab: session.tab.value,
    account: session.account.value,
  };
  return { place, link: scenario === null ? location.hash || "#" : linkOf(scenario) };
}

/** Takes out of the address what somebody else was shown there; a link that was followed stays. */
export function leaveOthersPlace(): void {
  if (isAnothers(history.state as Place | null)) history.replaceState(null, "", location.pathname);
}

/** Shows what the place in the browser's history showed that the page was loaded at: by Back, out of another book. */
export function resumePlace(): void {
  const place = history.state as Place | null;
  if (place !== null && !isAnothers(place) && TABS.includes(place.tab)) go(place);
}

function go({ scenario, tab, account }: Place): void {
  if (scenario !== null && scenario !== shownScenario()?.id) show(scenario);
  update({ tab, account });
}

/**
 * Keeps the browser's address and history in step with what is shown: Back goes to what was shown before,
 * within the page. `open` is called for an address that was typed or followed.
 */
export function followHistory(open: () => void): void {
  let going = true;
  effect(() => {
    const { place, link } = here();
    if (same(place, history.state as Place | null) && link === location.hash) return;
    const before = history.state as Place | null;
    const first = before?.scenario == null && place.scenario !== null;
    // What the reader went back to, and the first run, take the place of the entry that is there.
    if (going || first || same(place, before)) history.replaceState(place, "", link);
    else history.pushState(place, "", link);
  });
  going = false;
  addEventListener("popstate", ({ state }: PopStateEvent) => {
    const place = state as Place | null;
    if (isAnothers(place)) {
      history.replaceState(null, "", location.pathname);
      const { place: own, link } = here();
      return history.replaceState(own, "", link);
    }
    // Back over the switch to another book leads to the book of then.
    if (place?.book !== undefined && place.book !== openedBook()) return location.reload();
    if (place === null || !TABS.includes(place.tab)) return open();
    going = true;
    go(place);
    going = false;
  });
}

function isAnothers(place: Place | null): boolean {
  return place !== null && (place.who ?? "") !== personTag();
}

function same(one: Place, other: Place | null): boolean {
  return one.scenario === other?.scenario && one.tab === other.tab && one.account === other.account;
}
