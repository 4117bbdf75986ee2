import {
  elementScroll,
  measureElement,
  observeElementOffset,
  observeElementRect,
  type VirtualItem,
  Virtualizer,
} from "@tanstack/virtual-core";
import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** The rows of a long list that can be seen, how tall all of them would be, in pixels, and what measures a row. */
export function useVirtualRows(
  place: RefObject<HTMLDivElement | null>,
  count: number,
  rowHeight: number,
): {
  readonly items: readonly VirtualItem[];
  readonly height: number;
  /** Given each row that is in the page, which tells its index by `data-index`. */
  measure(row: Element | null): void;
} {
  const [, redraw] = useState(0);
  const options = {
    count,
    estimateSize: () => rowHeight,
    overscan: 12,
    getScrollElement: () => place.current,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    measureElement,
    onChange: () => redraw((n) => n + 1),
  };
  const virtualizer = useRef<Virtualizer<HTMLDivElement, Element>>(null);
  virtualizer.current ??= new Virtualizer<HTMLDivElement, Element>(options);
  virtualizer.current.setOptions(options);
  useLayoutEffect(() => virtualizer.current!._didMount(), []);
  useLayoutEffect(() => virtualizer.current!._willUpdate());
  return {
    items: virtualizer.current.getVirtualItems(),
    height: virtualizer.current.getTotalSize(),
    measure: virtualizer.current.measureElement,
  };
}
