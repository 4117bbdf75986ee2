import type { PlotOptions } from "@observablehq/plot";
import type { ContinuityPoint } from "../../tiering/index.ts";
import type { Plot } from "../charts/plot.ts";
import { amount, count } from "../words/format.ts";

/** Whitespace covered by how many owners change: what keeping owners costs. */
export function continuityOptions(
  plot: Plot,
  points: readonly ContinuityPoint[],
  width: number,
): PlotOptions {
  const axis = { fontSize: 12, tickSize: 0, fill: "var(--muted)" } as const;
  const line = [...points].sort((a, b) => a.changed - b.changed);
  const place = { x: "changed", y: "coveredWhitespace" } as const;
  return {
    width,
    height: 260,
    marginLeft: 84,
    marginBottom: 40,
    x: { nice: true },
    y: { nice: true },
    marks: [
      plot.gridY({ stroke: "var(--line)", strokeOpacity: 1 }),
      plot.axisX({ ...axis, label: "owners changed", ticks: 6, tickFormat: count }),
      plot.axisY({
        ...axis,
        label: "whitespace covered",
        ticks: 5,
        tickFormat: (value: number) => amount(value),
      }),
      plot.line(line, { ...place, stroke: "var(--after-dot)", strokeWidth: 2 }),
      plot.dot(line, { ...place, r: 3.5, fill: "var(--after-dot)" }),
    ],
  };
}
