import { movers, story } from "../state/followed.ts";
import { session } from "../state/session.ts";
import { FigureCards } from "./figure-cards.tsx";
import { Headline } from "./headline.tsx";
import { KpiTable } from "./kpi-table.tsx";
import { MigrationMap } from "./migration-map.tsx";
import { Notes } from "./notes.tsx";
import { PotentialByTier } from "./potential-by-tier.tsx";
import { RuleList } from "./rule-list.tsx";
import { StoryCard } from "./story-card.tsx";
import { WhoMoved } from "./who-moved.tsx";

/** The result at a glance; the book as it stands before there is one. */
export function Overview() {
  const result = session.result.value;
  const summary = result?.summary ?? session.baseline.value;
  if (summary === null) return <p class="empty">Waiting for the book…</p>;
  return (
    <>
      <Headline summary={summary} fresh={result === null} movers={movers.value} />
      {result !== null && <FigureCards summary={summary} movers={movers.value} />}
      <Notes summary={summary} />
      <div class="grid">
        {result !== null && summary.moved !== null && <WhoMoved plan={result.plan} />}
        {result !== null && <MigrationMap summary={summary} />}
        <KpiTable summary={summary} fresh={result === null} />
        <PotentialByTier summary={summary} fresh={result === null} />
        {result !== null && <RuleList summary={summary} />}
        {story.value !== null && <StoryCard story={story.value} />}
      </div>
    </>
  );
}
