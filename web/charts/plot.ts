import type { PlotOptions, Plot as PlotResult } from "@observablehq/plot";

export type Plot = typeof import("./marks.ts");

/** A chart that knows its scales. */
export type Drawn = SVGSVGElement & Pick<PlotResult, "scale">;

let loading: Promise<Plot> | null = null;

/** The chart library, loaded when the first chart is drawn: the page itself does not wait for it. */
export function loadPlot(): Promise<Plot> {
  loading ??= import("./marks.ts");
  return loading;
}

/**
 * Draws a chart without the style element that Plot puts inside: the content security policy refuses
 * those, and our style sheet holds its rules.
 */
export function draw(plot: Plot, options: PlotOptions): Drawn {
  const svg = plot.plot({ ...options, figure: false } as PlotOptions) as Drawn;
  for (const style of svg.querySelectorAll("style")) style.remove();
  svg.setAttribute("class", "plot");
  // The chart has a table or a sentence beside it that says the same: readers hear that instead.
  svg.setAttribute("aria-hidden", "true");
  return svg;
}
