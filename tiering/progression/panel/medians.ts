import { checkpoint, type Hooks } from "../../hooks.ts";
import { panelFeatures, type YearWindow } from "./features.ts";
import { type PanelSource, takeAccounts } from "./source.ts";

/** Most accounts that a median is taken of: a larger book's is that of as many, evenly spaced by ID. */
const MOST = 50_000;

/** Median of each of the named features, the lower one of two; NaN where none is defined. O(min(n, 50,000) · features). */
export function mediansOf(
  source: PanelSource,
  window: YearWindow,
  names: ReadonlySet<string>,
  hooks: Hooks = {},
): number[] {
  const stride = Math.max(1, Math.ceil(source.n / MOST));
  const some = Int32Array.from({ length: Math.ceil(source.n / stride) }, (_, k) => k * stride);
  return panelFeatures(takeAccounts(source, some), window, names).columns.map((column) => {
    checkpoint(hooks, "Medians", 1);
    const known = column.filter((value) => !Number.isNaN(value)).sort();
    return known.length === 0 ? Number.NaN : known[(known.length - 1) >> 1];
  });
}
