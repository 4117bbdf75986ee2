import { useEffect } from "preact/hooks";
import { ProgressBar } from "../parts/progress-bar.tsx";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { group, grouping, groupingWish } from "../state/grouping.ts";
import { session } from "../state/session.ts";
import { GroupsResult } from "./groups-result.tsx";

const ALGORITHMS: readonly (readonly [string, string])[] = [
  ["ward", "Ward"],
  ["weighted-ward", "Ward, weighted by potential and revenue"],
  ["ward2-a", "Ward with re-allocation"],
  ["kmeans", "K-means"],
  ["kmeans++", "K-means++"],
  ["kmedoids-b1", "K-medoids on all traits (B1)"],
  ["kmedoids-b2", "K-medoids, numbers twice (B2)"],
  ["kmedoids-b3", "K-medoids with the potential index (B3)"],
  ["kmedoids-b4", "K-medoids on behaviour (B4)"],
  ["hdbscan", "HDBSCAN"],
];

const POLICIES: readonly (readonly [string, string])[] = [
  ["v1", "potential .7, mean revenue .3 (v1)"],
  ["v2", "potential .5, total revenue .5 (v2)"],
  ["blend", "standardised blend"],
];

/** How customers group by themselves, and the tiers that their groups would make. */
export function GroupsTab() {
  const wish = groupingWish.value;
  const { path, progress, answer, trouble } = grouping.state.value;
  // Something is shown at once: the groups of the usual wish.
  useEffect(() => {
    if (grouping.state.peek().path === null) group(groupingWish.peek(), session.plan.peek().weights);
  }, []);
  const set = (change: Partial<typeof wish>) => {
    groupingWish.value = { ...wish, ...change };
  };
  return (
    <section class="card" aria-labelledby="groups-title">
      <h3 id="groups-title">Natural groups</h3>
      <p class="hint">
        The accounts grouped by likeness alone, whatever their tiers; the groups, ranked, make tiers of their
        own.
      </p>
      <form
        class="group-form"
        onSubmit={(event) => {
          event.preventDefault();
          group(wish, session.plan.value.weights);
        }}
      >
        <label>
          Algorithm
          <select value={wish.algorithm} onChange={(event) => set({ algorithm: event.currentTarget.value })}>
            {ALGORITHMS.map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          Groups
          <input
            type="number"
            min={1}
            max={26}
            value={wish.k}
            disabled={wish.algorithm === "hdbscan"}
            onInput={(event) => {
              const k = event.currentTarget.valueAsNumber;
              if (Number.isInteger(k)) set({ k });
            }}
          />
        </label>
        <label>
          Ranked by
          <select value={wish.policy} onChange={(event) => set({ policy: event.currentTarget.value })}>
            {POLICIES.map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" class="primary">
          Group
        </button>
      </form>
      {progress !== null && (
        <ProgressBar phase={progress.phase} share={progress.share} onStop={grouping.stop} />
      )}
      {trouble !== null && <TroubleNote trouble={trouble} onRetry={null} />}
      {answer !== null && path !== null && (
        <GroupsResult summary={answer.segmentation} query={path.slice(path.indexOf("?") + 1)} />
      )}
    </section>
  );
}
