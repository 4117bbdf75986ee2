import type { PlotOptions } from "@observablehq/plot";
import type { SplitEvaluation } from "../../tiering/index.ts";
import type { Plot } from "../charts/plot.ts";
import { count } from "../words/format.ts";

const AXIS = { fontSize: 12, tickSize: 0, fill: "var(--muted)" } as const;
const KINDS = ["all", "same year", "year ahead"] as const;
const FILLS = ["var(--line-strong)", "var(--before-dot)", "var(--after-dot)"];

/** The first accounts of the ranking: how many of them did move, beside the share of all. */
export function liftOptions(plot: Plot, splits: readonly SplitEvaluation[], width: number): PlotOptions {
  const time = splits.find(({ kind }) => kind === "time");
  const random = splits.find(({ kind }) => kind === "random");
  const bars = (time ?? random)!.evaluation.lift.move.flatMap(({ top, base }, at) => [
    { top, kind: KINDS[0], moved: base * 100 },
    ...(random ? [{ top, kind: KINDS[1], moved: random.evaluation.lift.move[at]!.share * 100 }] : []),
    ...(time ? [{ top, kind: KINDS[2], moved: time.evaluation.lift.move[at]!.share * 100 }] : []),
  ]);
  return {
    width,
    height: 260,
    marginTop: 28,
    marginBottom: 36,
    fx: { label: null, padding: 0.25 },
    x: { axis: null, domain: [...KINDS], padding: 0.12 },
    y: { domain: [0, 100] },
    color: { domain: [...KINDS], range: FILLS },
    marks: [
      plot.gridY({ stroke: "var(--line)", strokeOpacity: 1, ticks: 5 }),
      plot.axisFx({
        ...AXIS,
        anchor: "bottom",
        label: null,
        tickFormat: (top: number) => `first ${count(top)}`,
      }),
      plot.axisY({ ...AXIS, label: "did move, %", ticks: 5 }),
      plot.barY(bars, { fx: "top", x: "kind", y: "moved", fill: "kind" }),
      plot.text(bars, {
        fx: "top",
        x: "kind",
        y: "moved",
        dy: -8,
        fontSize: 12,
        fill: "var(--text)",
        text: ({ moved }: { readonly moved: number }) => moved.toFixed(0),
      }),
    ],
  };
}

/** The chances that were said against what happened: on the diagonal they could be taken at their word. */
export function reliabilityOptions(plot: Plot, split: SplitEvaluation, width: number): PlotOptions {
  const [up, , down] = split.evaluation.classes.map(({ reliability }) =>
    reliability.map(({ accounts, predicted, observed }) => ({
      accounts,
      predicted: predicted * 100,
      observed: observed * 100,
    })),
  );
  const way = (points: typeof up, colour: string) => [
    plot.line(points, { x: "predicted", y: "observed", stroke: colour, strokeWidth: 2 }),
    plot.dot(points, { x: "predicted", y: "observed", r: 4, fill: colour }),
  ];
  return {
    width,
    height: 300,
    marginBottom: 40,
    x: { domain: [0, 100] },
    y: { domain: [0, 100] },
    marks: [
      plot.gridY({ stroke: "var(--line)", strokeOpacity: 1, ticks: 5 }),
      plot.axisX({ ...AXIS, label: "chance that was said, %", ticks: 5 }),
      plot.axisY({ ...AXIS, label: "did move so, %", ticks: 5 }),
      plot.line(
        [
          [0, 0],
          [100, 100],
        ],
        { stroke: "var(--line-strong)", strokeDasharray: "4 4" },
      ),
      ...way(up, "var(--gain)"),
      ...way(down, "var(--loss)"),
    ],
  };
}
