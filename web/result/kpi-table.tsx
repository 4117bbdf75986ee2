import { KPI_ROWS, kpiMeans } from "../../contract/kpi-words.ts";
import type { Summary } from "../../tiering/index.ts";
import { Change } from "../parts/change.tsx";
import { Explained } from "../parts/explained.tsx";
import { runBefore } from "../state/scenarios.ts";
import { kpiValue, measure } from "../words/format.ts";
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
                <th scope="col">
                  <Explained text="The tiers of today, measured with the weights of this plan: where the weights change, so does what was before. The change is measured with one and the same.">
                    Before
                  </Explained>
                </th>
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
      {!fresh && <MovedBefore summary={summary} />}
      <Proof summary={summary} />
    </section>
  );
}

/** Says that “Before” is another than under the run before, which no account did. */
function MovedBefore({ summary }: { readonly summary: Summary }) {
  const last = runBefore()?.summary.kpis.before?.composite ?? null;
  const now = summary.kpis.before?.composite ?? null;
  if (last === null || now === null || measure(last) === measure(now)) return null;
  return (
    <p class="hint">
      “Before” went from {measure(last)} to {measure(now)} because the weights did: the tiers of today are the
      same.
    </p>
  );
}
