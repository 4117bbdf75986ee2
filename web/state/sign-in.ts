import { computed, signal } from "@preact/signals";
import { chosenBook } from "../api/address.ts";
import type { BooksAnswer } from "../api/books.ts";
import { getJson } from "../api/call.ts";
import { type Trouble, troubleOf } from "../api/problem.ts";
import { beginSession, endSession, type Role, readSession, type SessionAnswer } from "../api/sign-in.ts";
import { signedOut } from "../api/signed-out.ts";
import { forgetWork, remembersWork } from "./persistence.ts";
import { update } from "./session.ts";
import { booksOpen, openBook } from "./upload.ts";

/** Whose work this browser remembers. */
const OWNER = "tiering-assistant/owner";
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

/** Finds out who uses the page; false where they have to sign in first. What another left in this browser goes. */
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
    return false;
  }
  if (isAnother(`${caller.workspace}/${caller.name}`)) {
    location.reload();
    return false;
  }
  return openOwnBook();
}

/** Whether this browser remembered somebody else's work, which is gone now. */
function isAnother(name: string): boolean {
  try {
    if (localStorage.getItem(OWNER) === name) return false;
    const isWorkLeft = remembersWork();
    if (isWorkLeft) forgetWork();
    localStorage.setItem(OWNER, name);
    return isWorkLeft;
  } catch {
    // Without storage nothing was remembered.
    return false;
  }
}

/** Opens a book of one's own where the server has none for this workspace; false where there is none at all. */
async function openOwnBook(): Promise<boolean> {
  if (chosenBook() !== null) return true;
  const { configured, books } = await getJson<BooksAnswer>("v1/books");
  if (configured !== null) return true;
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
    history.replaceState(null, "", location.pathname + location.hash);
    location.reload();
  } catch (error) {
    signInTrouble.value = troubleOf(error);
  }
}

/** Signs out, and leaves nothing behind in this browser. */
export async function signOut(): Promise<void> {
  try {
    await endSession();
  } catch (error) {
    update({ notice: `You are still signed in. ${troubleOf(error)?.detail ?? ""}` });
    return;
  }
  forgetWork();
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
