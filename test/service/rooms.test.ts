import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

const ROOMS = ["bin", "contract", "data", "prompts", "server", "service", "tiering"];
const root = new URL("../../", import.meta.url).pathname;
const files = globSync(`{${ROOMS.join(",")}}/**/*.ts`, { cwd: root });

/** What a file imports: files of this project by their path, packages by their name. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  const specifiers = [...text.matchAll(/^(?:import|export) [^;]*? from "([^"]+)"|^import "([^"]+)"/gm)];
  return specifiers.map(([, from, bare]) => {
    const specifier = (from ?? bare)!;
    return specifier.startsWith(".") ? normalize(join(dirname(file), specifier)) : specifier;
  });
}

const graph = new Map(files.map((file) => [file, importsOf(file)]));
const roomOf = (path: string) =>
  path.includes("/") && ROOMS.includes(path.split("/")[0]!) ? path.split("/")[0] : path;

/** Rooms and packages that the files of a room import, Node's own left out. */
function importedBy(room: string): Set<string | undefined> {
  const own = files.filter((file) => file.startsWith(`${room}/`));
  const targets = own.flatMap((file) => graph.get(file)!.map(roomOf));
  return new Set(targets.filter((target) => target !== room && !target!.startsWith("node:")));
}

describe("data flows one way", () => {
  it("contract takes from zod and tiering alone", () => {
    expect([...importedBy("contract")].sort()).toEqual(["tiering", "zod"]);
  });

  it("service, data and prompts know nothing of HTTP", () => {
    for (const room of ["service", "data", "prompts"]) {
      for (const other of ["server", "bin", "express"]) expect(importedBy(room)).not.toContain(other);
    }
  });

  it("server and bin are two doors to service: neither opens onto the other", () => {
    expect(importedBy("bin")).not.toContain("server");
    expect(importedBy("server")).not.toContain("bin");
  });

  it("the environment is read in the configuration alone", () => {
    const readers = files.filter((file) => readFileSync(join(root, file), "utf8").includes("process.env"));
    expect(readers).toEqual(["service/config.ts"]);
  });

  it("no file imports itself by way of others", () => {
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): void => {
      expect(path, [...path, file].join(" → ")).not.toContain(file);
      if (done.has(file)) return;
      for (const target of graph.get(file) ?? []) if (target.endsWith(".ts")) visit(target, [...path, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
  });

  it("the folders of prompts stand in layers: none imports itself by way of others", () => {
    const own = files.filter((file) => file.startsWith("prompts/"));
    const folders = new Map<string, Set<string>>();
    for (const file of own) {
      const targets = graph.get(file)!.filter((target) => target.startsWith("prompts/"));
      const into = folders.get(dirname(file)) ?? new Set();
      for (const target of targets) if (dirname(target) !== dirname(file)) into.add(dirname(target));
      folders.set(dirname(file), into);
    }
    const visit = (folder: string, path: readonly string[]): void => {
      expect(path, [...path, folder].join(" → ")).not.toContain(folder);
      for (const target of folders.get(folder) ?? []) visit(target, [...path, folder]);
    };
    expect(folders.size).toBeGreaterThan(8);
    for (const folder of folders.keys()) visit(folder, []);
  });
});
