import { resolveAliases } from "../../data/load.ts";
import { readValues } from "../../data/warehouse/column-values.ts";
import type { TableSurvey } from "../../data/warehouse/survey-table.ts";
import { tableName } from "../../data/warehouse/table-name.ts";
import type { Warehouse } from "../../data/warehouse/warehouse.ts";
import type { Vocabulary } from "../../prompts/index.ts";
import { SIGNALS } from "../../tiering/index.ts";

/** Words of a message that are looked up as IDs. */
const MOST_IDS = 100;

/**
 * What the interpreter may know of a table: a scan for every few columns of text whose values may be named, and one
 * where the message has words that may be IDs.
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
  const names = columns
    .filter(
      ({ name, kind }) => kind !== "integer" && kind !== "number" && name !== roles.id && name !== roles.name,
    )
    .map(({ name }) => name);
  const values = await readValues(warehouse, from, names);
  const text = new Map(
    [...values].map(([name, found]) => [name, { values: found, codes: new Uint16Array(0) }]),
  );
  const known = await knownIds(message, (ids) => {
    const id = dialect.asText(dialect.identifier(roles.id));
    warehouse.traffic.scans++;
    return warehouse.rows(`SELECT ${id} FROM ${from} AND ${id} IN (${ids.map(dialect.text).join(", ")})`);
  });
  return {
    n: survey.sizes.reduce((sum, size) => sum + size, 0),
    columns: [...values].map(([name, found]) => ({ name, values: found })),
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
    tierSizes: survey.sizes,
    absentSignals: Object.fromEntries(
      SIGNALS.flatMap((signal) => {
        const source = survey.signals[signal];
        return source.kind === "absent" ? [[signal, source.missing]] : [];
      }),
    ),
    signalColumns: Object.fromEntries(
      SIGNALS.flatMap((signal) => {
        const source = survey.signals[signal];
        return source.kind === "column" ? [[signal, source.column]] : [];
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
