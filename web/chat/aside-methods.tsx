import { KPI_BY_KEY } from "../../contract/kpi-words.ts";
import { METHOD_NAMES, METHODS } from "../../tiering/index.ts";
import type { TiersAnswer } from "../api/answers.ts";
import { useAnswers } from "../api/use-answer.ts";
import { Explained } from "../parts/explained.tsx";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { count, kpiValue, measure } from "../words/format.ts";

/** The methods side by side under the plan's own weights and constraints, as their tab has them. */
export function AsideMethods({ link }: { readonly link: string }) {
  const query = new URLSearchParams(link.slice(link.indexOf("?") + 1));
  query.set("limit", "0");
  const paths = METHODS.map((method) => {
    query.set("method", method);
    return `v1/tiers?${query}`;
  });
  const { answer, trouble } = useAnswers<TiersAnswer>(paths);
  if (trouble !== null) return <TroubleNote trouble={trouble} onRetry={null} />;
  if (answer === null) return <p class="hint">Running the methods…</p>;
  return (
    <table class="figures aside-table">
      <thead>
        <tr>
          <th scope="col">Method</th>
          {(["composite", "tpa", "sfi"] as const).map((key) => (
            <th key={key} scope="col">
              <Explained text={KPI_BY_KEY[key].means}>{KPI_BY_KEY[key].label}</Explained>
            </th>
          ))}
          <th scope="col">Move</th>
        </tr>
      </thead>
      <tbody>
        {answer.map(({ summary: { plan, kpis, moved } }) => (
          <tr key={plan.method}>
            <th scope="row">{METHOD_NAMES[plan.method]}</th>
            <td>{measure(kpis.after.composite)}</td>
            <td>{measure(kpis.after.tpa)}</td>
            <td class="whole">{kpiValue("sfi", kpis.after.sfi)}</td>
            <td>{moved === null ? "–" : count(moved.count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
