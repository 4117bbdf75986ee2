import { effect } from "@preact/signals";
import { chosenBook } from "../api/address.ts";
import type { Entry, Session } from "./model.ts";
import { session, update } from "./session.ts";

/** Everything that this browser remembers begins so; how the page looks is nobody's secret. */
const PREFIX = "tiering-assistant/";
const LOOK = `${PREFIX}theme`;
let forgotten = false;

/** Every book has a memory of its own. */
const KEY = `${PREFIX}session/2/${chosenBook() ?? ""}`;
const LOG_LIMIT = 200;
const REST_MS = 300;

type Kept = Pick<Session, "plan" | "locked" | "log" | "scenarios" | "trail" | "at" | "compared" | "tab">;

/** Brings back what this browser remembers; nothing where it remembers nothing, or nonsense. */
export function restore(): void {
  const kept = read();
  if (kept !== null) update({ ...kept, log: kept.log.map(interrupted) });
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
    };
    clearTimeout(timer);
    timer = setTimeout(write, REST_MS);
  });
  addEventListener("pagehide", write);
}

/** Whether this browser remembers anybody's work. */
export function remembersWork(): boolean {
  return Object.keys(localStorage).some(isWork);
}

/** Forgets everybody's work, on all books, and keeps none from now on. */
export function forgetWork(): void {
  forgotten = true;
  try {
    for (const key of Object.keys(localStorage)) if (isWork(key)) localStorage.removeItem(key);
  } catch {
    // Without storage there is nothing to forget.
  }
}

function isWork(key: string): boolean {
  return key.startsWith(PREFIX) && key !== LOOK;
}

function save(kept: Kept): void {
  if (forgotten) return;
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Storage is full or switched off: the page works on without a memory.
  }
}

function read(): Kept | null {
  try {
    const value = JSON.parse(localStorage.getItem(KEY) ?? "null") as Kept | null;
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
