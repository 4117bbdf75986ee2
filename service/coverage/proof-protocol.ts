import type { MessagePort } from "node:worker_threads";
import type { PartSolution, ProofTask } from "../../tiering/index.ts";

/** A second thread that proves beside the coverage thread, as that one sees it. */
export interface ProofHelper {
  readonly port: MessagePort;
  /** Shared; 0 once the thread has ended. */
  readonly present: Int32Array;
}

/** Places of the numbers that both threads count in. */
export const COUNTS = { taken: 0, told: 1, length: 2 } as const;

/** Proofs that are to be shared out: each thread takes the next that nobody has begun. */
export interface ProofsMessage {
  /** Which proofs an answer belongs to; ascending. */
  readonly round: number;
  readonly tasks: readonly ProofTask[];
  readonly hands: number;
  /** Shared; by {@link COUNTS}. */
  readonly counts: Int32Array;
  /** Shared flag; 1 once nobody waits any more. */
  readonly stop: Int32Array;
  /** When all of it ends, milliseconds since 1970; null without limit. */
  readonly until: number | null;
}

/** What the second thread says of the proofs of a round. */
export type ProofReply =
  | {
      readonly kind: "improved";
      readonly round: number;
      readonly task: number;
      readonly objective: number;
      readonly bound: number;
    }
  | {
      readonly kind: "found";
      readonly round: number;
      readonly task: number;
      readonly solution: PartSolution;
      /** Bytes of its solver. */
      readonly memory: number;
    }
  /** It has taken its last proof, or one that it could not end. */
  | { readonly kind: "ended"; readonly round: number };
