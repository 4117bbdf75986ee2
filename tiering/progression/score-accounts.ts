import { type Hooks, partOf } from "../hooks.ts";
import type { BoostedModel } from "./boosting/model.ts";
import { scoreRows } from "./boosting/score.ts";
import { panelFeatures, type YearWindow } from "./panel/features.ts";
import { type PanelSource, takeAccounts } from "./panel/source.ts";

/** Accounts whose features stand in memory together. */
const CHUNK = 16_384;

/** What is scored: the given accounts of a source by their features of the given names. */
export interface ScoringInput {
  readonly source: PanelSource;
  readonly window: YearWindow;
  readonly names: ReadonlySet<string>;
  readonly rows: Int32Array;
}

/** Class probabilities of the accounts, row-major [rows × classes], their features made as they are needed. */
export function scoreAccounts(
  model: BoostedModel,
  { source, window, names, rows }: ScoringInput,
  hooks: Hooks = {},
): Float64Array {
  const out = new Float64Array(rows.length * model.classes);
  for (let from = 0; from < rows.length; from += CHUNK) {
    const chunk = rows.subarray(from, from + CHUNK);
    const part = partOf(hooks, from / rows.length, (from + chunk.length) / rows.length);
    const features = panelFeatures(takeAccounts(source, chunk, part), window, names, part);
    out.set(scoreRows(model, features, part), from * model.classes);
  }
  return out;
}
