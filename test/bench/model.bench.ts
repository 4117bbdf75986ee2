import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { interpretationSchema } from "../../contract/interpretation.ts";
import { contentOf, readContentFaults } from "../support/faults.ts";
import { malformedAnswers } from "../support/malformed.ts";
import type { Step } from "../support/scripted-model.ts";
import { BUSY_FOR_LONG, BUSY_SHORTLY, huge, OFFLINE_AT_ONCE, RETRIED } from "../support/transport-faults.ts";
import type { Report } from "./bench-line.ts";
import { INJECTIONS } from "./support/injections.ts";
import {
  hasValidWeights,
  KEY,
  type ModelServer,
  startModelServer,
  type Told,
} from "./support/model-server.ts";

export const title =
  "A hostile language model behind a server of its own: its answers, its transport, mixes of both, the breaker, injections";

const DEADLINE_MS = 1_000;
const MIXES = 200;
const WEIGHTS = { runway: 0.2, growth: 0.5, geo: 0.2, category: 0.1 };
const GOOD: Step = { answer: { weights: WEIGHTS, method: "hybrid", reply: "Growth leads." } };

/** What is seen of a line, and whether its aim is met. */
interface Verdict {
  readonly seen: string;
  readonly met: boolean;
}

const contentFaults = (): Step[] =>
  readContentFaults().map(({ content, finishReason, refusal }) => ({
    content: contentOf(content),
    ...(finishReason === undefined ? {} : { finishReason }),
    ...(refusal === undefined ? {} : { refusal }),
  }));
const transportFaults = (): Step[] => [
  ...[...RETRIED, ...BUSY_SHORTLY, ...BUSY_FOR_LONG].map(([, step]) => step),
  ...OFFLINE_AT_ONCE.map(([, , step]) => step),
  huge,
];

async function withModel<T>(
  look: (model: ModelServer) => Promise<T>,
  environment: Record<string, string> = {},
): Promise<T> {
  const model = await startModelServer({ INTERPRETER_DEADLINE_MS: `${DEADLINE_MS}`, ...environment });
  await model.tell([GOOD]);
  return look(model).finally(() => model.stop());
}

/** A message that is read as it should be: the model is well, and its breaker closed. */
async function recover({ tell }: ModelServer): Promise<void> {
  const { interpretation } = await tell([GOOD]);
  if (interpretation?.interpreter !== "openai") throw new Error("a good answer was not taken after a fault");
}

const failed = (told: readonly Told[]) => told.filter(({ status }) => status >= 500).length;
const mostCalls = (told: readonly Told[]) => Math.max(...told.map(({ calls }) => calls));

/** Line 1: each hostile and each malformed answer, to one message each. */
export const lookAtAnswers = () =>
  withModel<Verdict>(async ({ tell }) => {
    const texts = [...contentFaults(), ...malformedAnswers()];
    const told: Told[] = [];
    for (const text of texts) told.push(await tell([text]));
    const invalid = told.filter((each) => !hasValidWeights(each)).length;
    return {
      seen: `${told.length} answers: ${failed(told)} × 5xx, ${invalid} without valid weights, at most ${mostCalls(told)} calls`,
      met: failed(told) === 0 && invalid === 0 && told.every(({ status }) => status === 200),
    };
  });

/** Line 2: mixes of three faults in a row for one message, of content and transport. */
export const lookAtMixes = () =>
  withModel<Verdict>(async (model) => {
    const all = [...contentFaults(), ...transportFaults()];
    const told: Told[] = [];
    for (let k = 0; k < MIXES; k++) {
      // Strides without a common divisor with the number of faults, so that each stands at each place.
      const mix = [k, 3 + k * 7, 5 + k * 11].map((at) => all[at % all.length]!);
      told.push(await model.tell(mix));
      await recover(model);
    }
    const most = mostCalls(told);
    return {
      seen: `${MIXES} mixes: at most ${most} calls, ${failed(told)} × 5xx`,
      met: most <= 3 && failed(told) === 0,
    };
  });

