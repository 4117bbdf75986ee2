import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripTypesOf } from "../../bin/strip-types.ts";
import { root } from "./build-context.ts";
import { parseDockerfile } from "./dockerfile.ts";

const COMMAND = "node bin/strip-types.ts ";

/** The rooms whose types the image takes out. */
export function strippedRooms(): string[] {
  const stages = parseDockerfile(readFileSync(`${root}/Dockerfile`, "utf8"));
  const commands = stages.flatMap(({ instructions }) => instructions.flatMap(({ args }) => args));
  const command = commands.find((each) => each.startsWith(COMMAND));
  if (command === undefined) throw new Error(`the Dockerfile has no RUN ${COMMAND}…`);
  return command.slice(COMMAND.length).split(" ");
}

/** A copy of the sources without types, as the image has them, beside what the checkout has otherwise. */
export function plainCopy(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "plain-"));
  for (const room of strippedRooms()) {
    cpSync(join(root, room), join(folder, room), { recursive: true });
    stripTypesOf(join(folder, room));
  }
  for (const other of ["node_modules", "package.json", "web", "docs"])
    symlinkSync(join(root, other), join(folder, other));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
