import { resolveAliases } from "../../data/load.ts";
import { tableName } from "../../data/warehouse/dialect.ts";
import type { TableSurvey } from "../../data/warehouse/survey-table.ts";
import type { Warehouse } from "../../data/warehouse/warehouse.ts";
import type { Vocabulary } from "../../prompts/index.ts";
import { SIGNALS } from "../../tiering/index.ts";

/** Columns with more values than this hold no groups of accounts that words would name. */
const MOST_VALUES = 2_000;
/** Words of a message that are looked up as IDs. */
const MOST_IDS = 100;

/**
 * What the interpreter may know of a table: one scan for each column of text whose values may be named, one for
 * the sizes of the tiers, one for the IDs that the message names.
 */
export async function tableVocabulary(
  warehouse: Warehouse,
  survey: TableSurvey,
  message: string,
): Promise<Vocabulary> {
  const { layout, ladder, columns, mapping } = survey;
  const { roles } = layout;
  const { dialect } = warehouse;
  const from = `${tableName(dialect, survey.name)} WHERE ${survey.where}`;
  const scan = (sql: string) => {
    warehouse.traffic.scans++;
    return warehouse.rows(sql);
  };
  const text = new Map<string, { values: string[]; codes: Uint16Array }>();
  for (const { name, kind } of columns) {
    if (kind !== "text" || name === roles.id || name === roles.name) continue;
    const own = dialect.asText(dialect.identifier(name));
    const rows = await scan(`SELECT ${own}, COUNT(*) FROM ${from} GROUP BY ${own} LIMIT ${MOST_VALUES + 1}`);
    if (rows.length > MOST_VALUES) continue;
    const values = rows.map(([value]) => (value === null ? "" : String(value))).sort(byCodeUnit);
    text.set(name, { values, codes: new Uint16Array(0) });
  }
  const tier = dialect.asText(dialect.identifier(roles.tiers[0]!));
  const tierSizes = new Array<number>(ladder.names.length).fill(0);
  for (const [label, count] of await scan(`SELECT ${tier}, COUNT(*) FROM ${from} GROUP BY ${tier}`)) {
    tierSizes[ladder.tierOf.get(String(label))!]! += Number(count);
  }
  const known = await knownIds(message, (ids) => {
    const id = dialect.asText(dialect.identifier(roles.id));
    return scan(`SELECT ${id} FROM ${from} AND ${id} IN (${ids.map(dialect.text).join(", ")})`);
  });
  return {
    n: tierSizes.reduce((sum, size) => sum + size, 0),
    columns: [...text].map(([name, { values }]) => ({ name, values })),
    numbers: columns
      .filter(({ name, kind }) => name !== roles.id && (kind === "number" || kind === "integer"))
      .map(({ name }) => name),
    aliases: resolveAliases(
      { ourNames: layout.ourNames, columns: columns.map(({ name }) => name), text },
      mapping,
    ),
    roles: {
      geo: roles.geo ?? "",
      category: roles.category ?? "",
      tier: roles.tiers[0]!,
      revenue: roles.revenues[0] ?? "",
      potential: roles.potential ?? "",
    },
    tiers: ladder.names,
    tierSizes,
    absentSignals: Object.fromEntries(
      SIGNALS.flatMap((signal) => {
        const source = survey.signals[signal];
        return source.kind === "absent" ? [[signal, source.missing]] : [];
      }),
    ),
    hasAccount: (id) => known.has(id),
  };
}

/** The IDs of the table among the words of a message: those with a digit may be one. */
async function knownIds(
  message: string,
  lookUp: (ids: readonly string[]) => Promise<readonly (readonly unknown[])[]>,
): Promise<ReadonlySet<string>> {
  const words = message.split(/[\s,;()"']/).map((word) => word.replace(/[.!?:]$/, ""));
  const ids = [...new Set(words.filter((word) => /\d/.test(word)))].slice(0, MOST_IDS);
  return new Set(ids.length === 0 ? [] : (await lookUp(ids)).map(([id]) => String(id)));
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