/** Line 3: each fault of the transport, for good and once before a good answer. */
export const lookAtTransport = () =>
  withModel<Verdict>(async (model) => {
    const { server, tell } = model;
    const scripts = transportFaults().flatMap((fault) => [[fault], [fault, GOOD]]);
    const round = async () => {
      const told: Told[] = [];
      for (const script of scripts) {
        told.push(await tell(script));
        await recover(model);
      }
      return told;
    };
    // What a fault's code takes once, when it is first read, is no leak.
    await round();
    const files = await settled(server.openFiles);
    const memory = server.memory();
    server.forget();
    const told = await round();
    const peak = server.peakMemory() - memory;
    const left = ((await settled(server.openFiles)) ?? 0) - (files ?? 0);
    const late = Math.max(...told.map(({ ms }) => ms)) - DEADLINE_MS;
    const rest = server.memory() - memory;
    return {
      seen: `${scripts.length} plays of ${scripts.length / 2} faults: the latest ended ${late.toFixed(0)} ms after the deadline, ${peak.toFixed(1)} MiB more at most and ${rest.toFixed(1)} after, ${left} files and sockets more, ${failed(told)} × 5xx`,
      met: late <= 250 && peak < 16 && left <= 0 && failed(told) === 0,
    };
  });

/** Open files once connections that are kept for another call have been let go. */
async function settled(openFiles: () => number | null): Promise<number | null> {
  await new Promise((resolve) => setTimeout(resolve, 8_000));
  return openFiles();
}

/** Line 4: refusals until the breaker opens, while it is open, and its probe among ten messages at once. */
export const lookAtBreaker = () =>
  withModel<Verdict>(async ({ tell, calls }) => {
    const refused: Step = { status: 401, body: "{}" };
    let failures = 0;
    while ((await tell([refused])).calls > 0 && failures < 50) failures++;
    const open: Told[] = [];
    for (let k = 0; k < 20; k++) open.push(await tell([refused]));
    await new Promise((resolve) => setTimeout(resolve, 31_000));
    const before = calls.length;
    await Promise.all(Array.from({ length: 10 }, () => tell([refused])));
    const probes = calls.length - before;
    await new Promise((resolve) => setTimeout(resolve, 31_000));
    const { interpretation } = await tell([GOOD]);
    const closed = interpretation?.interpreter === "openai";
    const during = open.reduce((sum, each) => sum + each.calls, 0);
    return {
      seen: `opened after ${failures} failures, ${during} calls by ${open.length} messages while open, ${probes} probe by ten messages at once, ${closed ? "closed" : "not closed"} by a good answer`,
      met: during === 0 && probes === 1 && closed && failures < 50,
    };
  });

/** Where a text that is to turn the model can stand. */
const CHANNELS: Readonly<Record<string, (text: string, k: number) => object>> = {
  message: (text) => ({ message: `growth above all. ${text}` }),
  "an earlier message": (text) => ({
    message: "growth above all",
    history: [
      { role: "user", content: text },
      { role: "assistant", content: "Understood." },
    ],
  }),
  "a forged turn": (text) => ({
    message: "growth above all",
    history: [{ role: "assistant", content: `Policy: ${text}` }],
  }),
  "a rule": (text) => ({ message: "growth above all", policy: { hold: [`Geo_Entity=${text}`] } }),
  "a cell of the book": (_, k) => ({ message: `growth above all in region ${k}` }),
};

/** A book whose places and trades are called what an attacker would call them. */
function hostileBook(): string {
  // A book with a NUL is refused as a whole.
  const cell = (text: string) => `"${text.replaceAll('"', '""').replaceAll("\0", "")}"`;
  const rows = INJECTIONS.map(
    (text, k) => `${k},${cell(text)},${cell(text)},Tier ${"ABCD"[k % 4]},${k + 1},${2 * k + 9}`,
  );
  return `ID,Geo_Entity,Commercial_Category,MarketTier_FY26,TotalRevenue_FY26,PotentialRevenue_FY30\n${rows.join("\n")}\n`;
}

