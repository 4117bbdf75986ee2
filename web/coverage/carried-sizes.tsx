import { ProgressBar } from "../parts/progress-bar.tsx";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { changePolicy } from "../state/planning.ts";
import { count } from "../words/format.ts";
import type { TierSizesAnswer } from "./answers.ts";
import { useAsked } from "./use-asked.ts";

/** The tier sizes that the sellers can carry, and the way to tier by them. */
export function CarriedSizes() {
  const { answer, ask, progress, trouble } = useAsked<TierSizesAnswer>("v1/coverage/tier-sizes");
  return (
    <section class="card" aria-labelledby="carried-title">
      <div class="card-head">
        <h3 id="carried-title">Tier sizes that the sellers can carry</h3>
        <div class="card-actions">
          <button
            type="button"
            class="small"
            disabled={progress !== null}
            onClick={() => void ask("Finding the sizes", {}, "application/json")}
          >
            Find the sizes
          </button>
        </div>
      </div>
      {progress !== null && <ProgressBar phase={progress.phase} share={null} />}
      {trouble !== null && <TroubleNote trouble={trouble} onRetry={null} />}
      {answer !== null && (
        <>
          <table class="figures loads" aria-label="Tier sizes that the sellers can carry">
            <thead>
              <tr>
                <th scope="col">Tier</th>
                <th scope="col">Accounts now</th>
                <th scope="col">Can have a seller</th>
                <th scope="col">Most that could</th>
                <th scope="col">Size to tier by</th>
              </tr>
            </thead>
            <tbody>
              {answer.tiers.map((tier, t) => (
                <tr key={tier}>
                  <th scope="row">{tier}</th>
                  <td>{count(answer.now[t] ?? 0)}</td>
                  <td>{count(answer.carried[t] ?? 0)}</td>
                  <td>{count(answer.most[t] ?? 0)}</td>
                  <td>{count(answer.tierSizes[tier] ?? 0)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <button type="button" onClick={() => changePolicy({ tierSizes: answer.tierSizes })}>
            Tier by these sizes
          </button>
        </>
      )}
    </section>
  );
}
