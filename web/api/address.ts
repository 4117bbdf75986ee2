import { personTag } from "./person.ts";

/** Where this browser keeps which book was opened last, for each person. */
const key = () => `tiering-assistant/book${personTag() === "" ? "" : `/${personTag()}`}`;

let opened: { readonly key: string; readonly id: string | null } | undefined;

/**
 * Id of the uploaded book that this page has open; null: the server's own. It stays until the page is left, whatever
 * another tab, or this one for its next load, chooses: what is on its way then must not land in the other book.
 */
export function openedBook(): string | null {
  const place = key();
  if (opened?.key !== place) opened = { key: place, id: lastChosen(place) };
  return opened.id;
}

function lastChosen(place: string): string | null {
  // A place in the browser's history belongs to the book that it was shown on, after a reload and on the way back too.
  const { history } = globalThis as { readonly history?: { readonly state: unknown } };
  const shown = history?.state as { readonly who?: string; readonly book?: string | null } | null | undefined;
  if (shown?.book !== undefined && (shown.who ?? "") === personTag()) return shown.book;
  try {
    return localStorage.getItem(place);
  } catch {
    return null;
  }
}

/** Opens another book from the next load of the page on; null: the server's own. */
export function chooseBook(id: string | null): void {
  openedBook();
  try {
    if (id === null) localStorage.removeItem(key());
    else localStorage.setItem(key(), id);
  } catch {
    // Without storage the server's own book stays open.
  }
}

/** An address of the server, about the book that is open. */
export function address(path: string): string {
  const id = openedBook();
  if (id === null || !path.startsWith("v1/") || /[?&]book=/.test(path)) return path;
  return `${path}${path.includes("?") ? "&" : "?"}book=${id}`;
}
