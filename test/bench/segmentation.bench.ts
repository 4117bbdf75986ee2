import { HDBSCAN } from "hdbscan-ts";
import { agnes } from "ml-hclust";
import { kmeans as mlKmeans } from "ml-kmeans";
import { exactSilhouettes } from "../../bin/report/exact-silhouettes.ts";
import { generateBook } from "../../data/generate.ts";
import { loadBook } from "../../data/load.ts";
import { memorySource } from "../../data/source.ts";
import { openBook } from "../../service/open-book.ts";
import {
  type Accounts,
  behaviourTable,
  computePotential,
  computeZScores,
  createSegmenter,
  cut,
  DEFAULT_WEIGHTS,
  hdbscan,
  kmeans,
  kmedoids,
  type Matrix,
  prepareSilhouette,
  sampledSilhouette,
  silhouette,
  ward,
} from "../../tiering/index.ts";
import { measure, type Report } from "./bench-line.ts";

export const title = "Segmentation: principal components of the demonstration book, one thread unless said";

/** Components of a book for the Euclidean algorithms. */
function componentsOf(accounts: Accounts): Matrix {
  return createSegmenter(accounts).scores({ algorithm: "ward" });
}

function behaviourOf(accounts: Accounts) {
  return behaviourTable(accounts, computePotential(computeZScores(accounts), DEFAULT_WEIGHTS), "b1");
}

/** Every n / count-th row. */
function thinned({ n, d, values }: Matrix, count: number): Matrix {
  const rows = Array.from({ length: count }, (_, i) => Math.floor((i * n) / count) * d);
  return {
    n: count,
    d,
    values: Float64Array.from(rows.flatMap((row) => [...values.subarray(row, row + d)])),
  };
}

function rowsOf({ n, d, values }: Matrix): number[][] {
  return Array.from({ length: n }, (_, i) => [...values.subarray(i * d, i * d + d)]);
}

const size = ({ n, d }: Matrix) => `${n.toLocaleString("en")} × ${d}`;
const hdbscanOptions = (n: number) => ({ minClusterSize: Math.round(0.08 * n), minSamples: 10 });
const clustersOf = (labels: Int32Array) => labels.reduce((most, label) => Math.max(most, label + 1), 0);
const noiseOf = (labels: Int32Array) => labels.filter((label) => label < 0).length / labels.length;

/** The algorithms on one book; fewer runs where each takes long. */
async function measureAlgorithms(report: Report, accounts: Accounts, runs: number): Promise<void> {
  const points = componentsOf(accounts);
  const table = behaviourOf(accounts);
  const options = { runs, warmUps: runs > 1 ? 1 : 0 };
  let quality = "";
  const line = async (name: string, work: () => string) => {
    const times = await measure(() => {
      quality = work();
    }, options);
    report({ name: `${name}, ${size(points)}`, ...times, quality });
  };
  await line("Ward, whole dendrogram", () => `top height ${ward(points).height.at(-1)?.toFixed(2)}`);
  for (const seeding of ["random", "spread"] as const) {
    await line(`K-means, K 4, 10 starts, ${seeding} seeding`, () => {
      return `inertia ${kmeans(points, { k: 4, seeding }).inertia.toFixed(1)}`;
    });
  }
  for (const k of [3, 6]) {
    await line(
      `K-medoids B1 by CLARA, K ${k}, sample 2,000`,
      () => `cost ${kmedoids(table, { k }).cost.toFixed(2)}`,
    );
  }
  await line("HDBSCAN", () => {
    const labels = hdbscan(points, hdbscanOptions(points.n));
    return `${clustersOf(labels)} clusters, ${(noiseOf(labels) * 100).toFixed(1)} % noise`;
  });
}

async function measureSilhouettes(report: Report, points: Matrix): Promise<void> {
  const labels = cut(ward(points), 4);
  const input = prepareSilhouette(points, labels);
  let quality = "";
  const once = { runs: 3, warmUps: 0 };
  const exact = await measure(() => {
    quality = `mean ${silhouette(points, labels).mean?.toFixed(9)}`;
  }, once);
  report({ name: `silhouette of Ward K 4, exact, ${size(points)}`, ...exact, quality });
  const threads = await measure(async () => {
    const [mean] = await exactSilhouettes([input], () => {});
    quality = `mean ${mean?.toFixed(9)}`;
  }, once);
  report({ name: `silhouette, exact, a thread per core, ${size(points)}`, ...threads, quality });
  const sampled = await measure(() => {
    const { mean, standardError } = sampledSilhouette(points, labels, { size: 2000, seed: 1 });
    quality = `mean ${mean?.toFixed(4)} ± ${standardError.toFixed(4)}`;
  }, once);
  report({ name: `silhouette, 2,000 accounts sampled, ${size(points)}`, ...sampled, quality });
}

/** npm packages that claim the same, at sizes they reach, each beside ours on the same points. */
async function measurePackages(report: Report, points: Matrix): Promise<void> {
  const pair = async (name: string, at: Matrix, theirs: () => string, ours: () => string) => {
    for (const [who, work] of [
      [name, theirs],
      ["ours", ours],
    ] as const) {
      let quality = "";
      const times = await measure(
        () => {
          quality = work();
        },
        { runs: 3, warmUps: 0 },
      );
      report({ name: `${who}, ${size(at)}`, ...times, quality });
    }
  };
  const few = thinned(points, 1000);
  const fewRows = rowsOf(few);
  await pair(
    "ml-hclust ward2",
    few,
    () => `top height ${agnes(fewRows, { method: "ward2" }).height.toFixed(6)}`,
    () => `top height ${ward(few).height.at(-1)?.toFixed(6)}`,
  );
  const rows = rowsOf(points);
  const inertia = (centroids: number[][], clusters: number[]) =>
    rows.reduce(
      (sum, row, i) => sum + row.reduce((s, x, j) => s + (x - centroids[clusters[i]!]![j]!) ** 2, 0),
      0,
    );
  await pair(
    "ml-kmeans, K 4, one start",
    points,
    () => {
      const { centroids, clusters } = mlKmeans(rows, 4, { seed: 1, maxIterations: 300 });
      return `inertia ${inertia(centroids, clusters).toFixed(1)}`;
    },
    () => `inertia ${kmeans(points, { k: 4, seeding: "spread", starts: 1 }).inertia.toFixed(1)}`,
  );
  const tiny = thinned(points, 250);
  const tinyRows = rowsOf(tiny);
  await pair(
    "hdbscan-ts",
    tiny,
    () => {
      const labels = new HDBSCAN(hdbscanOptions(250)).fit(tinyRows);
      return `${new Set(labels.filter((label) => label >= 0)).size} clusters`;
    },
    () => `${clustersOf(hdbscan(tiny, hdbscanOptions(250)))} clusters`,
  );
}

async function generated(rows: number): Promise<Accounts> {
  const { accounts, tam } = generateBook({ rows, seed: 42 });
  return loadBook({
    accounts: memorySource("accounts.csv", Buffer.concat(Array.from(accounts, (text) => Buffer.from(text)))),
    tam: memorySource("tam.csv", tam),
  });
}

/** The demonstration book, the packages, then growth over books of 5,000 and 500,000. */
export async function run(report: Report): Promise<void> {
  const book = await openBook({});
  await measureAlgorithms(report, book, 5);
  await measureSilhouettes(report, componentsOf(book));
  await measurePackages(report, componentsOf(book));
  await measureAlgorithms(report, await generated(5_000), 5);
  await measureAlgorithms(report, await generated(500_000), 1);
}
