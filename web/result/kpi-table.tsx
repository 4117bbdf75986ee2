import type { Kpis, Summary } from "../../tiering/index.ts";
import { change, measure } from "../format.ts";
import { Proof } from "./proof.tsx";

/** The measures, what they mean, and in which order they are read. */
export const KPI_ROWS: readonly {
  readonly key: keyof Kpis;
  readonly name: string;
  readonly means: string;
}[] = [
  { key: "composite", name: "Composite", means: ".35 TPA + .35 SFI + .30 (TCI potential + TCI revenue)" },
  { key: "tpa", name: "TPA", means: "Tier Potential Alignment: do higher tiers hold more potential?" },
  {
    key: "tciPi",
    name: "TCI potential",
    means: "Tier Compactness Index: are tiers alike within in potential?",
  },
  { key: "tciRev", name: "TCI revenue", means: "Tier Compactness Index: are tiers alike within in revenue?" },
  { key: "sfi", name: "SFI", means: "Strategic Focus Index: share of revenue in the strategic tiers" },
];

/** Each measure before and after, and how far the composite is from the best that any plan could reach. */
export function KpiTable({ summary }: { readonly summary: Summary }) {
  const { before, after, lift } = summary.kpis;
  return (
    <section class="card" aria-labelledby="kpi-title">
      <h3 id="kpi-title">KPI lift</h3>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">KPI</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
            <th scope="col">Change</th>
          </tr>
        </thead>
        <tbody>
          {KPI_ROWS.map(({ key, name, means }) => (
            <tr key={key} class={key === "composite" ? "main-row" : ""}>
              <th scope="row" title={means}>
                {name}
              </th>
              <td>{measure(before[key])}</td>
              <td>{measure(after[key])}</td>
              <td>
                <Change value={lift[key]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Proof summary={summary} />
    </section>
  );
}

/** A change, coloured and signed. */
export function Change({
  value,
  decimals = 3,
}: {
  readonly value: number | null;
  readonly decimals?: number;
}) {
  const shown = change(value, decimals);
  const way = shown.startsWith("+") ? "gain" : shown.startsWith("−") ? "loss" : "";
  return <span class={way}>{shown}</span>;
}
