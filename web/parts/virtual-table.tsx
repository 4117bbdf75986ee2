import type { ComponentChild } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useVirtualRows } from "./use-virtual-rows.ts";

interface Props {
  readonly label: string;
  readonly class?: string;
  readonly count: number;
  /** A row is about as tall as this, in pixels, before it is measured. */
  readonly rowHeight: number;
  /** What a row's grid has for columns; absent where the rows are a table's own. */
  readonly columns?: string;
  /** The cells of the header. */
  readonly head: ComponentChild;
  /** The cells of the row at an index. */
  cells(index: number): ComponentChild;
  /** What the list depends on: when it changes, the list is shown from its beginning. */
  readonly listed: unknown;
  /** Told which rows can be seen. */
  onSeen?(first: number, last: number): void;
}

/** A table of any length: only the rows that can be seen are in the page, blank space stands for the others. */
export function VirtualTable({
  label,
  class: name,
  count,
  rowHeight,
  columns,
  head,
  cells,
  listed,
  onSeen,
}: Props) {
  const place = useRef<HTMLDivElement>(null);
  const { items, height, measure } = useVirtualRows(place, count, rowHeight);
  useEffect(() => {
    if (listed !== undefined && place.current) place.current.scrollTop = 0;
  }, [listed]);
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => onSeen?.(first, last), [first, last, listed]);
  const above = items[0]?.start ?? 0;
  const below = height - (items.at(-1)?.end ?? 0);
  return (
    <div class={`virtual ${name ?? ""}`} ref={place} style={{ "--columns": columns }}>
      <div style={{ paddingTop: `${above}px`, paddingBottom: `${below}px` }}>
        <table aria-label={label} aria-rowcount={count + 1}>
          <thead>
            <tr aria-rowindex={1}>{head}</tr>
          </thead>
          <tbody>
            {items.map(({ index }) => (
              <tr
                key={index}
                ref={measure}
                data-index={index}
                aria-rowindex={index + 2}
                style={{ height: columns === undefined ? `${rowHeight}px` : undefined }}
              >
                {cells(index)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
