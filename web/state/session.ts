import { DEFAULT_WEIGHTS, type Plan } from "../../tiering/index.ts";
import { fieldsOf } from "./fields.ts";
import type { Entry, Session } from "./model.ts";

/** The plan to start from. */
export const START_PLAN: Plan = { method: "hybrid", weights: DEFAULT_WEIGHTS, policy: {} };

/** The page before anything was said. */
const START: Session = {
  identity: null,
  columns: [],
  baseline: null,
  plan: START_PLAN,
  locked: [],
  result: null,
  running: false,
  trouble: null,
  online: true,
  log: [],
  editing: null,
  scenarios: [],
  trail: [],
  at: -1,
  compared: [],
  tab: "overview",
  side: "chat",
  account: null,
  notice: null,
};

/** The one session of this page: its fields as signals, all of them as values, and how they change. */
export const { fields: session, current, update } = fieldsOf<Session>(START);

/** Begins another conversation; the scenarios, their notes, the book and the look stay. */
export function startAnew(): void {
  const { plan, locked, result, running, trouble, log, editing, trail, at, tab, side } = START;
  update({ plan, locked, result, running, trouble, log, editing, trail, at, tab, side });
}

/** Changes one entry of the log in place. */
export function amend<E extends Entry>(id: string, kind: E["kind"], change: Partial<E>): void {
  const log = session.log.value.map((entry) =>
    entry.id === id && entry.kind === kind ? { ...entry, ...change } : entry,
  );
  update({ log });
}

let count = 0;

/** A name for a new entry, unlike all others of this page and of earlier visits. */
export function newId(): string {
  count += 1;
  return `${Date.now().toString(36)}-${count}`;
}
