import { useEffect, useLayoutEffect } from "preact/hooks";
import { useDeferred } from "../api/use-deferred.ts";
import { ProgressBar } from "../parts/progress-bar.tsx";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { CarriedSizes } from "./carried-sizes.tsx";
import { ContinuityFrontier } from "./continuity-frontier.tsx";
import { CoverageResult } from "./coverage-result.tsx";
import { cover, covering, force, meetSellers, planQuery, queue, stopCovering } from "./covering.ts";
import { GeoTable } from "./geo-table.tsx";
import { ReviewQueue } from "./review-queue.tsx";
import { Rules } from "./rules.tsx";
import { Scenarios } from "./scenarios.tsx";
import { SellerLoads } from "./seller-loads.tsx";
import { Sellers } from "./sellers.tsx";
import { Unassigned } from "./unassigned.tsx";
import { wish } from "./wish.ts";
import "./coverage.css";

const REST_MS = 500;

/** Who looks after whom: sellers, loads, geographies, changes to review, scenarios. */
export function CoverageTab() {
  const { answer, progress, trouble } = covering.value;
  const sellers = force.value?.sellers.length ?? 0;
  const { own, weights, prove, singleGeo, apart } = wish.value;
  const { kind, offset } = queue.value;
  const asked = JSON.stringify([
    planQuery.value,
    own?.sellers,
    own?.capacities,
    weights,
    prove,
    singleGeo,
    apart,
    kind,
    offset,
  ]);
  const rested = useDeferred(asked, REST_MS);
  useEffect(() => void meetSellers(), []);
  // Before the browser draws: nothing is at rest, even for a moment, between what was wished and its asking.
  useLayoutEffect(() => {
    if (sellers > 0) void cover();
  }, [rested, sellers > 0]);
  const busy = progress !== null || asked !== rested;
  return (
    <div class="coverage" aria-busy={busy}>
      <Sellers />
      {sellers > 0 && <Rules />}
      {trouble !== null && <TroubleNote trouble={trouble} onRetry={() => void cover()} />}
      <div class="coverage-progress">
        {progress !== null && (
          <ProgressBar phase={progress.phase} share={progress.share} onStop={stopCovering} />
        )}
      </div>
      {answer !== null && (
        <>
          <CoverageResult answer={answer} />
          <ReviewQueue answer={answer} busy={busy} />
          <GeoTable answer={answer} />
          <SellerLoads summary={answer.override?.summary ?? answer.summary} />
          <Unassigned answer={answer} />
          <Scenarios />
          <ContinuityFrontier />
          <CarriedSizes />
        </>
      )}
    </div>
  );
}
