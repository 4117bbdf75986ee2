import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The first program of a name on the path; null where there is none. */
export function findProgram(name: string): string | null {
  const files = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name));
  return files.find((file) => existsSync(file)) ?? null;
}
