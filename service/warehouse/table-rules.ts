import { sampleAccounts } from "../../data/warehouse/sample-accounts.ts";
import type { TableSurvey } from "../../data/warehouse/survey-table.ts";
import { nameParts } from "../../data/warehouse/table-name.ts";
import type { Warehouse } from "../../data/warehouse/warehouse.ts";
import {
  learnRules,
  type Plan,
  type RuleKind,
  type Run,
  rulesSql,
  rulesText,
  type SignalScales,
  type SqlDialect,
  type Yardstick,
} from "../../tiering/index.ts";

/** The rules of a table's tiers in words and as a query over the table, learnt from a sample. */
export interface TableRules
  extends Readonly<Record<RuleKind, { readonly text: string; readonly sql: string }>> {
  /** Accounts that they were learnt from and judged on, and all there are. */
  readonly sample: number;
  readonly of: number;
  readonly dialect: SqlDialect;
}

/** Accounts that rules are learnt from: as many as the demonstration book has. */
const SAMPLE = 50_000;

/** What the rules of a table need of its run. */
export interface TableRulesRequest {
  readonly survey: TableSurvey;
  /** Query of the assigned accounts. */
  readonly assigned: string;
  readonly plan: Plan;
  readonly n: number;
  readonly scales: SignalScales;
  readonly yardstick: Yardstick;
}

/** Learns the rules behind assigned tiers, with the whole table's means and deviations in their SQL. One scan. */
export async function learnTableRules(
  warehouse: Warehouse,
  { survey, assigned, plan, n, scales, yardstick }: TableRulesRequest,
): Promise<TableRules> {
  const wanted = { n, wanted: SAMPLE };
  const { accounts, tiers, potential } = await sampleAccounts(warehouse, survey, assigned, wanted);
  const { tierCount, tierNames } = accounts;
  const none = { tpa: null, tciPi: 0, tciRev: 0, sfi: null, composite: 0 };
  const run: Run = {
    plan,
    potential,
    tiers,
    tierCount,
    tierNames,
    strategic: yardstick.strategic,
    before: none,
    after: none,
    rules: [],
    certificate: null,
    prices: null,
    notes: [],
  };
  const rules = learnRules(accounts, run);
  const { name } = warehouse.dialect;
  const dialect = name === "bigquery" || name === "spark" ? name : "ansi";
  const of = (kind: RuleKind) => ({
    text: rulesText(rules, kind),
    sql: rulesSql(accounts, run, rules, {
      kind,
      dialect,
      scales,
      tables: { accounts: nameParts(survey.name) },
    }),
  });
  return { plain: of("plain"), balanced: of("balanced"), sample: accounts.n, of: n, dialect };
}
