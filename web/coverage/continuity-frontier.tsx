import { useCallback, useMemo } from "preact/hooks";
import { Chart } from "../charts/chart.tsx";
import type { Plot } from "../charts/plot.ts";
import { ProgressBar } from "../parts/progress-bar.tsx";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { amount, count, share } from "../words/format.ts";
import type { CoverageAnswer } from "./answers.ts";
import { continuityOptions } from "./continuity-options.ts";
import { useAsked } from "./use-asked.ts";

/** Points of the frontier, those that others beat left out. */
const POINTS = 8;

/** What keeping more owners costs in whitespace: the frontier of the two. */
export function ContinuityFrontier() {
  const { answer, ask, progress, trouble } = useAsked<CoverageAnswer>("v1/coverage");
  const points = useMemo(() => answer?.frontier ?? [], [answer]);
  const options = useCallback(
    (plot: Plot, width: number) => continuityOptions(plot, points, width),
    [points],
  );
  const most = Math.max(...points.map(({ coveredWhitespace }) => coveredWhitespace));
  return (
    <section class="card" aria-labelledby="continuity-title">
      <div class="card-head">
        <h3 id="continuity-title">Continuity against whitespace</h3>
        <div class="card-actions">
          <button
            type="button"
            class="small"
            disabled={progress !== null}
            onClick={() => void ask("Drawing the frontier", { limit: 0, frontier: POINTS })}
          >
            Draw the frontier
          </button>
        </div>
      </div>
      {progress !== null && <ProgressBar phase={progress.phase} share={progress.share} />}
      {trouble !== null && <TroubleNote trouble={trouble} onRetry={null} />}
      {points.length > 1 && <Chart options={options} />}
      {points.length > 0 && (
        <table class="figures loads" aria-label="Continuity against whitespace">
          <thead>
            <tr>
              <th scope="col">Owners kept</th>
              <th scope="col">Owners changed</th>
              <th scope="col">Whitespace covered</th>
              <th scope="col">Less than the most</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ changed, continuity, coveredWhitespace, gap, kept }) => (
              <tr key={continuity}>
                <th scope="row">
                  {count(kept)}
                  <span class="hint">
                    continuity {share(continuity, 0)}, within {share(gap, 2)} of the best
                  </span>
                </th>
                <td>{count(changed)}</td>
                <td>{amount(coveredWhitespace)}</td>
                <td>{share(most > 0 ? 1 - coveredWhitespace / most : 0, 2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
