import { execFileSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { join, matchesGlob, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's folder. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Whether `.dockerignore` keeps a path out: the last pattern that matches it or a folder above it decides. */
export function isIgnored(path: string, dockerignore: string): boolean {
  const parts = path.split("/");
  const above = parts.map((_, i) => parts.slice(0, i + 1).join("/"));
  let ignored = false;
  for (const line of dockerignore.split(/\r?\n/)) {
    const pattern = line.trim();
    if (pattern === "" || pattern.startsWith("#")) continue;
    const glob = pattern.replace(/^!/, "").replace(/^\//, "").replace(/\/$/, "");
    if (above.some((each) => matchesGlob(each, glob))) ignored = !pattern.startsWith("!");
  }
  return ignored;
}

/** The files of a clean checkout that `.dockerignore` lets through; paths from the root. */
export function buildContext(): string[] {
  const dockerignore = readFileSync(`${root}/.dockerignore`, "utf8");
  return checkout().filter((path) => !isIgnored(path, dockerignore));
}

/** Tracked files; where the sources were downloaded without git, all but what is installed or built. */
function checkout(): string[] {
  if (existsSync(`${root}/.git`)) {
    return execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" }).split("\0").slice(0, -1);
  }
  const entries = globSync("**", {
    cwd: root,
    withFileTypes: true,
    exclude: ({ name }) => name === "node_modules" || name === "dist",
  });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)));
}
