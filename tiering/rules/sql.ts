import type { Accounts } from "../accounts.ts";
import { SIGNALS, type Signal } from "../plan/index.ts";
import { standardisationOf } from "../potential.ts";
import type { Run } from "../run.ts";
import { computeSignals } from "../signals.ts";
import { featureKind } from "./format.ts";
import type { RuleKind, Rules } from "./learn.ts";
import { type SqlDialect, type SqlSpelling, sqlSpelling } from "./sql-dialect.ts";
import type { DecisionTree } from "./tree.ts";

/** What the query is written for. */
export interface RulesSqlOptions {
  readonly kind: RuleKind;
  readonly dialect: SqlDialect;
  /** Names of the two tables, parts separated by dots; `accounts` and `tam` where absent. */
  readonly tables?: { readonly accounts?: string; readonly tam?: string };
  /** What the raw tables call our columns, by our name; a column that is not listed has our name. */
  readonly sourceNames?: {
    readonly accounts?: Readonly<Record<string, string>>;
    readonly tam?: Readonly<Record<string, string>>;
  };
}

/**
 * The rules as one complete query: signals from the raw account and TAM tables, PI_acct with the book's
 * means and deviations and the run's weights as constants, the tree as a CASE. One row an account: its ID,
 * PI_acct and tier. The operations stand in the order in which the engine does them. O(N).
 */
export function rulesSql(accounts: Accounts, run: Run, rules: Rules, options: RulesSqlOptions): string {
  const sql = sqlSpelling(options.dialect);
  const { accounts: accountsTable = "accounts", tam: tamTable = "tam" } = options.tables ?? {};
  const tree = rules[options.kind].merged;
  const names = namesOf(accounts, rules, tree);
  const quoted = (name: string) => sql.identifier(name);
  const [id, pi] = [quoted(accounts.roles.id), quoted(names.derived.potentialIndex)];
  const source = sourceOf(sql, options);
  return `-- ${title(run, options.kind)}
WITH geo_markets AS (
${marketQuery(sql, tamTable, source, accounts.roles.geo)}
),
category_markets AS (
${marketQuery(sql, tamTable, source, accounts.roles.category)}
),
account_inputs AS (
  SELECT
    ${[
      `accounts_in.${source.account(accounts.roles.id)} AS ${id}`,
      ...names.raw.map((name) => `${sql.double(`accounts_in.${source.account(name)}`)} AS ${quoted(name)}`),
      `geo_markets.market_size AS ${quoted(names.derived.geoTam)}`,
      `category_markets.market_size AS ${quoted(names.derived.categoryTam)}`,
    ].join(",\n    ")}
  FROM ${tableName(sql, accountsTable)} AS accounts_in
  LEFT JOIN geo_markets ON geo_markets.market = accounts_in.${source.account(accounts.roles.geo)}
  LEFT JOIN category_markets ON category_markets.market = accounts_in.${source.account(accounts.roles.category)}
),
account_signals AS (
  SELECT
    account_inputs.*,
    ${signalExpressions(sql, accounts, names.derived).join(",\n    ")}
  FROM account_inputs
),
account_scores AS (
  SELECT
    account_signals.*,
    ${potentialExpression(sql, accounts, run, names.derived)} AS ${pi}
  FROM account_signals
)
SELECT
  ${id},
  ${pi},
  ${caseExpression(sql, rules, tree, names.features, 0, "  ")} AS ${quoted("Tier")}
FROM account_scores
`;
}

function title({ plan }: Run, kind: RuleKind): string {
  const weights = SIGNALS.map((signal) => `${signal} ${plan.weights[signal]}`).join(", ");
  return `Tiers by the ${kind} rules learnt from a ${plan.method} run (${weights}).`;
}

type DerivedNames = Readonly<Record<Exclude<ReturnType<typeof featureKind>, "column">, string>>;

/** Names of the columns that the query computes, kept apart from the book's own whatever their case. */
function namesOf(accounts: Accounts, rules: Rules, tree: DecisionTree) {
  const { roles } = accounts;
  const count = rules.features.length;
  const used = new Set(tree.nodes.map((node) => node.split?.feature));
  const needed = [roles.revenues[0], roles.revenues[roles.revenues.length - 1], roles.potential];
  const raw = rules.features.filter(
    (name, f) => featureKind(f, count) === "column" && (used.has(f) || needed.includes(name)),
  );
  const taken = new Set([roles.id, "Tier", ...raw].map((name) => name.toLowerCase()));
  const features = rules.features.map((name, f) => {
    if (featureKind(f, count) === "column") return name;
    while (taken.has(name.toLowerCase())) name += "_";
    taken.add(name.toLowerCase());
    return name;
  });
  const derived = Object.fromEntries(
    features.map((name, f) => [featureKind(f, count), name]).filter(([kind]) => kind !== "column"),
  ) as DerivedNames;
  return { raw, features, derived };
}

