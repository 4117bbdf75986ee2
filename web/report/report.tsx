import type { z } from "zod";
import type { reportAnswer } from "../../contract/report.ts";
import { useAnswers } from "../api/use-answer.ts";
import { useDeferred } from "../api/use-deferred.ts";
import { stability } from "../state/followed.ts";
import { PROVEN_TO, proving } from "../state/proving.ts";
import { findScenario } from "../state/scenarios.ts";
import { session } from "../state/session.ts";
import { planToQuery } from "../words/query.ts";
import { reportQuery } from "./report-query.ts";

type ReportAnswer = z.output<typeof reportAnswer>;
type Table = ReportAnswer["report"]["tables"][number];

/** Lets a drag come to rest, and what is found out about its result come in. */
const REST_MS = 1_500;

/** The server's report of the result, on paper: the words and tables of every other form of it. Seen in print alone. */
export function Report() {
  const path = useDeferred(pathOf(), REST_MS);
  const { answer, busy } = useAnswers<ReportAnswer>(path === "" ? [] : [path]);
  const [made] = answer ?? [];
  if (session.result.value === null) return null;
  // What is printed is the result that is shown, or nothing.
  if (made === undefined || busy || path !== pathOf()) {
    return (
      <article class="print-only report" aria-hidden="true">
        <p>The report of this plan is not there yet: print it again in a few seconds.</p>
      </article>
    );
  }
  const { title, source, lead, note, wish, figures, tables, method } = made.report;
  const today = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  return (
    <article class="print-only report" aria-hidden="true">
      <h1>{title}</h1>
      <p class="report-source">
        {source} · printed {today}
      </p>
      {note !== "" && <p class="report-note">{note}</p>}
      {wish !== "" && <p class="report-wish">Asked for: “{wish}”</p>}
      <p class="report-lead">{lead}</p>
      <dl class="report-figures">
        {figures.map(({ name, value, detail }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class="value">{value}</dd>
            <dd>{detail}</dd>
          </div>
        ))}
      </dl>
      {tables.map((table) => (
        <ReportTable key={table.title} {...table} />
      ))}
      <section>
        <h2>Method</h2>
        {method.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </section>
    </article>
  );
}

function ReportTable({ title, columns, rows, numbers }: Table) {
  const kind = (at: number) => (numbers.includes(at) ? "number" : undefined);
  return (
    <section>
      <h2>{title}</h2>
      <table>
        <thead>
          <tr>
            {columns.map((column, at) => (
              <th key={column} scope="col" class={kind(at)}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first = "", ...cells], row) => (
            <tr key={`${row} ${first}`}>
              <th scope="row">{first}</th>
              {cells.map((cell, at) => (
                <td key={columns[at + 1]} class={kind(at + 1)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The address of the report of the result that is shown, with what is known of it so far; "" before there is one. */
function pathOf(): string {
  const result = session.result.value;
  if (result === null) return "";
  const id = planToQuery(result.plan).toString();
  const query = reportQuery(findScenario(id));
  if (proving.value.proof !== null) query.set("bound", String(PROVEN_TO));
  if (stability.value !== null) query.set("stability", "1");
  return `v1/report?${id}${query.size > 0 ? `&${query}` : ""}`;
}
