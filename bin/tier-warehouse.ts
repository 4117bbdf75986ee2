/** `npm run tier -- --warehouse … --table …`: tiers a table where it lies. */
import { planFromQuery } from "../contract/plan-query.ts";
import { readIds } from "../data/id-list.ts";
import type { TableSurvey } from "../data/warehouse/survey-table.ts";
import type { Warehouse } from "../data/warehouse/warehouse.ts";
import { describePlan } from "../prompts/index.ts";
import { readConfig } from "../service/config.ts";
import { type InterpretedRequest, interpretRequest } from "../service/interpret-request.ts";
import { interpreterOf } from "../service/open-interpreter.ts";
import { ENGINE } from "../service/version.ts";
import { openTable } from "../service/warehouse/open-table.ts";
import { tableVocabulary } from "../service/warehouse/table-vocabulary.ts";
import { tierTable } from "../service/warehouse/tier-table.ts";
import { canonicalPolicy, type Policy } from "../tiering/index.ts";
import { createProgressLine, print, say, sayResult } from "./say.ts";
import type { TierOptions, WarehouseOptions } from "./tier-options.ts";

/** Tiers the table; false where the words asked for no run. */
export async function tierWarehouse(
  options: TierOptions,
  { address, table, into }: WarehouseOptions,
): Promise<boolean> {
  const { mapping, tam } = options.files;
  const { warehouse, survey } = await openTable({ warehouse: address, table, mapping, tam });
  let isStopped = false;
  const stop = () => {
    isStopped = true;
  };
  // Between two scans: the work tables are dropped before the process ends.
  process.once("SIGINT", stop);
  try {
    say(openingWords(warehouse, survey));
    const chosen = await choosePlan(options, warehouse, survey);
    if (chosen.plan === null) return false;
    say(describePlan(chosen.plan));
    const request = {
      survey,
      plan: chosen.plan,
      prove: options.prove,
      target: into,
      withRules: options.json,
    };
    const onProgress = createProgressLine();
    const hooks = { shouldStop: () => isStopped, ...(onProgress && { onProgress }) };
    const { summary, rules, traffic, target, mended } = await tierTable(warehouse, request, hooks);
    if (mended !== null) say(mended);
    sayResult(summary);
    const wire = `${traffic.scans} scans, ${bytes(traffic.received)} received, ${bytes(traffic.sent)} sent`;
    say(`the tiers are in ${target} at ${warehouse.place} (${wire})`);
    if (options.json) {
      const source = { warehouse: warehouse.place, table, tiers: target };
      const { rows, refused } = survey;
      const report = {
        engine: ENGINE,
        source,
        rows: { read: rows, refused },
        traffic,
        ...chosen,
        summary,
        rules,
      };
      await print([`${JSON.stringify(report, null, 2)}\n`]);
    }
    return true;
  } finally {
    process.off("SIGINT", stop);
    await warehouse.close();
  }
}

/** The plan of the words, or of the flags where there are no words. */
async function choosePlan(
  options: TierOptions,
  warehouse: Warehouse,
  survey: TableSurvey,
): Promise<Pick<InterpretedRequest, "plan"> & Partial<InterpretedRequest>> {
  const policy = await readPolicy(options, survey);
  const { message } = options;
  if (message === null) return { plan: { ...planFromQuery(options.plan), policy } };
  const interpreter = interpreterOf(readConfig(), await tableVocabulary(warehouse, survey, message));
  const interpreted = await interpretRequest(interpreter, { message, history: [], policy });
  say(interpreted.interpretation.reply);
  return interpreted;
}

async function readPolicy({ plan, holdFile }: TierOptions, survey: TableSurvey): Promise<Policy> {
  const { policy } = planFromQuery({ ...plan, method: undefined });
  if (holdFile === undefined) return policy;
  const { roles } = survey.layout;
  const isInteger = survey.columns.find(({ name }) => name === roles.id)!.kind === "integer";
  const ids = await readIds(
    holdFile,
    roles.id,
    (first, isNamed) => isNamed || (isInteger && !/\d/.test(first)),
  );
  return canonicalPolicy({ ...policy, hold: [...(policy.hold ?? []), ...ids] });
}

function openingWords(warehouse: Warehouse, { name, rows, refused }: TableSurvey): string {
  const { noId, noTier, noRevenue } = refused;
  const lost = [
    [noId, "without an ID"],
    [noRevenue, "without current revenue"],
    [noTier, "without a tier of the ladder"],
  ].flatMap(([count, why]) => (count === 0 ? [] : [`${Number(count).toLocaleString("en")} ${why}`]));
  const left = rows - noId - noTier - noRevenue;
  return `${left.toLocaleString("en")} accounts in ${name} at ${warehouse.place}; ${lost.length === 0 ? "0 rows left out" : `left out: ${lost.join(", ")}`}`;
}

function bytes(count: number): string {
  return count < 1e6 ? `${Math.ceil(count / 1e3)} kB` : `${(count / 1e6).toFixed(1)} MB`;
}
