import { type Policy, parseTier, TieringError } from "../../tiering/index.ts";
import { SelectorReader } from "./selector-sql.ts";
import type { TableSurvey } from "./survey-table.ts";
import type { Warehouse } from "./warehouse.ts";

/** The rules on accounts as conditions over the source table; null where nothing is asked. */
export interface PolicySql {
  readonly held: string | null;
  readonly scope: string | null;
  readonly mayRise: string | null;
  readonly mayFall: string | null;
  /** The condition for each tier that accounts are forced into. */
  readonly forced: readonly { readonly tier: number; readonly condition: string }[];
}

/**
 * Turns hold, force, scope, mayRise and mayFall into conditions. Named values, IDs and ranks are looked up,
 * so that a name that does not exist is refused as in a book in memory: one scan a column, and one a rank.
 * @throws TieringError `unknown-column`, `unknown-value`, `unknown-account`, `unknown-tier`, `invalid-policy`
 */
export async function policySql(
  warehouse: Warehouse,
  survey: TableSurvey,
  policy: Policy,
): Promise<PolicySql> {
  const reader = new SelectorReader(warehouse, survey);
  const all = async (field: "scope" | "mayRise" | "mayFall") => {
    const entries = policy[field];
    if (entries === undefined || entries.length === 0) return null;
    if (field !== "scope" && entries.some((entry) => entry.trim().toLowerCase() === "none")) return "1 = 0";
    const conditions: string[] = [];
    for (const [k, entry] of entries.entries()) {
      conditions.push(await reader.condition(entry, `/policy/${field}/${k}`));
    }
    return conditions.join(" AND ");
  };
  return {
    held: await heldSql(reader, policy.hold ?? []),
    scope: await all("scope"),
    mayRise: await all("mayRise"),
    mayFall: await all("mayFall"),
    forced: await forcedSql(reader, survey, policy.force ?? []),
  };
}

/** Each entry an ID or a selector. */
async function heldSql(reader: SelectorReader, entries: readonly string[]): Promise<string | null> {
  if (entries.length === 0) return null;
  const conditions: string[] = [];
  const ids: { id: string; pointer: string }[] = [];
  for (const [k, entry] of entries.entries()) {
    const pointer = `/policy/hold/${k}`;
    if (/[:<>]/.test(entry)) conditions.push(await reader.condition(entry, pointer));
    else ids.push({ id: entry.trim(), pointer });
  }
  if (ids.length > 0) conditions.push(await reader.named(ids));
  return conditions.map((condition) => `(${condition})`).join(" OR ");
}

async function forcedSql(
  reader: SelectorReader,
  { ladder }: TableSurvey,
  entries: readonly string[],
): Promise<PolicySql["forced"]> {
  const byTier = new Map<number, string[]>();
  for (const [k, entry] of entries.entries()) {
    const pointer = `/policy/force/${k}`;
    const colon = entry.lastIndexOf(":");
    if (colon <= 0) {
      const message = `"${entry}" forces nobody; expected an account's ID, a colon and a tier, such as 304930413:${ladder.names[0]}.`;
      throw new TieringError("invalid-policy", message, { pointer });
    }
    const who = entry.slice(0, colon).trim();
    const tier = parseTier(entry.slice(colon + 1).trim(), ladder.names, pointer);
    const condition = /[:<>]/.test(who)
      ? await reader.condition(who, pointer)
      : await reader.named([{ id: who, pointer }]);
    byTier.set(tier, [...(byTier.get(tier) ?? []), `(${condition})`]);
  }
  return [...byTier].map(([tier, conditions]) => ({ tier, condition: conditions.join(" OR ") }));
}
