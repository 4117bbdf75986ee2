import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { DEFAULT_WORKSPACE, workspaceSchema } from "../../contract/caller.ts";

const entrySchema = z.object({
  id: z.string().regex(/^[0-9a-f]{32}$/),
  /** Whose it is: nobody else's are listed, found or removed. */
  workspace: workspaceSchema.default(DEFAULT_WORKSPACE),
  name: z.string(),
  accounts: z.int(),
  tam: z.string().nullable(),
  addedAt: z.string(),
});

/** A book of the library as it is kept. */
export type LibraryEntry = Readonly<z.infer<typeof entrySchema>>;

/** The file that makes a folder a book. */
export const ENTRY = "entry.json";

/** What a book is known under: no workspace has a slash in its name, so no id can lead into another. */
export function keyOf(workspace: string, id: string): string {
  return `${workspace}/${id}`;
}

/** The folder that a book is kept in. */
export function folderOf({ workspace, id }: Pick<LibraryEntry, "workspace" | "id">): string {
  return workspace === DEFAULT_WORKSPACE ? id : `${workspace}.${id}`;
}

/** An entry as its workspace sees it. */
export function listed({ workspace: _, ...entry }: LibraryEntry) {
  return entry;
}

/** The books of a library's folder by their keys; what was being received when a process ended is removed. */
export async function readEntries(folder: string): Promise<Map<string, LibraryEntry>> {
  const entries = new Map<string, LibraryEntry>();
  for (const name of await readdir(folder)) {
    if (name.startsWith("receiving-")) await rm(join(folder, name), { recursive: true, force: true });
    const text = await readFile(join(folder, name, ENTRY), "utf8").catch(() => null);
    const entry = text === null ? null : entrySchema.safeParse(JSON.parse(text));
    if (!entry?.success || folderOf(entry.data) !== name) continue;
    entries.set(keyOf(entry.data.workspace, entry.data.id), entry.data);
  }
  return entries;
}
