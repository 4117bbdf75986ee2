import { presentationSlices, type Slide } from "../../data/pptx/presentation.ts";
import type { LeaderReport } from "./leader-report.ts";

/** Most rows of a table that one slide has room for. */
const MOST_ROWS = 10;

/** The report as three slides: what happens, who moves, constraints and method. */
export function reportSlides(report: LeaderReport): Iterable<Uint8Array> {
  const { title, source, lead, note, wish, figures, plan, kpis, migration, movers, rules, holds, method } =
    report;
  const result = {
    ...kpis,
    columns: kpis.columns.slice(0, 4),
    rows: kpis.rows.map((row) => row.slice(0, 4)),
  };
  const tables = [movers, migration].flatMap((table) => (table === null ? [] : [cut(table)]));
  const slides: readonly Slide[] = [
    {
      title,
      subtitle: source,
      texts: [lead, ...(note === "" ? [] : [note]), ...(wish === "" ? [] : [`Asked for: “${wish}”`])],
      figures,
      tables: [result],
    },
    { title: "Who moves", subtitle: lead, texts: [], figures: [], tables },
    {
      title: "Plan, constraints and method",
      subtitle: source,
      texts: method,
      figures: [],
      tables: [cut(plan), cut(rules), ...(holds === null ? [] : [cut(holds)])],
    },
  ];
  return presentationSlices(slides);
}

/** A table that fits its slide; what is left out is said. */
function cut<T extends { readonly rows: readonly (readonly string[])[] }>(table: T): T {
  if (table.rows.length <= MOST_ROWS) return table;
  const left = table.rows.length - MOST_ROWS + 1;
  const rows = [...table.rows.slice(0, MOST_ROWS - 1), [`and ${left} more lines, in the workbook`]];
  return { ...table, rows };
}
