import type { PlotOptions } from "@observablehq/plot";
import { useEffect, useRef, useState } from "preact/hooks";
import { draw, loadPlot, type Plot } from "./plot.ts";

interface Props {
  /** Marks and scales of the chart at a width; called again when data or width change. */
  options(plot: Plot, width: number): PlotOptions;
}

/** A chart as wide as its place; hidden from screen readers, which get the text beside it. */
export function Chart({ options }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [plot, setPlot] = useState<Plot | null>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    void loadPlot().then((loaded) => setPlot(() => loaded as never));
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)));
    observer.observe(place.current!);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (plot !== null && width > 0) place.current?.replaceChildren(draw(plot, options(plot, width)));
  }, [plot, width, options]);
  return <div class="chart" ref={place} />;
}