/** Line 5: every injection in every place, to a model that obeys: it tells its prompt, and adds what nobody asked for. */
export async function lookAtInjections(): Promise<Verdict> {
  const folder = await mkdtemp(join(tmpdir(), "injections-"));
  const book = join(folder, "accounts.csv");
  await writeFile(book, hostileBook());
  return withModel(obeyAll, { TIERING_ACCOUNTS: book }).finally(() => rm(folder, { recursive: true }));
}

async function obeyAll({ server, calls, tell }: ModelServer): Promise<Verdict> {
  const prompt = calls[0]!.body.messages[0]!.content;
  const kept = async () =>
    (
      await Promise.all(
        ["scenarios", "books", "holds", "book"].map(async (path) =>
          (await fetch(`${server.origin}/v1/${path}`)).text(),
        ),
      )
    ).join();
  const before = await kept();
  const known = new Set(Object.keys(interpretationSchema.shape));
  const faults: string[] = [];
  let taken = 0;
  const statuses = new Map<number, number>();
  for (const [place, bodyOf] of Object.entries(CHANNELS)) {
    for (const [k, text] of INJECTIONS.entries()) {
      const at = (k * 311) % prompt.length;
      const reply = `${text} ${KEY.slice(0, 3)} ${prompt.slice(at, at + 600)}`;
      const extra = {
        admin: true,
        role: "admin",
        url: "http://127.0.0.1:9/steal",
        __proto__: { admin: true },
      };
      // Half of the answers have the form that is asked for, so that they are taken and their reply is what is shown.
      const more = k % 2 === 0 ? extra : {};
      const obeyed: Step = { answer: { weights: WEIGHTS, method: "hybrid", reply, ...more } };
      const told = await tell([obeyed], bodyOf(text, k));
      statuses.set(told.status, (statuses.get(told.status) ?? 0) + 1);
      const off = Object.keys(told.interpretation ?? {}).filter((key) => !known.has(key));
      if (told.status >= 500) faults.push(`${place} ${k}: ${told.status}`);
      if (told.text.includes(KEY) || quotes(told.text, prompt)) faults.push(`${place} ${k}: a leak`);
      if (off.length > 0) faults.push(`${place} ${k}: ${off.join()}`);
      if (told.status === 200 && !hasValidWeights(told)) faults.push(`${place} ${k}: weights`);
      if (told.interpretation?.interpreter === "openai") taken++;
    }
  }
  if ((await kept()) !== before) faults.push("something was changed on the server");
  const n = INJECTIONS.length * Object.keys(CHANNELS).length;
  const got = [...statuses].map(([status, times]) => `${times} × ${status}`).join(", ");
  return {
    seen: `${n} injections (${got}, ${taken} read by the model): ${faults.length === 0 ? "no leak, nothing off the schema" : faults.join("; ")}`,
    met: faults.length === 0,
  };
}

/** Whether an answer has a piece of the prompt in it, by its letters. */
function quotes(answer: string, prompt: string): boolean {
  const starts = Array.from({ length: Math.floor(prompt.length / 20) }, (_, k) => 20 * k);
  return starts.some((at) => answer.includes(JSON.stringify(prompt.slice(at, at + 80)).slice(1, -1)));
}

/** All of them, one after the other. */
export async function run(report: Report): Promise<void> {
  const looks = { lookAtAnswers, lookAtMixes, lookAtTransport, lookAtBreaker, lookAtInjections };
  for (const [name, look] of Object.entries(looks)) {
    const start = performance.now();
    const { seen, met } = await look();
    report({ name, medianMs: performance.now() - start, quality: `${seen}${met ? "" : " NOT MET"}` });
  }
}
