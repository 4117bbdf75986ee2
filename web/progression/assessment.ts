import { signal } from "@preact/signals";
import {
  type ListedProgression,
  PROGRESSION_LISTS,
  type ProgressionList,
  type ProgressionSummary,
} from "../../tiering/index.ts";
import type { Identity } from "../api/answers.ts";
import { createTask } from "../state/task.ts";

/** Answer of `GET /v1/progression`. */
export interface ProgressionAnswer extends Identity {
  readonly progression: ProgressionSummary;
  readonly list: ProgressionList;
  /** Accounts of the list that match. */
  readonly total: number;
  readonly offset: number;
  readonly accounts: readonly ListedProgression[];
}

/** Which part of which list is looked at. */
export interface ListWish {
  readonly list: ProgressionList;
  /** Selectors, all of which an account has to match. */
  readonly where: readonly string[];
  readonly offset: number;
}

/** Accounts that are shown at once. */
export const SHOWN = 10;

const FIRST: ListWish = { list: "risk", where: [], offset: 0 };

/** What the tab shows; it outlives the tab. */
export const wish = signal<ListWish>(FIRST);

/** The assessed book, or the way to it. */
export const assessment = createTask<ProgressionAnswer>();

/** The answer that came last: it stays until the next has come. */
export const shownAnswer = signal<ProgressionAnswer | null>(null);

/** Looks at another list, narrows it down from its beginning, or goes on in it. */
export function look(change: Partial<ListWish>): void {
  wish.value = { ...wish.value, offset: 0, ...change };
}

/** Looks at the first list that has an account, where nobody has looked at any yet. */
export function lookWhereSomethingIs({ progression: { lists } }: ProgressionAnswer): void {
  const list = PROGRESSION_LISTS.find((each) => lists[each] > 0);
  if (wish.peek() === FIRST && list !== undefined && list !== FIRST.list) look({ list });
}

/** The address of what is wished, beside the tiers of a plan. */
export function pathOf({ list, where, offset }: ListWish, planQuery: string): string {
  const asked = new URLSearchParams({ list, offset: String(offset), limit: String(SHOWN) });
  for (const selector of where) asked.append("where", selector);
  return `v1/progression?${planQuery}&${asked}`;
}
