import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { buildContext, root } from "./build-context.ts";
import { copiedBy } from "./copy.ts";
import { parseDockerfile } from "./dockerfile.ts";
import { reachedFrom } from "./imports.ts";
import { plainCopy, strippedRooms } from "./plain-copy.ts";

const context = buildContext();
const text = readFileSync(`${root}/Dockerfile`, "utf8");
const manifest = JSON.parse(readFileSync(`${root}/package.json`, "utf8"));
const server = reachedFrom(["server/main.ts", "package.json"]);
const page = reachedFrom([
  "web/vite.config.ts",
  "web/main.tsx",
  "web/index.html",
  "tsconfig.json",
  "package.json",
]);

function isFolder(path: string): boolean | null {
  if (path === "") return true;
  if (context.includes(path)) return false;
  return context.some((file) => file.startsWith(`${path}/`)) ? true : null;
}

/** What a stage brings into /app, by name; of another stage, what its COPY names. */
function copiedInto(dockerfile: string, stageName: string | null): string[] {
  const stage = parseDockerfile(dockerfile).find(({ name }) => name === stageName);
  const copies = stage?.instructions.filter(({ keyword }) => keyword === "COPY") ?? [];
  return copies.flatMap((copy) =>
    copiedBy(copy, "/app", copy.flags.from === undefined ? isFolder : () => true).map(({ target }) =>
      target.replace(/^app\//, ""),
    ),
  );
}

/** What is needed and not brought. */
function missing(needed: ReadonlySet<string>, brought: readonly string[]): string[] {
  return [...needed].filter((path) => !brought.some((each) => path === each || path.startsWith(`${each}/`)));
}

test("the image has every file that the server reaches, and the page that it serves", () => {
  expect(missing(server.files, copiedInto(text, null))).toEqual([]);
  expect(server.files).toContain("web/dist");
  expect(server.files.size).toBeGreaterThan(100);
});

test("the page's stage has every file that the page is built from, and that it takes the types out of", () => {
  const ours = [...server.files].filter((file) => file !== "web/dist");
  expect(missing(new Set([...page.files, ...ours]), copiedInto(text, "page"))).toEqual([]);
  expect(page.files.size).toBeGreaterThan(100);
});

test("every source in the image is without types, and is read as the JavaScript that it is", () => {
  const rooms = [...server.files].filter((file) => file.endsWith(".ts")).map((file) => file.split("/")[0]!);
  expect([...new Set(rooms)].filter((room) => !strippedRooms().includes(room))).toEqual([]);
  const { folder, remove } = plainCopy();
  try {
    // A reader that knows no types, and is asked as the image asks.
    const options = ["--no-strip-types", "--import", "./server/plain-sources.js", "-e"];
    const load =
      'import("./service/config.ts").then(({ readConfig }) => console.log(readConfig({ PORT: "1" }).PORT))';
    expect(execFileSync(process.execPath, [...options, load], { cwd: folder, encoding: "utf8" })).toBe("1\n");
  } finally {
    remove();
  }
});

/** Loaded where somebody installed it, and said so where nobody did. */
const OPTIONAL = ["@duckdb/node-api"];

test("the server imports only packages that a production install has, or that it can do without", () => {
  const needed = [...server.packages].filter((name) => !OPTIONAL.includes(name));
  expect(needed.filter((name) => !(name in manifest.dependencies))).toEqual([]);
  expect(server.packages).toContain("express");
});

test.each([
  ["a room of the server", null, "COPY --from=page /app/server server", server.files],
  ["what the server reads", null, "COPY --from=page /app/data data", server.files],
  ["the built page", null, "COPY --from=page /app/web/dist web/dist", server.files],
  ["a room of the page", "page", "COPY tiering tiering", page.files],
  ["the compiler's settings", "page", "COPY tsconfig.json ./", page.files],
])("a COPY line that is left out is seen: %s", (_, stage, line, needed) => {
  const parts = text.split("FROM ");
  const at = parts.findIndex((part) =>
    stage === null ? !/^\S+ AS/.test(part) && part.includes("CMD") : part.includes(`AS ${stage}`),
  );
  expect(parts[at]).toContain(`${line}\n`);
  parts[at] = parts[at].replace(`${line}\n`, "");
  expect(missing(needed, copiedInto(parts.join("FROM "), stage))).not.toEqual([]);
});
