import { useEffect, useRef, useState } from "preact/hooks";
import type { BookFiles } from "../api/books.ts";
import { ProgressBar } from "../parts/progress-bar.tsx";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { forgetFiles, keepFiles, tryFiles, upload } from "../state/upload.ts";
import { count } from "../words/format.ts";
import { BookReading } from "./book-reading.tsx";
import { ColumnMatches } from "./column-matches.tsx";

/** A mapping that takes its markets from the book, or from a table. */
function withMarkets(mapping: BookFiles["mapping"], tam: "book" | undefined): BookFiles["mapping"] {
  if (mapping === null) return null;
  const { tam: _, ...others } = mapping;
  return tam === undefined ? others : { ...others, tam };
}

/** Brings a file as a book: dropped or chosen, read at once, looked at, then kept. */
export function BringBook() {
  const { files, busy, rows, tried, trouble } = upload.value;
  const [over, setOver] = useState(false);
  const outcome = useRef<HTMLDivElement>(null);
  // Below a long list of books it would come out of sight.
  useEffect(() => {
    if (tried !== null) outcome.current?.scrollIntoView({ block: "start" });
  }, [tried]);
  const take = (accounts: File | undefined) => {
    if (accounts !== undefined) void tryFiles({ accounts, tam: files?.tam ?? null, mapping: null });
  };
  return (
    <section aria-labelledby="bring-title">
      <h3 id="bring-title">Use your own book</h3>
      <label
        class={`drop ${over ? "over" : ""}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer?.files[0]);
        }}
      >
        {files === null ? "Drop a file of accounts here, or choose one" : files.accounts.name}
        <span class="hint">CSV in any dialect, XLSX or Parquet: an ID and an amount will do</span>
        <input
          class="visually-hidden"
          type="file"
          aria-label="File of accounts"
          accept=".csv,.tsv,.txt,.xlsx,.parquet,.gz"
          onChange={(event) => take(event.currentTarget.files?.[0])}
        />
      </label>
      {files !== null && (
        <label class="market">
          Market table, if there is one{" "}
          <input
            type="file"
            onChange={(event) => {
              const tam = event.currentTarget.files?.[0] ?? null;
              void tryFiles({ ...files, tam, mapping: withMarkets(files.mapping, undefined) });
            }}
          />
        </label>
      )}
      {files?.mapping != null && files.tam === null && (
        <label class="inline">
          <input
            type="checkbox"
            checked={files.mapping.tam === "book"}
            onChange={(event) => {
              const tam = event.currentTarget.checked ? "book" : undefined;
              void tryFiles({ ...files, mapping: withMarkets(files.mapping, tam) });
            }}
          />
          No market table: take shares of the book’s own potential
        </label>
      )}
      {busy !== null && (
        <ProgressBar
          phase={`${busy === "reading" ? "Reading the file" : "Keeping it"}${rows > 0 ? `, ${count(rows)} rows so far` : ""}`}
          share={null}
        />
      )}
      {trouble !== null && <TroubleNote trouble={trouble} onRetry={null} />}
      {files !== null && tried !== null && (
        <div class="outcome" ref={outcome}>
          {tried.kind === "refused" && (
            <p class="trouble" role="alert">
              This is no book yet: {tried.detail}
            </p>
          )}
          {tried.kind === "read" && <BookReading report={tried.report} inspection={tried.inspection} />}
          {tried.inspection !== null && (
            <ColumnMatches inspection={tried.inspection} files={files} refused={tried.kind === "refused"} />
          )}
          <div class="outcome-actions">
            <button
              type="button"
              class="primary"
              disabled={tried.kind !== "read" || busy !== null}
              onClick={() => void keepFiles()}
            >
              Use this book
            </button>
            <button type="button" class="quiet" onClick={forgetFiles}>
              Another file
            </button>
          </div>
        </div>
      )}
    </section>
  );
}
