import { useEffect } from "preact/hooks";
import { Explained } from "../parts/explained.tsx";
import { ProgressBar } from "../parts/progress-bar.tsx";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { group, grouping, groupingWish } from "../state/grouping.ts";
import { session } from "../state/session.ts";
import { GroupsResult } from "./groups-result.tsx";

const ALGORITHMS: readonly (readonly [string, string])[] = [
  ["ward", "Join the most alike, step by step (Ward)"],
  ["weighted-ward", "The same, weighted by potential and revenue (weighted Ward)"],
  ["ward2-a", "Join the most alike, then re-allocate (Ward2-A)"],
  ["kmeans", "Around averages (K-means)"],
  ["kmeans++", "Around averages, begun far apart (K-means++)"],
  ["kmedoids-b1", "Around typical accounts, all traits (K-medoids B1)"],
  ["kmedoids-b2", "Around typical accounts, numbers twice (K-medoids B2)"],
  ["kmedoids-b3", "Around typical accounts, with the potential index (K-medoids B3)"],
  ["kmedoids-b4", "Around typical accounts, by behaviour (K-medoids B4)"],
  ["hdbscan", "Where accounts crowd; the rest in none (HDBSCAN)"],
];

const POLICIES: readonly (readonly [string, string])[] = [
  ["v1", "potential 70 %, mean revenue 30 % (v1)"],
  ["v2", "potential 50 %, total revenue 50 % (v2)"],
  ["blend", "both, measured alike (standardised blend)"],
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
        <div class="labelled">
          <Explained text="How alike accounts are found, by all that the book says of them; its name in the field stands in brackets.">
            Grouped by
          </Explained>
          <select
            aria-label="Grouped by"
            value={wish.algorithm}
            onChange={(event) => set({ algorithm: event.currentTarget.value })}
          >
            {ALGORITHMS.map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </div>
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
        <div class="labelled">
          <Explained text="Which group becomes the highest tier: by the potential index and the revenue of its accounts, each counting as said.">
            Ranked by
          </Explained>
          <select
            aria-label="Ranked by"
            value={wish.policy}
            onChange={(event) => set({ policy: event.currentTarget.value })}
          >
            {POLICIES.map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </div>
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
