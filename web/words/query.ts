import {
  DEFAULT_WEIGHTS,
  METHODS,
  type Plan,
  type Policy,
  SIGNALS,
  type Weights,
} from "../../tiering/index.ts";

/** The query that spells a plan: what the API takes, and what a shared link carries. */
export function planToQuery({ method, weights, policy }: Plan): URLSearchParams {
  const query = new URLSearchParams({ method });
  for (const signal of SIGNALS) if (weights[signal] > 0) query.set(signal, String(weights[signal]));
  const { maxMovedShare, maxTierStep, tierSizes, strategicTiers, hold, scope, coefficients } = policy;
  if (maxMovedShare !== undefined) query.set("maxMovedShare", String(maxMovedShare));
  if (maxTierStep !== undefined) query.set("maxTierStep", String(maxTierStep));
  if (tierSizes !== undefined) query.set("tierSizes", pairs(tierSizes));
  if (strategicTiers !== undefined) query.set("strategicTiers", String(strategicTiers));
  // A comma separates entries, so one inside a value is escaped.
  for (const entry of sortedOnce(hold)) query.append("hold", entry.replaceAll(",", "\\,"));
  for (const entry of sortedOnce(scope)) query.append("scope", entry);
  if (coefficients !== undefined) query.set("coefficients", pairs({ ...coefficients }));
  return query;
}

/** The plan that a link spells; null where it spells none. Ranges are the server's to judge. */
export function planFromQuery(query: URLSearchParams): Plan | null {
  const method = METHODS.find((name) => name === query.get("method"));
  if (method === undefined) return null;
  return { method, weights: readWeights(query), policy: readPolicy(query) };
}

function readWeights(query: URLSearchParams): Weights {
  const named = SIGNALS.map((signal) => Number(query.get(signal) ?? 0));
  const total = named.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0) || !Number.isFinite(total)) return DEFAULT_WEIGHTS;
  const scale = Math.abs(total - 1) <= 1e-12 ? 1 : total;
  const [runway, growth, geo, category] = named.map((weight) => weight / scale) as [
    number,
    number,
    number,
    number,
  ];
  return { runway, growth, geo, category };
}

function readPolicy(query: URLSearchParams): Policy {
  const number = (name: string) => (query.has(name) ? Number(query.get(name)) : undefined);
  const step = query.get("maxTierStep");
  const strategic = query.get("strategicTiers");
  const coefficients = query.get("coefficients");
  const { tpa = 0, sfi = 0, tci = 0 } = readPairs(coefficients ?? "");
  const policy = {
    maxMovedShare: number("maxMovedShare"),
    maxTierStep: step === "free" ? ("free" as const) : number("maxTierStep"),
    tierSizes: query.has("tierSizes") ? readPairs(query.get("tierSizes")!) : undefined,
    strategicTiers: strategic !== null && /^\d+$/.test(strategic) ? Number(strategic) : strategic,
    hold: query.has("hold") ? query.getAll("hold").flatMap(unescapeList) : undefined,
    scope: query.has("scope") ? query.getAll("scope") : undefined,
    coefficients: coefficients === null ? undefined : { tpa, sfi, tci },
  };
  return Object.fromEntries(
    Object.entries(policy).filter(([, rule]) => rule !== undefined && rule !== null),
  ) as Policy;
}

function unescapeList(text: string): string[] {
  return text.split(/(?<!\\),/).map((entry) => entry.replaceAll("\\,", ","));
}

function pairs(numbers: Readonly<Record<string, number | string>>): string {
  return Object.entries(numbers)
    .map((pair) => pair.join(":"))
    .join(",");
}

function readPairs(text: string): Record<string, number> {
  const entries = text.split(",").flatMap((pair) => {
    const [name, value] = pair.split(":");
    return name && value ? [[name.trim(), Number(value)] as const] : [];
  });
  return Object.fromEntries(entries);
}

function sortedOnce(entries: readonly string[] | undefined): string[] {
  return [...new Set(entries)].sort();
}
