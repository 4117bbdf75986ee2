import { MessageChannel, Worker } from "node:worker_threads";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateBook } from "../../../data/generate.ts";
import { loadBook } from "../../../data/load.ts";
import { generateSellers } from "../../../data/sellers/index.ts";
import { memorySource } from "../../../data/source.ts";
import { type HighsEngine, loadHighsEngine } from "../../../service/coverage/highs-engine.ts";
import { type StartedHelper, startProofHelper } from "../../../service/coverage/proof-helper.ts";
import {
  COUNTS,
  type ProofHelper,
  type ProofReply,
  type ProofsMessage,
} from "../../../service/coverage/proof-protocol.ts";
import { createSharedProver } from "../../../service/coverage/shared-prover.ts";
import {
  DEFAULT_COVERAGE_WEIGHTS,
  type PartSolution,
  type ProofTask,
  planProofs,
  prepareCoverage,
  proverInTurn,
  solvePart,
  splitCoverage,
} from "../../../tiering/index.ts";

let engine: HighsEngine;
let tasks: readonly ProofTask[];
let alone: readonly PartSolution[];
let started: StartedHelper;

beforeAll(async () => {
  engine = await loadHighsEngine();
  started = startProofHelper();
  const { accounts, tam } = generateBook({ rows: 4_000, seed: 9 });
  const book = await loadBook({
    accounts: memorySource("accounts.csv", [...accounts].join("")),
    tam: memorySource("tam.csv", tam),
  });
  const problem = prepareCoverage({
    accounts: book,
    tiers: book.tier,
    tierNames: book.tierNames,
    ...generateSellers(book, { sellers: 40, seed: 3 }),
    rules: {},
    weights: DEFAULT_COVERAGE_WEIGHTS,
  });
  const parts = splitCoverage(problem);
  const solutions = parts.map((part) => solvePart(part, engine, { seconds: 60 }));
  tasks = planProofs(parts, solutions, { prove: 1e-4, seconds: 600 }).map(({ task }) => task);
  alone = proverInTurn(engine)(tasks, {});
});
afterAll(() => started.close());

const shared = (helper: ProofHelper) =>
  createSharedProver(engine, helper, () => new Int32Array(new SharedArrayBuffer(4)));

describe("proofs in two threads", () => {
  it("are those of one thread, whoever proves which", () => {
    expect(tasks.length).toBeGreaterThan(2);
    const prover = shared(started.helper);
    expect(prover.prove(tasks, {})).toEqual(alone);
  });

  it("are those of the second thread where it makes them all, and it says what its solver holds", async () => {
    const other = startProofHelper();
    const { port } = other.helper;
    const replies: ProofReply[] = [];
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    port.on("message", (reply: ProofReply) => {
      replies.push(reply);
      if (reply.kind === "ended") resolve();
    });
    const shares = (length: number) => new Int32Array(new SharedArrayBuffer(4 * length));
    const counts = shares(COUNTS.length);
    const asked: ProofsMessage = { round: 1, tasks, hands: 1, counts, stop: shares(1), until: null };
    port.postMessage(asked);
    await ended;
    const found = replies.flatMap((reply) => (reply.kind === "found" ? [reply] : []));
    expect(found.toSorted((a, b) => a.task - b.task).map(({ solution }) => solution)).toEqual(alone);
    for (const { memory } of found) expect(memory).toBeGreaterThan(2 ** 20);
    await other.close();
    expect(Atomics.load(other.helper.present, 0)).toBe(0);
  });

  it("are made by one where the other has ended, before or with a proof in hand", () => {
    const { port1, port2 } = new MessageChannel();
    const present = new Int32Array(new SharedArrayBuffer(4)).fill(1);
    const code = `
      const { workerData: { port, present } } = require("node:worker_threads");
      port.on("message", ({ counts }) => {
        Atomics.add(counts, 0, 1);
        Atomics.store(present, 0, 0);
        process.exit();
      });`;
    new Worker(code, { eval: true, workerData: { port: port2, present }, transferList: [port2] }).unref();
    const prover = shared({ port: port1, present });
    expect(prover.prove(tasks, {})).toEqual(alone);
    Atomics.store(present, 0, 0);
    expect(prover.prove(tasks, {})).toEqual(alone);
    port1.close();
  });

  it("end as soon as nobody waits for them", () => {
    const stop = new Int32Array(new SharedArrayBuffer(4)).fill(1);
    const prover = createSharedProver(engine, started.helper, () => stop);
    const hooks = { shouldStop: () => Atomics.load(stop, 0) === 1 };
    expect(() => prover.prove(tasks, hooks)).toThrow(expect.objectContaining({ code: "cancelled" }));
    Atomics.store(stop, 0, 0);
    expect(prover.prove(tasks, hooks)).toEqual(alone);
  });

  it("end with their time, each part with an answer", () => {
    const begun = performance.now();
    const left = () => Math.max(0, 0.05 - (performance.now() - begun) / 1000);
    const hooks = { limit: { seconds: 0.05, left, isOver: () => left() === 0 } };
    const found = shared(started.helper).prove(tasks, hooks);
    expect(found).toHaveLength(tasks.length);
    found.forEach(({ counts, objective, bound }, t) => {
      expect(counts).not.toBeNull();
      expect(objective).toBeGreaterThanOrEqual(tasks[t]!.start.objective);
      expect(bound).toBeLessThanOrEqual(tasks[t]!.start.bound);
    });
  });
});
