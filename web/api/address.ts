import { personTag } from "./person.ts";

/** Where this browser keeps which book is open, for each person. */
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
