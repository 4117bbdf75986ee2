import type { z } from "zod";
import type { AnswerOf } from "../../contract/answer-of.ts";
import type {
  bookReportSchema,
  booksAnswer,
  triedAnswer,
  uploadAnswer,
  uploadProgress,
} from "../../contract/book.ts";
import { refuseProblem } from "./call.ts";
import { followAnswer } from "./follow.ts";
import { RequestError } from "./problem.ts";

type TriedAnswer = z.output<typeof triedAnswer>;

/** How a book was read, and what it has. */
export type BookReport = z.output<typeof bookReportSchema>;
/** Answer of `GET /v1/books`. */
export type BooksAnswer = z.output<typeof booksAnswer>;

/** What a file looks like before it is a book, and what its columns are proposed to be. */
export interface Inspection extends Omit<NonNullable<TriedAnswer["inspection"]>, "mapping"> {
  readonly mapping: {
    readonly accounts?: Readonly<Record<string, string>>;
    readonly signals?: Readonly<Record<string, string>>;
    readonly sums?: Readonly<Record<string, readonly string[]>>;
    readonly transactions?: Readonly<Record<string, unknown>>;
    readonly tiers?: readonly string[];
    readonly tam?: unknown;
  };
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

/** Told how many rows were read so far. */
type OnRows = (rows: number) => void;

/** Sends files and follows how they are read. @throws {RequestError}, with the problem as it came */
async function send<T>(path: string, files: BookFiles, onRows: OnRows): Promise<T> {
  const headers = { accept: "text/event-stream" };
  const response = await fetch(path, { method: "POST", body: formOf(files), headers });
  return followAnswer<T, unknown>(response, {
    onProgress: (progress) => onRows((progress as unknown as z.output<typeof uploadProgress>).rows),
  });
}

/** Reads files as a book without keeping it. @throws {RequestError} where the server could not try */
export async function tryBook(files: BookFiles, onRows: OnRows): Promise<Tried> {
  try {
    const { inspection, report } = await send<TriedAnswer>("v1/books?dry=1", files, onRows);
    return { kind: "read", inspection, report };
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    const { code, inspection } = (error.body ?? {}) as { code?: string; inspection?: Inspection | null };
    if (code !== "invalid-book") throw error;
    return { kind: "refused", inspection: inspection ?? null, detail: error.trouble.detail };
  }
}

/** Keeps files as a book; returns its id. @throws {RequestError} */
export async function addBook(files: BookFiles, onRows: OnRows): Promise<string> {
  const { book } = await send<AnswerOf<typeof uploadAnswer>>("v1/books", files, onRows);
  return book.id;
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
