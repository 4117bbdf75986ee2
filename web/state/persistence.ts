import type { Entry, Session } from "./model.ts";
import { session } from "./session.ts";

const KEY = "tiering-assistant/session/1";
const LOG_LIMIT = 200;

type Kept = Pick<Session, "plan" | "locked" | "log" | "scenarios" | "trail" | "compared" | "tab">;

/** Brings back what this browser remembers; nothing where it remembers nothing, or nonsense. */
export function restore(): boolean {
  const kept = read();
  if (kept === null) return false;
  session.set({ ...kept, log: kept.log.map(interrupted) });
  return true;
}

/** Keeps the session in this browser from now on. */
export function remember(): void {
  let last: Session | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    clearTimeout(timer);
    const now = session.get();
    if (last === null || kept(last).some((value, at) => value !== kept(now)[at])) save(now);
    last = now;
  };
  session.subscribe(() => {
    clearTimeout(timer);
    timer = setTimeout(write, 300);
  });
  addEventListener("pagehide", write);
}

function kept({ plan, locked, log, scenarios, trail, compared, tab }: Session) {
  return [plan, locked, log, scenarios, trail, compared, tab];
}

function save({ plan, locked, log, scenarios, trail, compared, tab }: Session): void {
  const value: Kept = { plan, locked, log: log.slice(-LOG_LIMIT), scenarios, trail, compared, tab };
  try {
    localStorage.setItem(KEY, JSON.stringify(value));
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
