import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const WEB = fileURLToPath(new URL("../../web/", import.meta.url));
const FILES = globSync("**/*.{ts,tsx,css}", { cwd: WEB, exclude: ["dist/**", "vite.config.ts"] });
const SCRIPTS = FILES.filter((file) => !file.endsWith(".css"));
const IMPORTED = /(?:from |import\(|^import )"(\.[^"]+)"/gm;

/** What page and service have in common: the core's door, and what its measures mean. */
const SHARED = ["../tiering/index.ts", "../contract/kpi-words.ts"];

/** What each file of the page imports of the page. */
const imports = new Map(
  SCRIPTS.map((file) => {
    const source = readFileSync(join(WEB, file), "utf8");
    const targets = [...source.matchAll(IMPORTED)].map(([, path]) => join(dirname(file), path!));
    return [file, targets.filter((target) => !target.startsWith(".."))] as const;
  }),
);

/** A way round that leads back to where it began; null where there is none. */
function cycleOf(graph: ReadonlyMap<string, Iterable<string>>): string[] | null {
  const done = new Set<string>();
  const follow = (node: string, way: readonly string[]): string[] | null => {
    if (way.includes(node)) return [...way.slice(way.indexOf(node)), node];
    if (done.has(node)) return null;
    for (const next of graph.get(node) ?? []) {
      const cycle = follow(next, [...way, node]);
      if (cycle !== null) return cycle;
    }
    done.add(node);
    return null;
  };
  for (const node of graph.keys()) {
    const cycle = follow(node, []);
    if (cycle !== null) return cycle;
  }
  return null;
}

describe("the page's house", () => {
  it("has no cycle of files", () => {
    expect(cycleOf(imports)).toBeNull();
  });

  it("has no cycle of folders", () => {
    const folders = new Map<string, Set<string>>();
    for (const [file, targets] of imports) {
      const folder = dirname(file);
      const known = folders.get(folder) ?? new Set();
      for (const target of targets) if (dirname(target) !== folder) known.add(dirname(target));
      folders.set(folder, known);
    }
    expect(cycleOf(folders)).toBeNull();
  });

  it("takes nothing but types from the server's rooms", () => {
    for (const file of SCRIPTS) {
      const source = readFileSync(join(WEB, file), "utf8");
      const foreign = [...source.matchAll(/^import (?!type )[^;]*?"((?:\.\.\/)+[^"]+)"/gm)]
        .map(([, path]) => relative(WEB, join(WEB, dirname(file), path!)))
        .filter((path) => path.startsWith("../"));
      expect(foreign.filter((path) => !SHARED.includes(path))).toEqual([]);
    }
  });

  it("has no file over 250 lines, style sheets among them", () => {
    const long = FILES.filter((file) => readFileSync(join(WEB, file), "utf8").split("\n").length > 251);
    expect(long).toEqual([]);
  });
});
