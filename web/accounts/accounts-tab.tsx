import { useMemo } from "preact/hooks";
import { useDeferred } from "../api/use-deferred.ts";
import { useTiers } from "../api/use-tiers.ts";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { filter as filterState } from "../state/filter.ts";
import { session } from "../state/session.ts";
import { count } from "../words/format.ts";
import { planToQuery } from "../words/query.ts";
import { AccountsTable } from "./accounts-table.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { listRows } from "./list-rows.ts";

/** Lets a drag come to rest before the whole book is loaded anew. */
const REST_MS = 350;

/** Every account of the book with its tier before and after, and why. */
export function AccountsTab() {
  const plan = session.result.value?.plan ?? null;
  const rows = session.baseline.value?.accounts ?? 0;
  const wanted = plan === null ? "method=baseline" : planToQuery(plan).toString();
  const id = useDeferred(wanted, REST_MS);
  const { table, trouble, id: shown } = useTiers(rows === 0 ? null : id, rows);
  const filter = filterState.value;
  const effective =
    plan === null && filter.change === "moved" ? { ...filter, change: "all" as const } : filter;
  const order = useMemo(() => table && listRows(table, effective), [table, effective.change, filter]);
  if (trouble !== null) return <TroubleNote trouble={trouble} onRetry={null} />;
  if (table === null || order === null) return <p class="empty">Loading the accounts…</p>;
  return (
    <div class="accounts" aria-busy={shown !== wanted}>
      <FilterBar filter={effective} />
      <p class="hint" role="status">
        {order.length === 0
          ? "No account matches."
          : `${count(order.length)} of ${count(table.rows)} accounts${shown === wanted ? "" : " · refreshing…"}`}
      </p>
      <AccountsTable table={table} order={order} filter={filter} />
    </div>
  );
}
