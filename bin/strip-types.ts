/** `node bin/strip-types.ts FOLDER …`: takes the types out of the TypeScript of these folders, in place; for the image alone. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";

/** Takes the types out of every TypeScript file below a folder; lines and columns stay where they were. */
export function stripTypesOf(folder: string): void {
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".ts")) continue;
    const path = join(folder, file);
    writeFileSync(path, stripTypeScriptTypes(readFileSync(path, "utf8")));
  }
}

if (import.meta.main) for (const folder of process.argv.slice(2)) stripTypesOf(folder);
