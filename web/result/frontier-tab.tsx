import { useCallback, useMemo, useState } from "preact/hooks";
import { KPI_BY_KEY, KPI_ROWS } from "../../contract/kpi-words.ts";
import { DEFAULT_POLICY, type FrontierPoint, type Kpis, type Plan } from "../../tiering/index.ts";
import type { FrontierAnswer } from "../api/answers.ts";
import { useAnswers } from "../api/use-answer.ts";
import { useDeferred } from "../api/use-deferred.ts";
import { Chart } from "../charts/chart.tsx";
import type { Plot } from "../charts/plot.ts";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { changePolicy } from "../state/planning.ts";
import { session } from "../state/session.ts";
import { change, count, kpiValue, measure, share } from "../words/format.ts";
import { planToQuery } from "../words/query.ts";
import { frontierOptions } from "./frontier-options.ts";

const REST_MS = 350;

/** What each further per cent of moved accounts brings. */
export function FrontierTab() {
  const plan = session.result.value?.plan ?? session.plan.value;
  const summary = session.result.value?.summary ?? session.baseline.value;
  const wanted = hybridQuery(plan);
  const query = useDeferred(wanted, REST_MS);
  const { answer, trouble, busy } = useAnswers<FrontierAnswer>([`v1/frontier?${query}`]);
  const [kpi, setKpi] = useState<keyof Kpis>("composite");
  const points = answer?.[0]?.frontier.points ?? null;
  const [pointed, setPointed] = useState<number | null>(null);
  const near = points === null || pointed === null ? null : nearest(points, pointed / 100);
  const under = useMemo(
    () => (near === null ? null : { share: near.share, value: near.kpis[kpi] ?? Number.NaN }),
    [near, kpi],
  );
  const here =
    summary?.moved == null ? null : { share: summary.moved.share, value: summary.kpis.after[kpi] ?? 0 };
  const ring = session.result.value === null ? "the book as it is" : "the run that is shown";
  const options = useCallback(
    (plot: Plot, width: number) => frontierOptions(plot, { points: points ?? [], kpi, here, under, width }),
    [points, kpi, here?.share, here?.value, under],
  );
  if (trouble !== null) return <TroubleNote trouble={trouble} onRetry={null} />;
  if (points === null) return <p class="empty">Following the hybrid from no move to no limit…</p>;
  const advice = answer?.[0]?.frontier.advice ?? null;
  return (
    <section class="card" aria-labelledby="frontier-title" aria-busy={busy || query !== wanted}>
      <div class="card-head">
        <h3 id="frontier-title">Disruption frontier</h3>
        <div class="card-actions">
          <label>
            <span class="visually-hidden">Measure</span>
            <select value={kpi} onChange={(event) => setKpi(event.currentTarget.value as keyof Kpis)}>
              {KPI_ROWS.map(({ key, label }) => (
                <option key={key} value={key}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        </div>
      </div>
      <p class="hint">
        The best that the hybrid reaches, by how much of the book may move; the ring is {ring}. Point to read,
        click or drag to set the budget.
      </p>
      {advice !== null && <p class="advice">{advice.sentence}</p>}
      <Chart
        options={options}
        onPoint={setPointed}
        onPick={(percent) => setBudget(nearest(points, percent / 100))}
      />
      <p class="hint reading" role="status">
        {near === null
          ? " "
          : `${share(near.share, 2)} may move: ${count(near.moved)} do, ${kpiName(kpi)} ${kpiValue(kpi, near.kpis[kpi])}, lift ${change(near.lift)}`}
      </p>
      <PointsTable points={points} />
    </section>
  );
}

function PointsTable({ points }: { readonly points: readonly FrontierPoint[] }) {
  const budget = session.plan.value.policy.maxMovedShare ?? DEFAULT_POLICY.maxMovedShare;
  return (
    <details class="points">
      <summary>As a table, to choose a budget from</summary>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">May move</th>
            <th scope="col">Do move</th>
            <th scope="col">Overall score</th>
            <th scope="col">Lift</th>
            <th scope="col">
              <span class="visually-hidden">Choose</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.share}>
              <th scope="row">{share(point.share, 2)}</th>
              <td>{count(point.moved)}</td>
              <td>{measure(point.kpis.composite)}</td>
              <td>{change(point.lift)}</td>
              <td>
                <button
                  type="button"
                  class="small"
                  disabled={point.share === budget}
                  onClick={() => setBudget(point)}
                >
                  Use<span class="visually-hidden"> {share(point.share, 2)}</span>
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** The plan as the frontier asks for it: it is the hybrid's, whatever the method shown. */
function hybridQuery(plan: Plan): string {
  const query = planToQuery(plan);
  query.delete("method");
  return query.toString();
}

function setBudget(point: FrontierPoint): void {
  changePolicy({ maxMovedShare: Number(point.share.toFixed(6)) });
}

/** The point whose budget is the nearest on the chart's scale, which is a square root's. */
function nearest(points: readonly FrontierPoint[], at: number): FrontierPoint {
  const distance = (point: FrontierPoint) => Math.abs(Math.sqrt(point.share) - Math.sqrt(at));
  return points.reduce((best, point) => (distance(point) < distance(best) ? point : best));
}

function kpiName(kpi: keyof Kpis): string {
  return KPI_BY_KEY[kpi].label.toLowerCase();
}
