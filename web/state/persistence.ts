import { effect } from "@preact/signals";
import { openedBook } from "../api/address.ts";
import { personTag } from "../api/person.ts";
import { draft } from "./draft.ts";
import type { Entry, Session } from "./model.ts";
import { session, update } from "./session.ts";

/** All that this browser remembers of work begins with one of these, then whose it is. */
const SESSION = "tiering-assistant/session/2/";
const BOOK = "tiering-assistant/book/";
const LOG_LIMIT = 200;
const REST_MS = 300;

type Kept = Pick<Session, "plan" | "locked" | "log" | "scenarios" | "trail" | "at" | "compared" | "tab"> & {
  readonly draft?: string;
};

let forgotten = false;

/** Everybody has a memory of their own, and in it every book: nobody is shown another's. */
const keyOf = () => `${SESSION}${personTag()}${openedBook() ?? ""}`;

/** Brings back what this browser remembers; nothing where it remembers nothing, or nonsense. */
export function restore(): void {
  const kept = read();
  if (kept === null) return;
  const { draft: written = "", ...session } = kept;
  update({ ...session, log: session.log.map(interrupted) });
  draft.value = written;
}

/** Keeps the session in this browser from now on. */
export function remember(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: Kept | null = null;
  const write = () => {
    clearTimeout(timer);
    if (waiting !== null) save(waiting);
    waiting = null;
  };
  effect(() => {
    waiting = {
      plan: session.plan.value,
      locked: session.locked.value,
      log: session.log.value.slice(-LOG_LIMIT),
      scenarios: session.scenarios.value,
      trail: session.trail.value,
      at: session.at.value,
      compared: session.compared.value,
      tab: session.tab.value,
      draft: draft.value,
    };
    clearTimeout(timer);
    timer = setTimeout(write, REST_MS);
  });
  addEventListener("pagehide", write);
}

/** Forgets what this person did here, on all books, and keeps nothing from now on; others' work stays theirs. */
export function forgetWork(): void {
  forgotten = true;
  try {
    const own = [SESSION, BOOK].map((prefix) => `${prefix}${personTag()}`);
    for (const key of Object.keys(localStorage))
      if (own.some((prefix) => key.startsWith(prefix))) localStorage.removeItem(key);
  } catch {
    // Without storage there is nothing to forget.
  }
}

function save(kept: Kept): void {
  if (forgotten) return;
  try {
    localStorage.setItem(keyOf(), JSON.stringify(kept));
  } catch {
    // Storage is full or switched off: the page works on, and says that it will not remember.
    if (session.notice.value === null) update({ notice: FULL });
  }
}

const FULL =
  "This browser has no room to remember your latest work. Save scenarios to the server, or export them, before you leave.";

function read(): Kept | null {
  try {
    const value = JSON.parse(localStorage.getItem(keyOf()) ?? "null") as Kept | null;
    return value !== null && Array.isArray(value.log) && Array.isArray(value.scenarios) ? value : null;
  } catch {
    return null;
  }
}

/** An answer that was on its way when the page was left never came. */
function interrupted(entry: Entry): Entry {
  return entry.kind === "answered" && entry.status === "waiting"
    ? { ...entry, status: "stopped", progress: null }
    : entry;
}
