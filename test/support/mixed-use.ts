/** Ordinary and less ordinary use of a server, by several clients at once; the memory test and the soak share it. */
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { generateBook } from "../../data/generate.ts";
import { chatRequest, createRawClient, type RawRequest, TruncatedAnswer } from "./raw-client.ts";

/** One answer: to what, with which status (0 for a broken connection), after how many milliseconds. */
export interface Used {
  readonly what: string;
  readonly status: number;
  /** Whether the connection broke in the middle of the answer. */
  readonly truncated: boolean;
  readonly ms: number;
}

/** How long to use the server, and who wants to hear of each answer. */
export interface MixedUse {
  /** How long; what is under way then comes to its end. */
  readonly seconds: number;
  /** Whether to go on until each kind of use was had once, however long that takes; true by default. */
  readonly eachKind?: boolean;
  readonly onAnswer: (used: Used) => void;
}

const get = (path: string): RawRequest => ({ path });
const chat = (k: number, accept: string) =>
  chatRequest(
    { message: `${10 + (k % 80)}/${90 - (k % 80)} runway and growth, move at most ${1 + (k % 9)} %` },
    accept,
  );
const keys = Object.fromEntries(Array.from({ length: 20_000 }, (_, k) => [`k${k}`, 1]));

/** Each kind of use, all of it different each time. */
const KINDS: Readonly<Record<string, (k: number) => RawRequest>> = {
  "chat, CSV": (k) => chat(k, "text/csv"),
  "chat, JSON": (k) => chat(k + 7, "application/json"),
  "tiers, proven": (k) => get(`/v1/tiers?prove=0.001&growth=1&runway=${k % 50}`),
  Ward: (k) => get(`/v1/segmentations.csv?algorithm=ward&runway=${1 + (k % 50)}`),
  "K-means": (k) => get(`/v1/segmentations?algorithm=kmeans%2B%2B&k=4&seed=${k}`),
  HDBSCAN: (k) => get(`/v1/segmentations?algorithm=hdbscan&minSamples=${5 + (k % 20)}`),
  workbook: (k) => get(`/v1/tiers.xlsx?growth=1&runway=${k % 50}`),
  report: (k) => get(`/v1/report.pptx?growth=2&runway=${k % 50}`),
  rules: (k) => get(`/v1/rules?growth=3&runway=${k % 50}`),
  stability: (k) => get(`/v1/stability?growth=1&runway=${k % 50}`),
  frontier: (k) => get(`/v1/frontier?points=20&growth=${1 + (k % 50)}`),
  goal: (k) => get(`/v1/goals?kpi=sfi&atLeast=0.82&growth=${1 + (k % 50)}`),
  comparison: (k) => get(`/v1/compare?growth=${1 + (k % 50)}`),
  coverage: (k) => get(`/v1/coverage?growth=${1 + (k % 50)}`),
  progression: () => get("/v1/progression"),
};

/** Names of the kinds that are asked for one after the other, each of which is had at least once. */
export const MIXED_KINDS: readonly string[] = Object.keys(KINDS);
/** Clients that each go round all kinds, from different ones. */
const ROUNDS = 3;

/** Uses the server until the time is over; the clients come at their own pace, and none unpacks what it gets. */
export async function playMixedUse(
  origin: string,
  { seconds, eachKind = true, onAnswer }: MixedUse,
): Promise<void> {
  const client = createRawClient(origin);
  const end = performance.now() + seconds * 1_000;
  const missing = new Set(eachKind ? MIXED_KINDS : []);
  const isOn = () => performance.now() < end || missing.size > 0;
  const ask = async (what: string, request: RawRequest) => {
    const start = performance.now();
    const { status, truncated } = await client.ask(request).then(
      (answer) => ({ status: answer.status, truncated: false }),
      (error: unknown) => ({ status: 0, truncated: error instanceof TruncatedAnswer }),
    );
    if (status === 200) missing.delete(what);
    onAnswer({ what, status, truncated, ms: performance.now() - start });
  };
  const again = async (pauseMs: number, use: (k: number) => Promise<unknown>) => {
    for (let k = 0; isOn(); k++) {
      await use(k);
      if (isOn()) await sleep(pauseMs);
    }
  };
  const atOnce = (n: number, use: (k: number) => Promise<unknown>) =>
    Promise.all(Array.from({ length: n }, (_, k) => use(k)));
  await Promise.all([
    ...Array.from({ length: ROUNDS }, (_, j) => {
      const from = Math.floor((j * MIXED_KINDS.length) / ROUNDS);
      return again(0, async (k) => {
        for (const what of [...MIXED_KINDS.slice(from), ...MIXED_KINDS.slice(0, from)])
          if (isOn()) await ask(what, KINDS[what]!(k * ROUNDS + j));
        // Who was refused comes again a little later.
        await sleep(500);
      });
    }),
    again(200, (k) => ask("chat, CSV", chat(k, "text/csv"))),
    again(200, (k) => ask("chat, JSON", chat(k + 40, "application/json"))),
    again(20_000, (k) =>
      atOnce(30, (j) =>
        ask(
          "30 CSVs at once",
          get(`/v1/tiers.csv?${k === 0 ? "" : "columns=all&"}growth=${1 + j}&geo=${k % 50}`),
        ),
      ),
    ),
    again(10_000, () =>
      atOnce(30, () => ask("30 faulty bodies", chatRequest({ message: "x", policy: { tierSizes: keys } }))),
    ),
    again(15_000, (k) => upload(origin, k, onAnswer)),
    again(1_000, (k) => stall(origin, k)),
  ]);
  client.leave();
}

/** Brings a book of 5,000 accounts, and takes it away again. */
async function upload(origin: string, k: number, onAnswer: MixedUse["onAnswer"]): Promise<void> {
  const { accounts, tam } = generateBook({ rows: 5_000, seed: 1 + k });
  const form = new FormData();
  form.set("accounts", new Blob([...accounts]), "accounts.csv");
  form.set("tam", new Blob([tam]), "tam.csv");
  const start = performance.now();
  const said = (status: number) =>
    onAnswer({ what: "upload", status, truncated: false, ms: performance.now() - start });
  try {
    const response = await fetch(`${origin}/v1/books`, { method: "POST", body: form });
    const { book } = (await response.json()) as { book?: { id: string } };
    said(response.status);
    if (book !== undefined)
      await fetch(`${origin}/v1/books/${encodeURIComponent(book.id)}`, { method: "DELETE" });
  } catch {
    said(0);
  }
}

/** How long a client reads nothing that is not cut off, milliseconds. */
const STALL_MS = 25_000;

/** Ten clients that ask for a large file and read none of it, until they are cut off or the time is over. */
async function stall(origin: string, k: number): Promise<void> {
  const { hostname, port } = new URL(origin);
  const sockets = Array.from({ length: 10 }, (_, j) => {
    const socket = connect(Number(port), hostname).on("error", () => undefined);
    socket.pause();
    socket.write(
      `GET /v1/tiers.csv?columns=all&runway=1&geo=${k % 50}&category=${j} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
    );
    return socket;
  });
  await sleep(STALL_MS);
  for (const socket of sockets) socket.destroy();
}
