/** The second thread of exact coverages: loads HiGHS, then proves what it takes of the proofs it is told of. */
import { type MessagePort, workerData } from "node:worker_threads";
import { type ProverHooks, proveTaken } from "../../tiering/index.ts";
import { reclaimMemory } from "../workers/reclaim-memory.ts";
import { yieldToOthers } from "../workers/yield-to-others.ts";
import { loadHighsEngine } from "./highs-engine.ts";
import { COUNTS, type ProofReply, type ProofsMessage } from "./proof-protocol.ts";

yieldToOthers();
const engine = await loadHighsEngine();
const port = workerData as MessagePort;

function prove({ round, tasks, hands, counts, stop, until }: ProofsMessage): void {
  const tell = (reply: ProofReply): void => {
    port.postMessage(reply);
    Atomics.add(counts, COUNTS.told, 1);
    Atomics.notify(counts, COUNTS.told);
  };
  const left = () => (until === null ? Number.POSITIVE_INFINITY : Math.max(0, (until - Date.now()) / 1000));
  const hooks: ProverHooks = {
    shouldStop: () => Atomics.load(stop, 0) === 1,
    ...(until !== null && { limit: { seconds: left(), left, isOver: () => left() === 0 } }),
    onImproved: (task, objective, bound) => tell({ kind: "improved", round, task, objective, bound }),
  };
  const turns = { hands, take: () => Atomics.add(counts, COUNTS.taken, 1) };
  try {
    proveTaken(tasks, engine, turns, hooks, (task, solution) =>
      tell({ kind: "found", round, task, solution, memory: engine.memoryBytes() }),
    );
  } catch {
    // The coverage thread proves what is missing, and meets the fault itself; or it was told to stop as well.
  }
  tell({ kind: "ended", round });
}

port.on("message", (message: ProofsMessage) => {
  prove(message);
  reclaimMemory();
});
