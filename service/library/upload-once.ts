import type { Actor } from "../store/actor.ts";
import type { Store } from "../store/open-store.ts";
import { digestOfFile } from "./file-digest.ts";
import type { ReceivedFiles } from "./library-options.ts";
import type { NamedFile } from "./load-in-thread.ts";

/** An upload: by whom, under which key (null where it has none), of which files. */
export interface Upload {
  readonly actor: Actor;
  readonly key: string | null;
  readonly files: ReceivedFiles;
}

/**
 * Makes an upload, or gives the answer that the same upload had under its key. The key is kept behind the book: a process
 * that ends between the two has the book, which the same files sent again are.
 * @throws {ServiceError} `key-reused` where the key came with other files, before one of them is read; `store-unavailable`
 */
export async function uploadOnce<T extends object>(
  store: Pick<Store, "recall" | "writeOnce">,
  { actor, key, files }: Upload,
  make: () => Promise<T>,
): Promise<T> {
  if (key === null) return make();
  const write = { actor, key, request: await spell(files) };
  const known = await store.recall<T>(write);
  if (known !== null) return known;
  const answer = await make();
  return store.writeOnce(write, async () => ({ answer, deed: null }));
}

/** What is sent, in one spelling: names and digests of the files, and the mapping. */
async function spell({ accounts, tam, mapping }: ReceivedFiles): Promise<string> {
  const spelled = async (file: NamedFile | null) =>
    file && [file.name, (await digestOfFile(file.path)).sha256];
  return JSON.stringify(["POST /v1/books", await spelled(accounts), await spelled(tam), mapping]);
}
