import { personTag } from "./person.ts";

/** Where this browser keeps which book is open, for each person. */
const key = () => `tiering-assistant/book${personTag() === "" ? "" : `/${personTag()}`}`;

/** Id of the uploaded book that is open in this browser; null: the server's own. */
export function chosenBook(): string | null {
  try {
    return localStorage.getItem(key());
  } catch {
    return null;
  }
}

/** Opens another book from the next load of the page on; null: the server's own. */
export function chooseBook(id: string | null): void {
  try {
    if (id === null) localStorage.removeItem(key());
    else localStorage.setItem(key(), id);
  } catch {
    // Without storage the server's own book stays open.
  }
}

/** An address of the server, about the book that is open. */
export function address(path: string): string {
  const id = chosenBook();
  if (id === null || !path.startsWith("v1/") || /[?&]book=/.test(path)) return path;
  return `${path}${path.includes("?") ? "&" : "?"}book=${id}`;
}
