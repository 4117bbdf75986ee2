import type { BookReport, Inspection } from "../api/books.ts";
import { accountsWords, count } from "../words/format.ts";

/** Rejected rows that are shown. */
const SHOWN = 5;

interface Props {
  readonly report: BookReport;
  readonly inspection: Inspection | null;
}

const DELIMITERS: Readonly<Record<string, string>> = {
  ",": "with commas",
  ";": "with semicolons",
  "\t": "with tabs",
  "|": "with bars",
};

/** How a file is written: its format, what parts its cells, its encoding where that is not the usual one. */
function writtenAs({ format, encoding, delimiter }: Pick<BookReport, "format" | "encoding" | "delimiter">) {
  const parted = delimiter === null ? null : DELIMITERS[delimiter];
  const name = format === "parquet" ? "Parquet" : format.toUpperCase();
  return [parted == null ? name : `${name} ${parted}`, encoding === "utf-8" ? null : encoding];
}

/** How a file was read: rows, tiers, what is absent and what that means, the rows that were rejected. */
export function BookReading({ report, inspection }: Props) {
  const { rows, tiers, signals, notes, rejected, currency, encoding, delimiter, format } = report;
  const missing = Object.entries(signals).flatMap(([signal, { source }]) =>
    source.kind === "absent" ? [`${signal}: ${source.missing}`] : [],
  );
  return (
    <section aria-labelledby="reading-title">
      <h3 id="reading-title">How it was read</h3>
      <p>
        <b>{accountsWords(report.accounts)}</b> from {count(rows.read)} rows
        {rows.rejected > 0 && (
          <>
            , <b class="loss">{count(rows.rejected)} rejected</b>
          </>
        )}
        .{" "}
        <span class="hint">
          {[...writtenAs({ format, encoding, delimiter }), currency].filter(Boolean).join(", ")}
        </span>
      </p>
      <p>
        {tiers === null
          ? "Never tiered before: this will be the first tiering."
          : `Tiers, highest first: ${tiers.map(({ name, accounts }) => `${name}: ${count(accounts)}`).join(", ")}.`}
      </p>
      {(missing.length > 0 || (inspection?.absent.length ?? 0) > 0) && (
        <>
          <h4 class="under-table">Absent, and what that means</h4>
          <ul class="plain">
            {inspection?.absent.map(({ what, means }) => (
              <li key={what}>
                <b>{what}</b>: {means}
              </li>
            ))}
            {missing.length > 0 && (
              <li>
                <b>signals</b>: {missing.join("; ")}.{" "}
                {missing.length < 4
                  ? "They count nothing; their weight goes to the others."
                  : "None is left, so that this book can be looked at but not tiered: match a column to runway or growth, or add one."}
              </li>
            )}
          </ul>
        </>
      )}
      {notes.length > 0 && (
        <ul class="plain hint">
          {notes.map(({ kind, text }) => (
            <li key={kind + text}>{text}</li>
          ))}
        </ul>
      )}
      {rejected.length > 0 && (
        <>
          <h4 class="under-table">Rejected rows</h4>
          <ul class="plain">
            {rejected.slice(0, SHOWN).map(({ line, column, reason }) => (
              <li key={`${line} ${column}`}>
                line {count(line)}, {column}: {reason}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
