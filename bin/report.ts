/** `npm run report`: the article's tables on the loaded book, beside the published ones, as Markdown and CSV. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Book } from "../data/book.ts";
import { DataError } from "../data/errors.ts";
import { openBook } from "../service/open-book.ts";
import {
  ARTICLE_SEGMENTATIONS,
  type Comparison,
  compareMethods,
  createSegmenter,
  DEFAULT_WEIGHTS,
  type Plan,
  prepareSilhouette,
  TieringError,
} from "../tiering/index.ts";
import { createProgressBar } from "./progress-bar.ts";
import { renderCsv } from "./report/csv.ts";
import { exactSilhouettes } from "./report/exact-silhouettes.ts";
import { renderMarkdown } from "./report/markdown.ts";
import { reportRows } from "./report/rows.ts";
import { evaluateTierChanges } from "./report/tier-changes.ts";

const USAGE = `Compares tiering methods, natural segmentations and models of tier changes: comparison.md and comparison.csv.

  npm run report -- [--accounts FILE] [--tam FILE] [--mapping FILE] [--sampled] [--out DIR]

  --accounts, --tam, --mapping   the book; the demonstration book without
  --sampled                      estimate silhouettes from 2,000 accounts: a fraction of the time, ± .005 or so
  --out DIR                      folder to write to, made where it does not exist; dist/report without
`;

/** Part of the time that clustering takes where silhouettes are exact. */
const CLUSTERING_SHARE = 0.4;

/** Part of the time that methods and segmentations take; the rest is for tier changes. */
const COMPARISON_SHARE = 0.6;

/** A comparison with the mean silhouette of each segmentation. */
interface Compared {
  readonly comparison: Comparison;
  readonly silhouettes: readonly (number | null)[];
}

type Bar = (phase: string, share: number) => void;

const PLAN: Plan = { method: "hybrid", weights: DEFAULT_WEIGHTS, policy: {} };

/** Clusters, and estimates each silhouette on the way. */
function compareSampled(book: Book, bar: Bar): Compared {
  const list = ARTICLE_SEGMENTATIONS.map((options) => ({ ...options, silhouette: "sampled" as const }));
  const comparison = compareMethods(book, PLAN, list, {
    onProgress: ({ phase, share }) => bar(phase, share),
  });
  return { comparison, silhouettes: comparison.segmentations.map((row) => row.silhouette?.mean ?? null) };
}

/** Clusters, then measures each distinct clustering's silhouette once, on all cores. */
async function compareExactly(book: Book, bar: Bar): Promise<Compared> {
  const list = ARTICLE_SEGMENTATIONS.map((options) => ({ ...options, silhouette: "none" as const }));
  const labelings: Int32Array[] = [];
  const comparison = compareMethods(
    book,
    PLAN,
    list,
    { onProgress: ({ phase, share }) => bar(phase, share * CLUSTERING_SHARE) },
    ({ labels }) => labelings.push(labels),
  );
  const scores = createSegmenter(book).scores({ algorithm: "ward", weights: PLAN.weights });
  const distinct = labelings.filter(
    (labels, at) => labelings.findIndex((other) => equal(labels, other)) === at,
  );
  const means = await exactSilhouettes(
    distinct.map((labels) => prepareSilhouette(scores, labels)),
    (share) => bar("Silhouette", CLUSTERING_SHARE + share * (1 - CLUSTERING_SHARE)),
  );
  const silhouettes = labelings.map((labels) => means[distinct.findIndex((other) => equal(labels, other))]!);
  return { comparison, silhouettes };
}

function equal(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((label, i) => label === b[i]);
}

async function main(): Promise<void> {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const options = { accounts: text, tam: text, mapping: text, out: text, sampled: flag, help: flag } as const;
  const { values } = parseArgs({ options });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const { accounts, tam, mapping, sampled, out = join("dist", "report") } = values;
  const book = await openBook({ accounts, tam, mapping });
  const bar = createProgressBar(process.stderr);
  const part: Bar = (phase, share) => bar(phase, share * COMPARISON_SHARE);
  const { comparison, silhouettes } = await (sampled
    ? compareSampled(book, part)
    : compareExactly(book, part));
  const changes = evaluateTierChanges(book, {
    onProgress: ({ phase, share }) => bar(phase, COMPARISON_SHARE + share * (1 - COMPARISON_SHARE)),
  });
  bar("done", 1);
  const rows = reportRows(comparison, silhouettes);
  await mkdir(out, { recursive: true });
  await writeFile(join(out, "comparison.md"), renderMarkdown(book, comparison, rows, changes));
  await writeFile(join(out, "comparison.csv"), renderCsv([...rows.methods, ...rows.segmentations]));
  process.stderr.write(`${join(out, "comparison.md")}, ${join(out, "comparison.csv")}\n`);
}

try {
  await main();
} catch (error) {
  const known = error instanceof DataError || error instanceof TieringError;
  const message = error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : error;
  process.stderr.write(`report: ${message}\n`);
  process.exitCode = 1;
}
