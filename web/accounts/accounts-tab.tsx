import { useAccountPages } from "../api/use-account-pages.ts";
import { useDeferred } from "../api/use-deferred.ts";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { columnOf } from "../state/book.ts";
import { filter, filterToQuery, listedColumns } from "../state/filter.ts";
import { session } from "../state/session.ts";
import { shownPlan } from "../state/shown-plan.ts";
import { count } from "../words/format.ts";
import { columnList, planToQuery } from "../words/query.ts";
import { AccountActions } from "./account-actions.tsx";
import { AccountsTable } from "./accounts-table.tsx";
import { ExportLinks } from "./export-links.tsx";
import { FilterBar } from "./filter-bar.tsx";

/** Lets a drag and a search come to rest before the list is asked for anew. */
const REST_MS = 300;

/** The accounts of the book with their tiers before and after, and why: found, narrowed down, acted on. */
export function AccountsTab() {
  const fresh = session.result.value === null;
  const rows = session.baseline.value?.accounts ?? 0;
  const name = columnOf("name");
  const columns = listedColumns();
  const fixed = [
    "ID",
    ...(name === null ? [] : [name]),
    "PreviousTier",
    "Tier",
    "Change",
    "PI_acct",
    "Reason",
  ];
  const asked = new URLSearchParams(filterToQuery(filter.value));
  asked.set("columns", columnList([...fixed, ...columns]));
  const query = planToQuery(shownPlan.value).toString();
  const wanted = `v1/accounts?${query}&${asked}`;
  const path = useDeferred(wanted, REST_MS);
  const pages = useAccountPages(rows === 0 ? null : path);
  const { total, trouble } = pages;
  const busy = path !== wanted || (pages.path !== path && trouble === null);
  return (
    <div class="accounts" aria-busy={busy}>
      <FilterBar filter={filter.value} fresh={fresh} />
      {trouble !== null && <TroubleNote trouble={trouble} onRetry={pages.retry} />}
      {total === null && trouble === null && <p class="empty">Loading the accounts…</p>}
      {total !== null && (
        <>
          <div class="list-head">
            <p class="hint" role="status">
              {total === 0 ? "No account matches." : `${count(total)} of ${count(rows)} accounts`}
              {busy && " · refreshing…"}
            </p>
            {total > 0 && <ExportLinks query={`${query}&${asked}`} />}
          </div>
          {pages.path !== null && <AccountActions path={pages.path} total={total} />}
          <AccountsTable
            pages={pages}
            total={total}
            columns={columns}
            name={name}
            filter={filter.value}
            fresh={fresh}
          />
        </>
      )}
    </div>
  );
}
