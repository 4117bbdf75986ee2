import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { root } from "./build-context.ts";

/** What is reached from an entry file. */
export interface Reached {
  /** Files and folders of the repository; paths from the root. */
  readonly files: ReadonlySet<string>;
  /** Packages by name. */
  readonly packages: ReadonlySet<string>;
}

/** Imports that are there at run time (types are stripped), packages looked up by name, files found beside a file. */
const IMPORTED = [
  /^(?:import|export)\s(?!type\b)(?:[^"';]*\sfrom )?"([^"]+)"/gm,
  /\b(?:import|resolve)\("([^"]+)"\)/g,
];
const BESIDE = /new URL\(["`](\.[^"`$]*)[^,]*, import\.meta\.url\)/g;

/** Everything that entry files import or name beside themselves, and what that imports in turn. */
export function reachedFrom(entries: readonly string[]): Reached {
  const files = new Set(entries);
  const packages = new Set<string>();
  for (const file of files) {
    if (!/\.tsx?$/.test(file)) continue;
    const text = readFileSync(`${root}/${file}`, "utf8");
    const resolve = (specifier: string) => posix.join(posix.dirname(file), specifier).replace(/\/$/, "");
    for (const [, specifier] of IMPORTED.flatMap((pattern) => [...text.matchAll(pattern)])) {
      if (!specifier.startsWith(".")) {
        if (!specifier.startsWith("node:")) packages.add(packageOf(specifier));
      } else if (existsSync(`${root}/${resolve(specifier)}`)) files.add(resolve(specifier));
      else throw new Error(`${file} imports ${specifier}, which is not there`);
    }
    for (const [, path] of text.matchAll(BESIDE)) files.add(resolve(path));
  }
  return { files, packages };
}

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
