import { computed, signal } from "@preact/signals";
import { openedBook } from "../api/address.ts";
import type { BooksAnswer } from "../api/books.ts";
import { getJson } from "../api/call.ts";
import { personTag, setPerson } from "../api/person.ts";
import { type Trouble, troubleOf } from "../api/problem.ts";
import { beginSession, endSession, type Role, readSession, type SessionAnswer } from "../api/sign-in.ts";
import { signedOut } from "../api/signed-out.ts";
import { forgetWork } from "./persistence.ts";
import { update } from "./session.ts";
import { booksOpen, openBook } from "./upload.ts";

/** Who uses the page in this browser, for its other tabs. */
const PERSON = "tiering-assistant/person";
const ORDER: readonly Role[] = ["anyone", "viewer", "analyst", "admin"];

/** What the server says of who asks; null before it has. */
export const sessionOf = signal<SessionAnswer | null>(null);

/** Why signing in did not succeed. */
export const signInTrouble = signal<Trouble | null>(null);

/** Whether one has to sign in before there is anything to see. */
export const mustSignIn = computed(
  () => signedOut.value || (sessionOf.value?.needed === true && sessionOf.value.caller === null),
);

/** Whether whoever uses the page may do what takes this role. */
export function mayAct(role: Role): boolean {
  const { caller } = sessionOf.value ?? { caller: null };
  return caller === null || ORDER.indexOf(caller.role) >= ORDER.indexOf(role);
}

/** Finds out who uses the page; false where they have to sign in first. What another left here is theirs, and not shown. */
export async function letIn(): Promise<boolean> {
  try {
    sessionOf.value = await readSession();
  } catch {
    // Nobody answers, or not as it should: the page says so when it asks for the book.
    return true;
  }
  const { needed, caller } = sessionOf.value;
  if (!needed) return true;
  if (caller === null) {
    signInTrouble.value = troubleOfReturn();
    tellTabs("");
    return false;
  }
  setPerson(caller);
  tellTabs(personTag());
  return openOwnBook();
}

/** Tells this browser's other tabs who uses it now; where another does, one begins anew rather than show what it has. */
function tellTabs(tag: string): void {
  try {
    localStorage.setItem(PERSON, tag);
  } catch {
    // Without storage nothing is remembered that another could be shown.
  }
  addEventListener("storage", ({ key, newValue }) => {
    if (key === PERSON && newValue !== tag) location.reload();
  });
}

/** Opens a book of one's own where the server has none for this workspace; false where there is none at all. */
async function openOwnBook(): Promise<boolean> {
  if (openedBook() !== null) return true;
  const listed = await getJson<BooksAnswer>("v1/books").catch(() => null);
  // Where nobody answers, the page says so when it asks for the book.
  if (listed === null || listed.configured !== null) return true;
  const { books } = listed;
  if (books[0] !== undefined) openBook(books[0].id);
  else {
    booksOpen.value = true;
    update({ notice: "Your workspace has no book yet. Bring one to begin: “Books” above." });
  }
  return false;
}

/** Signs in by a token, and begins anew. */
export async function signIn(token: string): Promise<void> {
  signInTrouble.value = null;
  try {
    await beginSession(token);
    history.replaceState(history.state, "", location.pathname + location.hash);
    location.reload();
  } catch (error) {
    signInTrouble.value = troubleOf(error);
  }
}

/** Signs out; what was done stays in this browser for whoever did it, unless it is to be forgotten. */
export async function signOut(work: "kept" | "forgotten"): Promise<void> {
  try {
    await endSession();
  } catch (error) {
    update({ notice: `You are still signed in. ${troubleOf(error)?.detail ?? ""}` });
    return;
  }
  if (work === "forgotten") forgetWork();
  history.replaceState(null, "", location.pathname);
  location.reload();
}

/** What the identity provider's redirect says of why one is not signed in. */
function troubleOfReturn(): Trouble | null {
  const code = new URLSearchParams(location.search).get("sign-in");
  if (code === null) return null;
  const detail =
    code === "no-role"
      ? "Your account has no role here; ask whoever keeps the accounts to give you one."
      : code === "sign-in-unavailable"
        ? "The identity provider cannot be reached; try again later."
        : "Try again, or use a token.";
  return { kind: "request", title: "You are not signed in", detail, faults: [] };
}
