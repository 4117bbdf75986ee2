import type { Summary } from "../../tiering/index.ts";
import { session } from "../state/session.ts";
import { count, share } from "../words/format.ts";
import { DistributionChart } from "./distribution-chart.tsx";
import { KpiTable } from "./kpi-table.tsx";
import { MigrationMap } from "./migration-map.tsx";
import { RuleList } from "./rule-list.tsx";
import { StoryCard } from "./story-card.tsx";

/** The result at a glance; the book as it stands before there is one. */
export function Overview() {
  const result = session.result.value?.summary ?? null;
  const baseline = session.baseline.value;
  const summary = result ?? baseline;
  if (summary === null) return <p class="empty">Waiting for the book…</p>;
  return (
    <>
      <Headline summary={summary} fresh={result === null} />
      <div class="grid">
        <KpiTable summary={summary} />
        <MigrationMap summary={summary} />
        <DistributionChart summary={summary} />
        <RuleList summary={summary} />
        <StoryCard />
      </div>
    </>
  );
}

function Headline({ summary, fresh }: { readonly summary: Summary; readonly fresh: boolean }) {
  if (fresh) {
    return (
      <p class="headline">
        The book as it stands: {count(summary.accounts)} accounts in {summary.tiers.length} tiers. Say what
        matters, or move a slider, and see what changes.
      </p>
    );
  }
  const { moved, kpis } = summary;
  if (moved === null) {
    return (
      <p class="headline">
        A first tiering: {count(summary.accounts)} accounts, without a before to compare with.
      </p>
    );
  }
  if (moved.count === 0) return <p class="headline">No account moves: the tiers stay as they are.</p>;
  const before = kpis.before?.composite ?? 0;
  const lift = before === 0 || kpis.lift === null ? null : kpis.lift.composite / before;
  return (
    <p class="headline">
      <b>{count(moved.count)}</b> of {count(summary.accounts)} accounts move ({share(moved.share)}):{" "}
      {count(moved.up)} up, {count(moved.down)} down.
      {lift !== null && (
        <>
          {" "}
          The composite {lift >= 0 ? "rises" : "falls"} by <b>{share(Math.abs(lift))}</b>.
        </>
      )}
    </p>
  );
}
