import type { PlotOptions } from "@observablehq/plot";
import { useEffect, useRef, useState } from "preact/hooks";
import { type Drawn, draw, loadPlot, type Plot } from "./plot.ts";

interface Props {
  /** Marks and scales of the chart at a width; called again when data or width change. */
  options(plot: Plot, width: number): PlotOptions;
  /** Told where on the x scale the pointer is; null when it leaves. */
  onPoint?(x: number | null): void;
  /** Told where on the x scale the pointer was let go. */
  onPick?(x: number): void;
}

/** A chart as wide as its place; hidden from screen readers, which get the text beside it. */
export function Chart({ options, onPoint, onPick }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn | null>(null);
  const [plot, setPlot] = useState<Plot | null>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    void loadPlot().then((loaded) => setPlot(() => loaded as never));
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)));
    observer.observe(place.current!);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (plot === null || width === 0) return;
    drawn.current = draw(plot, options(plot, width));
    place.current?.replaceChildren(drawn.current);
  }, [plot, width, options]);
  const at = (event: PointerEvent): number | null => {
    const svg = drawn.current;
    if (svg === null) return null;
    const box = svg.getBoundingClientRect();
    const x = svg.scale("x");
    if (x === undefined) return null;
    const [least, most] = x.domain as [number, number];
    const value = x.invert?.(((event.clientX - box.left) / box.width) * width) as number | undefined;
    return value === undefined || Number.isNaN(value) ? null : Math.min(most, Math.max(least, value));
  };
  const pick = (event: PointerEvent) => {
    const x = at(event);
    if (x !== null) onPick?.(x);
  };
  return (
    <div
      class={`chart ${onPick ? "pickable" : ""}`}
      ref={place}
      onPointerDown={(event) => onPick && event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => onPoint?.(at(event))}
      onPointerLeave={() => onPoint?.(null)}
      onPointerUp={pick}
    />
  );
}