/** How the raw tables spell our columns. */
interface Source {
  account(name: string): string;
  tam(name: string): string;
  /** What Attr_Name may say for a column: their name or ours, as the loader takes either. */
  attributes(name: string): string;
}

function sourceOf(sql: SqlSpelling, { sourceNames = {} }: RulesSqlOptions): Source {
  const accounts = new Map(Object.entries(sourceNames.accounts ?? {}));
  const tam = new Map(Object.entries(sourceNames.tam ?? {}));
  return {
    account: (name) => sql.identifier(accounts.get(name) ?? name),
    tam: (name) => sql.identifier(tam.get(name) ?? name),
    attributes: (name) => [...new Set([accounts.get(name) ?? name, name])].map(sql.text).join(", "),
  };
}

function tableName(sql: SqlSpelling, name: string): string {
  return name.split(".").map(sql.identifier).join(".");
}

/** TAM by value of one attribute; only the product rows count. */
function marketQuery(sql: SqlSpelling, table: string, source: Source, attribute: string): string {
  const [name, value, metric, amount] = ["Attr_Name", "Attr_Value", "Metric_Name", "Metric_Value"].map(
    source.tam,
  );
  return `  SELECT ${value} AS market, SUM(${sql.double(amount)}) AS market_size
  FROM ${tableName(sql, table)}
  WHERE ${name} IN (${source.attributes(attribute)}) AND ${sql.contains(metric, "Proj_TAM_Prod")}
  GROUP BY ${value}`;
}

function signalExpressions(
  sql: SqlSpelling,
  { roles, growthYears }: Accounts,
  names: DerivedNames,
): string[] {
  const q = sql.identifier;
  const [now, base] = [q(roles.revenues[0]), q(roles.revenues[roles.revenues.length - 1])];
  const potential = q(roles.potential);
  const growth = `(POWER(${now} / ${base}, ${sql.number(1 / growthYears)}) - 1) * 100`;
  const share = (market: string) => `CASE WHEN ${q(market)} > 0 THEN ${potential} / ${q(market)} END`;
  return [
    `${potential} - ${now} AS ${q(names.runway)}`,
    `CASE WHEN ${base} > 0 AND ${now} >= 0 THEN ${growth} END AS ${q(names.growth)}`,
    `${share(names.geoTam)} AS ${q(names.geoShare)}`,
    `${share(names.categoryTam)} AS ${q(names.categoryShare)}`,
  ];
}

/** Weights times z-scores; a signal that is undefined, does not vary or weighs nothing adds nothing. */
function potentialExpression(sql: SqlSpelling, accounts: Accounts, run: Run, names: DerivedNames): string {
  const { values } = computeSignals(accounts);
  const column: Record<Signal, string> = {
    runway: names.runway,
    growth: names.growth,
    geo: names.geoShare,
    category: names.categoryShare,
  };
  const terms = SIGNALS.flatMap((signal) => {
    const by = standardisationOf(values[signal]);
    const weight = run.plan.weights[signal];
    if (by === null || weight === 0) return [];
    const z = `(${sql.identifier(column[signal])} - ${sql.number(by.mean)}) * ${sql.number(by.scale)}`;
    return [`${sql.number(weight)} * COALESCE(${z}, 0)`];
  });
  return terms.length === 0 ? sql.number(0) : terms.join("\n      + ");
}

/**
 * The tree as a CASE: a WHEN for each step to the right, on to the left otherwise. NULL is not above a
 * threshold, so that an undefined value goes left, as in the tree.
 */
function caseExpression(
  sql: SqlSpelling,
  rules: Rules,
  tree: DecisionTree,
  names: readonly string[],
  at: number,
  indent: string,
): string {
  const tierOf = (leaf: number) => sql.text(rules.tiers[tree.nodes[leaf].prediction]);
  if (tree.nodes[at].split === null) return tierOf(at);
  const lines = ["CASE"];
  for (let { split } = tree.nodes[at]; split !== null; { split } = tree.nodes[at]) {
    const above = caseExpression(sql, rules, tree, names, split.right, `${indent}    `);
    const nested = tree.nodes[split.right].split === null ? ` ${above}` : `\n${indent}    ${above}`;
    const name = sql.identifier(names[split.feature]);
    lines.push(`${indent}  WHEN ${name} > ${sql.number(split.threshold)} THEN${nested}`);
    at = split.left;
  }
  lines.push(`${indent}  ELSE ${tierOf(at)}`, `${indent}END`);
  return lines.join("\n");
}
