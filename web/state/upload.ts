import { signal } from "@preact/signals";
import { chooseBook } from "../api/address.ts";
import { addBook, type BookFiles, type Tried, tryBook } from "../api/books.ts";
import { type Trouble, troubleOf } from "../api/problem.ts";

/** Files on their way to be a book. */
export interface Upload {
  /** Null before a file was chosen. */
  readonly files: BookFiles | null;
  readonly busy: "reading" | "keeping" | null;
  /** Rows read so far, while it is busy. */
  readonly rows: number;
  readonly tried: Tried | null;
  readonly trouble: Trouble | null;
}

const NOTHING: Upload = { files: null, busy: null, rows: 0, tried: null, trouble: null };

/** Whether the books are shown, to switch or to bring one. */
export const booksOpen = signal(false);

/** The files that are being brought. */
export const upload = signal<Upload>(NOTHING);

const tellRows = (rows: number) => {
  if (upload.value.busy !== null) upload.value = { ...upload.value, rows };
};

/** Reads files as a book, without keeping it; where names do not fit, as is proposed for them. */
export async function tryFiles(files: BookFiles): Promise<void> {
  upload.value = { ...NOTHING, files, busy: "reading" };
  try {
    let tried = await tryBook(files, tellRows);
    let used = files;
    const proposed = tried.inspection?.mapping ?? null;
    if (tried.kind === "refused" && files.mapping === null && proposed !== null) {
      used = { ...files, mapping: proposed };
      const { inspection } = tried;
      tried = { ...(await tryBook(used, tellRows)), inspection };
    }
    if (upload.value.files === files) upload.value = { ...NOTHING, files: used, tried };
  } catch (error) {
    upload.value = { ...NOTHING, files, trouble: troubleOf(error) };
  }
}

/** Keeps the files as a book, and opens it. */
export async function keepFiles(): Promise<void> {
  const { files } = upload.value;
  if (files === null) return;
  upload.value = { ...upload.value, busy: "keeping", rows: 0, trouble: null };
  try {
    openBook(await addBook(files, tellRows));
  } catch (error) {
    upload.value = { ...upload.value, busy: null, trouble: troubleOf(error) };
  }
}

/** Opens a book: what is remembered of the one before stays with that one. `search` goes with the address. */
export function openBook(id: string | null, search = ""): void {
  chooseBook(id);
  // Not a reload: the link of a run that ends in between must not be what is loaded.
  location.replace(location.pathname + search);
}

/** Lets go of the files. */
export function forgetFiles(): void {
  upload.value = NOTHING;
}
