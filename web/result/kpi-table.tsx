import { KPI_ROWS, kpiMeans } from "../../contract/kpi-words.ts";
import type { Summary } from "../../tiering/index.ts";
import { Change } from "../parts/change.tsx";
import { Explained } from "../parts/explained.tsx";
import { kpiValue } from "../words/format.ts";
import { Proof } from "./proof.tsx";

interface Props {
  readonly summary: Summary;
  /** True before anything ran: there is one book to measure, and no lift. */
  readonly fresh: boolean;
}

/** Each measure before and after, and how far the composite is from the best that any plan could reach. */
export function KpiTable({ summary, fresh }: Props) {
  const { before, after, lift } = summary.kpis;
  return (
    <section class="card" aria-labelledby="kpi-title">
      <h3 id="kpi-title">{fresh ? "KPIs today" : "KPI lift"}</h3>
      <table class="figures kpis">
        <thead>
          <tr>
            <th scope="col">KPI</th>
            {fresh ? (
              <th scope="col">Today</th>
            ) : (
              <>
                <th scope="col">Before</th>
                <th scope="col">After</th>
                <th scope="col">Change</th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {KPI_ROWS.map((row) => ({ ...row, means: kpiMeans(row, summary.plan.policy.coefficients) })).map(
            ({ key, label, name, means }) => (
              <tr key={key} class={key === "composite" ? "main-row" : ""}>
                <th scope="row">
                  <Explained text={means}>{label}</Explained> <span class="hint">{name}</span>
                </th>
                {!fresh && <td>{kpiValue(key, before?.[key])}</td>}
                <td>{kpiValue(key, after[key])}</td>
                {!fresh && (
                  <td>
                    <Change kpi={key} value={lift?.[key] ?? null} />
                  </td>
                )}
              </tr>
            ),
          )}
        </tbody>
      </table>
      <Proof summary={summary} />
    </section>
  );
}
