import { TieringError } from "../errors.ts";
import type { CoverageEngine, LinearModel } from "./engine.ts";
import { buildModel, type PartModel } from "./model.ts";
import type { RowMeaning } from "./model-builder.ts";
import type { Part } from "./part.ts";
import type { CoverageProblem } from "./problem.ts";

/** Most rules of a conflict that are named. */
const MOST_RULES = 8;

/**
 * Says why a part has no coverage: which geography lacks which role by how many sellers (or which seller lacks
 * how many accounts), and the rules of the irreducible conflict.
 */
export function describeConflict(problem: CoverageProblem, part: Part, engine: CoverageEngine): TieringError {
  const model = buildModel(part);
  const open = { ...model.linear, upper: withWholeTranches(part, model) };
  const session = engine.open(open);
  let rows: readonly RowMeaning[];
  try {
    rows =
      session.solveLinear({}).status === "infeasible"
        ? Array.from(session.conflict(), (r) => model.meaning[r]!)
        : [];
  } finally {
    session.close();
  }
  const lacks = shortages(problem, part, model, open, engine);
  const rules = [...new Set(rows.flatMap((row) => nameRule(problem, part, row)))];
  const shown = rules.slice(0, MOST_RULES).join("; ");
  const more = rules.length > MOST_RULES ? `; and ${rules.length - MOST_RULES} more` : "";
  const named = rules.length > 0 ? ` These rules cannot hold together: ${shown}${more}.` : "";
  const what = lacks.length > 0 ? lacks.join(" ") : "The rules cannot all be kept in whole accounts.";
  return new TieringError("infeasible-policy", `${what}${named}`, { pointer: "/rules" });
}

/** Upper bounds with one tranche a class that takes all of it. */
function withWholeTranches(part: Part, { linear, trancheAt }: PartModel): Float64Array {
  const upper = linear.upper.slice();
  part.classes.forEach(({ worth }, c) => {
    upper[trancheAt[c]!] = worth.length;
  });
  return upper;
}

/** By how much each least number is missed at the least, in words. */
function shortages(
  problem: CoverageProblem,
  part: Part,
  model: PartModel,
  open: LinearModel,
  engine: CoverageEngine,
): string[] {
  const soft = model.meaning.flatMap(({ kind }, r) =>
    kind === "cover" || kind === "min-accounts" || kind === "apart" || kind === "capacity" ? [r] : [],
  );
  const session = engine.open(withSlack(open, model.meaning, soft));
  try {
    const { status, values } = session.solveLinear({});
    if (status !== "optimal") return [];
    return soft.flatMap((r, k) => {
      const amount = values[open.numCols + k]!;
      return amount > 1e-6 ? [nameShortage(problem, part, model.meaning[r]!, amount)] : [];
    });
  } finally {
    session.close();
  }
}

/** The model with a priced slack on soft rows and no other aim; capacity gives way last. */
function withSlack(model: LinearModel, meaning: readonly RowMeaning[], soft: readonly number[]): LinearModel {
  const numCols = model.numCols + soft.length;
  const append = (array: Float64Array, values: readonly number[]) => Float64Array.from([...array, ...values]);
  const isCapacity = (r: number) => meaning[r]!.kind === "capacity";
  const entries = model.values.length;
  return {
    ...model,
    numCols,
    cost: append(
      new Float64Array(model.numCols),
      soft.map((r) => (isCapacity(r) ? -1e4 : -1)),
    ),
    lower: append(
      model.lower,
      soft.map(() => 0),
    ),
    upper: append(
      model.upper,
      soft.map(() => 1e6),
    ),
    integer: Uint8Array.from([...model.integer, ...soft.map(() => 0)]),
    starts: Int32Array.from([...model.starts, ...soft.map((_, k) => entries + k + 1)]),
    rows: Int32Array.from([...model.rows, ...soft]),
    values: append(
      model.values,
      soft.map((r) => (Number.isFinite(model.rowLower[r]!) ? 1 : -1)),
    ),
  };
}

/** A missing amount, rounded up so that what is said suffices. */
const atLeast = (amount: number, digits: number): string =>
  (Math.ceil(amount * 10 ** digits - 1e-6) / 10 ** digits).toLocaleString("en", {
    maximumFractionDigits: digits,
  });

function nameShortage(problem: CoverageProblem, part: Part, row: RowMeaning, amount: number): string {
  const { sellers, input } = problem;
  if (row.kind === "cover") {
    const { geo, tier } = part.floors[row.floor]!;
    const place = input.accounts.geo.values[geo]!;
    const roles = Object.entries(input.capacities)
      .filter(([, most]) => (most[tier] ?? 0) >= 1)
      .map(([role, most]) => `${atLeast(amount / most[tier]!, 2)} of ${role}`);
    const lack = roles.length > 0 ? `it lacks ${roles.join(", or ")}` : "no role has capacity for that tier";
    return `${place} cannot cover ${atLeast(amount, 0)} of the Tier ${input.tierNames[tier]} accounts that it must: ${lack}.`;
  }
  if (row.kind === "min-accounts" || row.kind === "capacity") {
    const { id } = sellers[part.sellers[row.seller]!]!;
    return row.kind === "min-accounts"
      ? `Seller ${id} lacks ${atLeast(amount, 0)} accounts to the least number of ${part.minAccounts}.`
      : `Seller ${id} would be overloaded by ${atLeast(amount, 2)} of a full load.`;
  }
  return "Two accounts that are kept apart would go to one seller.";
}

function nameRule({ input, sellers }: CoverageProblem, part: Part, row: RowMeaning): string[] {
  const seller = (s: number) => sellers[part.sellers[s]!]!;
  if (row.kind === "capacity" || row.kind === "one-geo") {
    const { id, role } = seller(row.seller);
    return [row.kind === "capacity" ? `the capacity of ${id} (${role})` : `one geography for ${id}`];
  }
  if (row.kind === "min-accounts")
    return [`at least ${part.minAccounts} accounts for ${seller(row.seller).id}`];
  if (row.kind === "cover") {
    const { geo, tier, least } = part.floors[row.floor]!;
    return [`${least} Tier ${input.tierNames[tier]} accounts of ${input.accounts.geo.values[geo]} covered`];
  }
  return row.kind === "apart" ? ["two accounts kept apart"] : [];
}
