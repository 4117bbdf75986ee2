import { posix } from "node:path";
import type { Instruction } from "./dockerfile.ts";

/** One source of a COPY and where it goes; a folder's contents go into the target. */
export interface Copied {
  /** In the build context, or in the other stage from its root; no slash in front. */
  readonly source: string;
  /** In the stage, from its root; no slash in front. */
  readonly target: string;
}

/** What a COPY brings where, as Docker would. `isFolder` asks about a source; null where there is none. */
export function copiedBy(
  copy: Instruction,
  workdir: string,
  isFolder: (source: string) => boolean | null,
): Copied[] {
  const sources = copy.args.slice(0, -1);
  const destination = copy.args[copy.args.length - 1];
  if (sources.length === 0) throw new Error(`Dockerfile line ${copy.line}: COPY needs a source and a target`);
  const into = sources.length > 1 || destination.endsWith("/");
  const target = posix.resolve("/", workdir, destination).slice(1);
  return sources.map((given) => {
    const source = posix.resolve("/", given).slice(1);
    const folder = isFolder(source);
    if (folder === null) {
      const where = copy.flags.from ? `stage ${copy.flags.from}` : "the build context";
      throw new Error(`Dockerfile line ${copy.line}: COPY ${given}: no such file or folder in ${where}`);
    }
    return { source, target: into && !folder ? posix.join(target, posix.basename(source)) : target };
  });
}
