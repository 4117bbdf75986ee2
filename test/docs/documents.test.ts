import { existsSync, globSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { LINES } from "../bench/support/scorecard-lines.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, "utf8"));
const rooms = "bin|contract|data|docs|examples|prompts|server|service|test|tiering|web";
const documents = [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  ...globSync("{docs,examples,prompts,tiering}/**/*.md", { cwd: root }),
];

/** What a document names beside itself: links, and paths of a room in code spans. */
function namedBy(document: string): string[] {
  const text = readFileSync(`${root}/${document}`, "utf8");
  const links = [...text.matchAll(/\]\(([^)#\s]+)/g)].map(([, link]) => link);
  const paths = [...text.matchAll(new RegExp(`\`((?:${rooms})/[^\`\\s{]*)\``, "g"))].map(([, path]) => path);
  return [
    ...links.filter((link) => !/^\w+:/.test(link)).map((link) => posix.join(posix.dirname(document), link)),
    ...paths,
  ];
}

test.each(documents)("every file and folder that %s names is there", (document) => {
  // `web/dist` and the example's client are made when they are asked for.
  const made = ["web/dist", "examples/typescript/client.ts"];
  const named = namedBy(document).filter((path) => !made.includes(path));
  expect(named.filter((path) => !existsSync(`${root}/${path}`))).toEqual([]);
});

test.each(documents)("every npm script that %s names is there", (document) => {
  const text = readFileSync(`${root}/${document}`, "utf8");
  const named = [...text.matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, script]) => script);
  expect(named.filter((script) => !(script in scripts))).toEqual([]);
});

test.each(documents)("every bench that %s names is there", (document) => {
  const text = readFileSync(`${root}/${document}`, "utf8");
  const calls = [...text.matchAll(/npm run bench -- ([\w\s-]+)/g)].map(
    ([, words]) => words!.split(/\s--/)[0]!,
  );
  const named = calls.flatMap((words) => words.trim().split(/\s+/));
  expect(named.filter((name) => !existsSync(`${root}/test/bench/${name}.bench.ts`))).toEqual([]);
});

test("each of the scorecard's 22 lines is in README with what anyone can run, and the bench looks at it by tests that are there", () => {
  const rows = readFileSync(`${root}/README.md`, "utf8").matchAll(/^\| (\d+) \|.*?\|(.*?)\|/gm);
  const shown = new Map(Array.from(rows, ([, line, by]) => [Number(line), by!]));
  const lines = Array.from({ length: 22 }, (_, k) => k + 1);
  expect([...shown.keys()]).toEqual(lines);
  expect(lines.filter((line) => !/`(?:npm run |test\/)/.test(shown.get(line)!))).toEqual([]);
  expect(LINES.map(({ line }) => line)).toEqual(lines);
  const files = LINES.flatMap((line) => line.files ?? []);
  expect(files.filter((file) => !existsSync(`${root}/${file}`))).toEqual([]);
});

test("the walk of a message takes at most ten stops", () => {
  const text = readFileSync(`${root}/CONTRIBUTING.md`, "utf8");
  const walk = text.slice(text.indexOf("## The walk"), text.indexOf("## Tests"));
  const stops = [...walk.matchAll(/^\d+\. \*\*/gm)];
  expect(stops.length).toBeGreaterThan(5);
  expect(stops.length).toBeLessThanOrEqual(10);
});
