import type { MoversAnswer } from "../api/answers.ts";
import { useAnswers } from "../api/use-answer.ts";
import { useDeferred } from "../api/use-deferred.ts";
import { session } from "../state/session.ts";
import { planToQuery } from "../words/query.ts";
import { FigureCards } from "./figure-cards.tsx";
import { Headline } from "./headline.tsx";
import { KpiTable } from "./kpi-table.tsx";
import { MigrationMap } from "./migration-map.tsx";
import { Notes } from "./notes.tsx";
import { PotentialByTier } from "./potential-by-tier.tsx";
import { RuleList } from "./rule-list.tsx";
import { StoryCard } from "./story-card.tsx";
import { useStory } from "./use-story.ts";
import { WhoMoved } from "./who-moved.tsx";

/** Lets a drag come to rest before movers are counted. */
const REST_MS = 250;

/** The result at a glance; the book as it stands before there is one. */
export function Overview() {
  const result = session.result.value;
  const summary = result?.summary ?? session.baseline.value;
  const wanted = result === null ? null : planToQuery(result.plan).toString();
  const query = useDeferred(wanted, REST_MS);
  const { answer } = useAnswers<MoversAnswer>(query === null ? [] : [`v1/movers?${query}`]);
  const story = useStory();
  if (summary === null) return <p class="empty">Waiting for the book…</p>;
  // What was counted is another plan's while a drag goes on.
  const movers = query === wanted ? (answer?.[0]?.movers ?? null) : null;
  return (
    <>
      <Headline summary={summary} fresh={result === null} movers={movers} />
      {result !== null && <FigureCards summary={summary} movers={movers} />}
      <Notes summary={summary} />
      <div class="grid">
        <WhoMoved query={query} />
        <MigrationMap summary={summary} />
        <KpiTable summary={summary} />
        {story !== null && <PotentialByTier facts={story.facts} />}
        <RuleList summary={summary} />
        {story !== null && <StoryCard story={story} />}
      </div>
    </>
  );
}
