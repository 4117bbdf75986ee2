import { signal } from "@preact/signals";
import { columnOf } from "./book.ts";
import { session, update } from "./session.ts";

/** Which accounts are listed, in which order, with which columns. */
export interface Filter {
  /** Part of an ID or of any text. */
  readonly search: string;
  readonly change: "all" | "moved" | "up" | "down" | "same";
  /** A tier's name, or "" for any. */
  readonly from: string;
  readonly to: string;
  /** Selectors, all of which an account has to match. */
  readonly where: readonly string[];
  /** A column; null: by ID. */
  readonly sort: string | null;
  readonly descending: boolean;
}

const START: Filter = {
  search: "",
  change: "moved",
  from: "",
  to: "",
  where: [],
  sort: null,
  descending: false,
};

/** The list's filter; it outlives the list. */
export const filter = signal<Filter>(START);

/** Columns of the book that were chosen for the list; null: the usual ones. */
export const chosenColumns = signal<readonly string[] | null>(null);

/** Changes what the list shows. */
export function narrow(change: Partial<Filter>): void {
  filter.value = { ...filter.value, ...change };
}

/** Lists the accounts of one cell of the migration matrix, of a bar, of a tier. */
export function showAccounts(change: Partial<Filter>): void {
  filter.value = { ...START, ...change };
  update({ tab: "accounts", side: "result" });
}

/** Columns of the book that the list shows beside the account and its tiers. */
export function listedColumns(): readonly string[] {
  if (chosenColumns.value !== null) return chosenColumns.value;
  const usual = (["geo", "category", "owner", "revenue"] as const).map(columnOf);
  return usual.filter((name) => name !== null);
}

/** The filter as `GET /v1/accounts` takes it. */
export function filterToQuery(asked: Filter): URLSearchParams {
  const { search, change, from, to, where, sort, descending } = asked;
  const query = new URLSearchParams();
  // Before anything ran nothing moved: the list is the book's.
  const shown = session.result.value === null ? "all" : change;
  if (shown !== "all") query.set("change", shown);
  if (search.trim() !== "") query.set("search", search.trim());
  if (from !== "") query.set("from", from);
  if (to !== "") query.set("to", to);
  for (const selector of where) query.append("where", selector);
  if (sort !== null) query.set("sort", sort);
  if (sort !== null && descending) query.set("descending", "1");
  return query;
}
