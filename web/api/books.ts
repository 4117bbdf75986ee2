import type { z } from "zod";
import type { bookReportSchema, booksAnswer } from "../../contract/book.ts";
import { refuseProblem } from "./call.ts";
import { RequestError, readProblem } from "./problem.ts";

/** How a book was read, and what it has. */
export type BookReport = z.output<typeof bookReportSchema>;
/** Answer of `GET /v1/books`. */
export type BooksAnswer = z.output<typeof booksAnswer>;

/** What a file looks like before it is a book, and what its columns are proposed to be. */
export interface Inspection {
  readonly mapping: { readonly accounts?: Readonly<Record<string, string>> };
  readonly matches: readonly { readonly column: string; readonly target: string; readonly reason: string }[];
  readonly absent: readonly { readonly what: string; readonly means: string }[];
  readonly questions: readonly string[];
  readonly columns: readonly string[];
  readonly preview: readonly (readonly string[])[];
}

/** Files of a book, and what their columns are for; null: as they are named. */
export interface BookFiles {
  readonly accounts: File;
  readonly tam: File | null;
  readonly mapping: Inspection["mapping"] | null;
}

/** What came of files: read, with their report; or refused, with a reason and what is proposed for them. */
export type Tried =
  | { readonly kind: "read"; readonly inspection: Inspection | null; readonly report: BookReport }
  | { readonly kind: "refused"; readonly inspection: Inspection | null; readonly detail: string };

/** Reads files as a book without keeping it. @throws {RequestError} where the server could not try */
export async function tryBook(files: BookFiles): Promise<Tried> {
  const response = await fetch("v1/books?dry=1", { method: "POST", body: formOf(files) });
  const body = (await response.json()) as {
    readonly inspection?: Inspection | null;
    readonly report?: BookReport;
    readonly code?: string;
    readonly detail?: string;
  };
  const inspection = body.inspection ?? null;
  if (response.ok && body.report) return { kind: "read", inspection, report: body.report };
  if (body.code === "invalid-book") return { kind: "refused", inspection, detail: body.detail ?? "" };
  throw new RequestError(readProblem(response.status, body));
}

/** Keeps files as a book; returns its id. @throws {RequestError} */
export async function addBook(files: BookFiles): Promise<string> {
  const response = await fetch("v1/books", { method: "POST", body: formOf(files) });
  const body: unknown = await response.json();
  if (!response.ok) throw new RequestError(readProblem(response.status, body));
  return (body as { readonly book: { readonly id: string } }).book.id;
}

/** Removes an uploaded book. @throws {RequestError} */
export async function removeBook(id: string): Promise<void> {
  await refuseProblem(await fetch(`v1/books/${id}`, { method: "DELETE" }));
}

function formOf({ accounts, tam, mapping }: BookFiles): FormData {
  const form = new FormData();
  if (mapping !== null) form.set("mapping", JSON.stringify(mapping));
  form.set("accounts", accounts);
  if (tam !== null) form.set("tam", tam);
  return form;
}
