import type { Progress, TieringErrorCode, TieringErrorDetails } from "../../tiering/index.ts";
import type { CoverageJobName, CoverageRequest } from "./jobs.ts";
import type { ProofHelper } from "./proof-protocol.ts";

/** One job for the coverage thread. */
export interface CoverageMessage {
  readonly job: CoverageJobName;
  readonly request: CoverageRequest;
  /** Equal keys are equal requests: the thread keeps the last answer by it. */
  readonly key: string;
  readonly args: unknown;
  /** Shared flag; 1 once nobody waits any more. */
  readonly stop: Int32Array;
  /** A second thread for proofs, told once when it was started. */
  readonly helper?: ProofHelper;
}

/** What the coverage thread says; `memory` is the solver's, in bytes. */
export type CoverageReply =
  | { readonly kind: "progress"; readonly progress: Progress }
  | { readonly kind: "done"; readonly result: unknown; readonly memory: number }
  | {
      readonly kind: "refused";
      readonly code: TieringErrorCode;
      readonly message: string;
      readonly details: TieringErrorDetails;
      readonly memory: number;
    }
  | {
      readonly kind: "failed";
      readonly message: string;
      readonly stack: string | undefined;
      readonly memory: number;
    };
