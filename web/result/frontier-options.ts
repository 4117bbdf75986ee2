import type { PlotOptions } from "@observablehq/plot";
import type { FrontierPoint, Kpis } from "../../tiering/index.ts";
import type { Plot } from "../charts/plot.ts";

/** What the frontier's chart shows. */
interface Shown {
  readonly points: readonly FrontierPoint[];
  readonly kpi: keyof Kpis;
  /** The run that is shown elsewhere on the page. */
  readonly here: { readonly share: number; readonly value: number } | null;
  readonly width: number;
}

/** A line from no move to no limit, and where the current run stands. */
export function frontierOptions(plot: Plot, { points, kpi, here, width }: Shown): PlotOptions {
  const line = points.map((point) => ({ share: point.share * 100, value: point.kpis[kpi] ?? Number.NaN }));
  const ring = here === null ? [] : [{ share: here.share * 100, value: here.value }];
  const axis = { fontSize: 12, tickSize: 0, fill: "var(--muted)" } as const;
  return {
    width,
    height: 320,
    marginLeft: 52,
    marginBottom: 40,
    x: { nice: true },
    y: { nice: true },
    marks: [
      plot.gridY({ stroke: "var(--line)", strokeOpacity: 1 }),
      plot.axisX({ ...axis, label: "accounts that may move, %", ticks: width < 500 ? 5 : 10 }),
      plot.axisY({ ...axis, label: null, ticks: 6, tickFormat: (value: number) => value.toFixed(2) }),
      plot.line(line, { x: "share", y: "value", stroke: "var(--after-dot)", strokeWidth: 2 }),
      plot.dot(line, { x: "share", y: "value", r: 2.5, fill: "var(--after-dot)" }),
      plot.dot(ring, {
        x: "share",
        y: "value",
        r: 7,
        stroke: "var(--loss)",
        strokeWidth: 2.5,
        fill: "var(--surface)",
      }),
    ],
  };
}
