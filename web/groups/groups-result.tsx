import { KPI_ROWS } from "../../contract/kpi-words.ts";
import type { ClusterProfile, SegmentationSummary } from "../../tiering/index.ts";
import { address } from "../api/address.ts";
import { Change } from "../parts/change.tsx";
import { Explained } from "../parts/explained.tsx";
import { Icon } from "../parts/icon.tsx";
import { Notes } from "../result/notes.tsx";
import { amount, count, kpiValue, measure, share } from "../words/format.ts";
import { featureWords } from "../words/plan-words.ts";

/** Most traits that a group is described by. */
const TRAITS = 3;

interface Props {
  readonly summary: SegmentationSummary;
  readonly query: string;
}

/** The groups, what sets each apart, and the KPIs of the tiers that they make. */
export function GroupsResult({ summary, query }: Props) {
  const { clusters, silhouette, unassigned, kpis } = summary;
  return (
    <>
      <div class="group-head">
        <p>
          <b>{clusters.length}</b> groups
          {silhouette?.mean != null && (
            <>
              ,{" "}
              <Explained text="Mean silhouette: how much nearer the accounts of a group are to their own group than to the next one. 1 is far apart, 0 overlapping, below 0 in the wrong group.">
                set apart
              </Explained>{" "}
              by <b>{measure(silhouette.mean)}</b> <span class="hint">of 1 (silhouette)</span>
            </>
          )}
          {unassigned.accounts > 0 && <>; {share(unassigned.share)} of the accounts are in none</>}.
        </p>
        <a class="button small" href={address(`v1/segmentations.csv?${query}`)} download="groups.csv">
          <Icon name="download" /> CSV
        </a>
      </div>
      <Notes summary={summary} />
      <table class="figures groups-table">
        <thead>
          <tr>
            <th scope="col">Tier</th>
            <th scope="col">Accounts</th>
            <th scope="col">Revenue</th>
            <th scope="col">Mean revenue</th>
            <th scope="col">Mean potential index</th>
          </tr>
        </thead>
        <tbody>
          {clusters.map((cluster) => (
            <ClusterRow key={cluster.tier} cluster={cluster} />
          ))}
        </tbody>
      </table>
      <h4 class="under-table">What sets each apart</h4>
      <ul class="traits">
        {clusters.map(({ tier, traits }) => (
          <li key={tier}>
            <b>{tier}</b>{" "}
            {traits
              .slice(0, TRAITS)
              .map(({ feature, z }) => `${featureWords(feature)} ${z < 0 ? "low" : "high"}`)
              .join(", ")}
          </li>
        ))}
      </ul>
      <h4 class="under-table">Their tiers, judged as every method’s</h4>
      <table class="figures kpis">
        <thead>
          <tr>
            <th scope="col">KPI</th>
            <th scope="col">As it is</th>
            <th scope="col">By groups</th>
            <th scope="col">Change</th>
          </tr>
        </thead>
        <tbody>
          {KPI_ROWS.map(({ key, label, name, means }) => (
            <tr key={key} class={key === "composite" ? "main-row" : ""}>
              <th scope="row">
                <Explained text={means}>{label}</Explained> <span class="hint">{name}</span>
              </th>
              <td>{kpiValue(key, kpis.before?.[key])}</td>
              <td>{kpiValue(key, kpis.after[key])}</td>
              <td>
                <Change kpi={key} value={kpis.lift?.[key] ?? null} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function ClusterRow({ cluster }: { readonly cluster: ClusterProfile }) {
  return (
    <tr>
      <th scope="row">{cluster.tier}</th>
      <td>
        {count(cluster.accounts)} <span class="hint">{share(cluster.share)}</span>
      </td>
      <td>{cluster.revenueShare === null ? "–" : share(cluster.revenueShare)}</td>
      <td>{amount(cluster.meanRevenue)}</td>
      <td>{measure(cluster.meanPotential)}</td>
    </tr>
  );
}
