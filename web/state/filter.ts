import { signal } from "@preact/signals";
import { update } from "./session.ts";

/** The columns that the list can be sorted by. */
export type Sort = "id" | "previous" | "tier" | "change" | "potential" | "revenue" | "reason";

/** Which accounts are listed, in which order. */
export interface Filter {
  /** Part of an ID or of a reason. */
  readonly search: string;
  readonly change: "all" | "moved" | "up" | "down" | "same";
  /** A tier's letter, or "" for any. */
  readonly from: string;
  readonly to: string;
  /** Null: as in the file. */
  readonly sort: Sort | null;
  readonly descending: boolean;
}

const START: Filter = { search: "", change: "moved", from: "", to: "", sort: null, descending: false };

/** The list's filter; it outlives the list. */
export const filter = signal<Filter>(START);

/** Changes what the list shows. */
export function narrow(change: Partial<Filter>): void {
  filter.value = { ...filter.value, ...change };
}

/** Lists the accounts of one cell of the migration matrix. */
export function showMoves({ from, to }: { readonly from: string; readonly to: string }): void {
  narrow({ ...START, change: from === to ? "same" : "moved", from, to });
  update({ tab: "accounts" });
}
