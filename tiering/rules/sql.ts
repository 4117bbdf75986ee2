import type { Accounts } from "../accounts.ts";
import { TieringError } from "../errors.ts";
import { SIGNALS, type Signal } from "../plan/index.ts";
import type { Run } from "../run.ts";
import { type LinearScale, linearScale } from "../scales.ts";
import { computeSignals, SIGNAL_ROUNDING } from "../signals.ts";
import { featureKind } from "./format.ts";
import type { RuleKind, Rules } from "./learn.ts";
import { type SqlDialect, type SqlSpelling, sqlSpelling } from "./sql-dialect.ts";
import {
  MARKETS,
  marketKey,
  marketQuery,
  marketsOf,
  type SqlMarkets,
  STANDARD_MARKETS,
} from "./sql-markets.ts";
import type { DecisionTree } from "./tree.ts";

/** How each signal is scaled; null where it does not vary. */
export type SignalScales = Readonly<Record<Signal, LinearScale | null>>;

/** What the query is written for. */
export interface RulesSqlOptions {
  readonly kind: RuleKind;
  readonly dialect: SqlDialect;
  /** Scales of a book of which the accounts are a sample; the accounts' own where absent. */
  readonly scales?: SignalScales;
  /** Names of the two tables, with dots between their parts or as parts; `accounts` and `tam` where absent. */
  readonly tables?: { readonly accounts?: string | readonly string[]; readonly tam?: string };
  /** What the raw accounts table calls the book's columns; one that is not listed has the book's name. */
  readonly sourceNames?: { readonly accounts?: Readonly<Record<string, string>> };
  /** Further names that Attr_Name may have for a column, by its name. */
  readonly attributeNames?: Readonly<Record<string, string>>;
  /** Where market sizes come from; a table of the standard columns where absent. */
  readonly markets?: SqlMarkets;
  /** What the amounts of a raw column are multiplied by, where they are in thousands or the like. */
  readonly factors?: Readonly<Record<string, number>>;
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
  const { markets: sizes = STANDARD_MARKETS, factors = {}, attributeNames = {} } = options;
  const source = sourceOf(sql, options);
  const markets = marketsOf(accounts);
  const amount = (name: string, table: string) => {
    const factor = factors[name];
    const value = sql.double(`${table}${source(name)}`);
    return factor === undefined ? value : `${value} * ${sql.number(factor)}`;
  };
  const { potential } = accounts.roles;
  const sizesOf = (column: string) =>
    marketQuery(sql, sizes, {
      accountsTable: tableName(sql, accountsTable),
      tamTable: tableName(sql, tamTable),
      column: source(column),
      attributes: [
        ...new Set([
          options.sourceNames?.accounts?.[column] ?? column,
          column,
          attributeNames[column] ?? column,
        ]),
      ],
      potential: potential === null ? null : amount(potential, ""),
    });
  return `-- ${title(run, options.kind)}
WITH ${markets.map(({ table, column }) => `${table} AS (\n${sizesOf(column)}\n),\n`).join("")}account_inputs AS (
  SELECT
    ${[
      `accounts_in.${source(accounts.roles.id)} AS ${id}`,
      ...names.raw.map((name) => `${amount(name, "accounts_in.")} AS ${quoted(name)}`),
      ...MARKETS.map(({ table, tam }) => {
        const size = markets.some((market) => market.table === table)
          ? `${table}.market_size`
          : sql.double("NULL");
        return `${size} AS ${quoted(names.derived[tam])}`;
      }),
    ].join(",\n    ")}
  FROM ${tableName(sql, accountsTable)} AS accounts_in${markets
    .map(
      ({ table, column }) =>
        `\n  LEFT JOIN ${table} ON ${table}.market = ${marketKey(`accounts_in.${source(column)}`)}`,
    )
    .join("")}
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
    ${potentialExpression(sql, accounts, run, names.derived, options.scales)} AS ${pi}
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
  const taken = SIGNALS.flatMap((signal) => {
    const source = accounts.signals[signal];
    return source.kind === "column" ? [source.column] : [];
  });
  const needed = [roles.revenues[0], roles.revenues[roles.revenues.length - 1], roles.potential, ...taken];
  const raw = rules.features.filter(
    (name, f) => featureKind(f, count) === "column" && (used.has(f) || needed.includes(name)),
  );
  const spoken = new Set([roles.id, "Tier", ...raw].map((name) => name.toLowerCase()));
  const features = rules.features.map((name, f) => {
    if (featureKind(f, count) === "column") return name;
    while (spoken.has(name.toLowerCase())) name += "_";
    spoken.add(name.toLowerCase());
    return name;
  });
  const derived = Object.fromEntries(
    features.map((name, f) => [featureKind(f, count), name]).filter(([kind]) => kind !== "column"),
  ) as DerivedNames;
  return { raw, features, derived };
}

/** How the raw accounts table spells a column. */
function sourceOf(sql: SqlSpelling, { sourceNames = {} }: RulesSqlOptions): (name: string) => string {
  const names = new Map(Object.entries(sourceNames.accounts ?? {}));
  return (name) => sql.identifier(names.get(name) ?? name);
}

function tableName(sql: SqlSpelling, name: string | readonly string[]): string {
  const parts = typeof name === "string" ? name.split(".") : name;
  return parts.map(sql.identifier).join(".");
}

function signalExpressions(sql: SqlSpelling, accounts: Accounts, names: DerivedNames): string[] {
  const { roles, growthYears, signals } = accounts;
  const q = sql.identifier;
  const [now, base, potential] = [roles.revenues[0], roles.revenues.at(-1), roles.potential].map((name) =>
    name == null ? sql.double("NULL") : q(name),
  );
  const growth = () => `(POWER(${now} / ${base}, ${sql.number(1 / growthYears)}) - 1) * 100`;
  const share = (market: string) => `CASE WHEN ${q(market)} > 0 THEN ${potential} / ${q(market)} END`;
  const computed: Readonly<Record<Signal, () => string>> = {
    runway: () => `${potential} - ${now}`,
    growth: () => `CASE WHEN ${base} > 0 AND ${now} >= 0 THEN ${growth()} END`,
    geo: () => share(names.geoTam),
    category: () => share(names.categoryTam),
  };
  return SIGNALS.map((signal) => {
    const source = signals[signal];
    const value =
      source.kind === "computed"
        ? computed[signal]()
        : source.kind === "column"
          ? q(source.column)
          : sql.double("NULL");
    return `${value} AS ${q(names[FEATURES[signal]])}`;
  });
}

/** The feature that holds each signal. */
const FEATURES = {
  runway: "runway",
  growth: "growth",
  geo: "geoShare",
  category: "categoryShare",
} as const satisfies Record<Signal, keyof DerivedNames>;

/**
 * Weights times scores; a signal that is undefined, does not vary or weighs nothing adds nothing.
 * @throws TieringError `invalid-argument` for ranks, which one row of a query cannot know
 */
function potentialExpression(
  sql: SqlSpelling,
  accounts: Accounts,
  run: Run,
  names: DerivedNames,
  scales?: SignalScales,
): string {
  const { scale = "zscore", weights } = run.plan;
  if (scale === "rank") {
    const message =
      "With scale rank the score of an account depends on where all the others stand, which a query of single rows cannot tell; expected scale zscore or winsor for SQL (as text and JSON the rules work with ranks).";
    throw new TieringError("invalid-argument", message, { pointer: "/scale" });
  }
  const { values } = computeSignals(accounts);
  const terms = SIGNALS.flatMap((signal) => {
    const by = scales ? scales[signal] : linearScale(values[signal], scale, SIGNAL_ROUNDING[signal]);
    if (by === null || weights[signal] === 0) return [];
    const column = sql.identifier(names[FEATURES[signal]]);
    const [low, high] = [sql.number(by.low), sql.number(by.high)];
    const cut = `CASE WHEN ${column} < ${low} THEN ${low} WHEN ${column} > ${high} THEN ${high} ELSE ${column} END`;
    const value = Number.isFinite(by.low) ? `(${cut})` : column;
    return [
      `${sql.number(weights[signal])} * COALESCE((${value} - ${sql.number(by.mean)}) * ${sql.number(by.scale)}, 0)`,
    ];
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
