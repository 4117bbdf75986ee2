import { DEFAULT_WEIGHTS, METHODS, type Plan, readPlan, SIGNALS, spellPlan } from "../../tiering/index.ts";

/** The query that spells a plan: what the API takes, and what a shared link carries. */
export function planToQuery(plan: Plan): URLSearchParams {
  return new URLSearchParams(spellPlan(plan).map(([name, text]): [string, string] => [name, text]));
}

/** Columns as a query names them: a comma parts them, so one inside a name is escaped. */
export function columnList(columns: readonly string[]): string {
  return columns.map((column) => column.replaceAll(",", "\\,")).join(",");
}

/** The plan that a link spells; null where it spells none. Ranges are the server's to judge. */
export function planFromQuery(query: URLSearchParams): Plan | null {
  if (!METHODS.some((method) => method === query.get("method"))) return null;
  try {
    return readPlan([...query]);
  } catch {
    // Weights that cannot be meant, in a link that someone typed: the published ones stand in.
    const rest = [...query].filter(([name]) => !SIGNALS.some((signal) => signal === name));
    return { ...readPlan(rest), weights: DEFAULT_WEIGHTS };
  }
}
