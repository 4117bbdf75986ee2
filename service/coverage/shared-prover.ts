import { receiveMessageOnPort } from "node:worker_threads";
import {
  type CoverageEngine,
  type PartSolution,
  type Prover,
  proverInTurn,
  proveTaken,
  stopWhereAsked,
} from "../../tiering/index.ts";
import { COUNTS, type ProofHelper, type ProofReply, type ProofsMessage } from "./proof-protocol.ts";

/** Longest that this thread waits before it looks whether the other one is still there, milliseconds. */
const LOOK_EVERY = 50;

/** A prover that works in two threads, and what the other one's solver holds. */
export interface SharedProver {
  readonly prove: Prover;
  /** Bytes of WebAssembly memory of the other thread, as last told. */
  memoryBytes(): number;
}

/**
 * Proves in this thread and a helper's: each takes the next part that nobody has begun, so the answers are those of one
 * thread unless time cuts them short. This thread blocks, as every proof does; should the helper end midway, it proves
 * what is missing itself.
 */
export function createSharedProver(
  engine: CoverageEngine,
  { port, present }: ProofHelper,
  stopOf: () => Int32Array,
): SharedProver {
  let round = 0;
  let memory = 0;
  return {
    memoryBytes: () => memory,
    prove(tasks, hooks) {
      // One proof is for one thread.
      if (tasks.length < 2 || Atomics.load(present, 0) === 0) return proverInTurn(engine)(tasks, hooks);
      round++;
      const found = Array.from(tasks, (): PartSolution | undefined => undefined);
      const counts = new Int32Array(new SharedArrayBuffer(4 * COUNTS.length));
      const left = hooks.limit?.left?.();
      const until = left === undefined ? null : Date.now() + 1000 * left;
      const hands = 2;
      port.postMessage({ round, tasks, hands, counts, stop: stopOf(), until } satisfies ProofsMessage);
      let hasEnded = false;
      const hear = (reply: ProofReply) => {
        if (reply.round !== round) return;
        if (reply.kind === "ended") hasEnded = true;
        else if (reply.kind === "improved") hooks.onImproved?.(reply.task, reply.objective, reply.bound);
        else {
          found[reply.task] = reply.solution;
          memory = reply.memory;
        }
      };
      const listen = () => {
        for (let got = receiveMessageOnPort(port); got !== undefined; got = receiveMessageOnPort(port))
          hear(got.message as ProofReply);
      };
      const turns = { hands, take: () => Atomics.add(counts, COUNTS.taken, 1) };
      proveTaken(tasks, engine, turns, hooks, (task, solution) => {
        found[task] = solution;
        listen();
      });
      const isMissing = () => found.some((solution) => solution === undefined);
      for (;;) {
        const told = Atomics.load(counts, COUNTS.told);
        listen();
        if (!isMissing() || hasEnded || Atomics.load(present, 0) === 0) break;
        stopWhereAsked(hooks, "Coverage");
        Atomics.wait(counts, COUNTS.told, told, LOOK_EVERY);
      }
      const missing = [...tasks.keys()].filter((t) => found[t] === undefined);
      const own = proverInTurn(engine)(
        missing.map((t) => tasks[t]!),
        hooks,
      );
      missing.forEach((t, k) => {
        found[t] = own[k]!;
      });
      return found as PartSolution[];
    },
  };
}
