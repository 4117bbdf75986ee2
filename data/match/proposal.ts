import type { MappingInput } from "../mapping.ts";
import type { ProposedMatch } from "./matches.ts";

/** Something that the file does not have, and what that means. */
export interface Absence {
  readonly what: string;
  readonly means: string;
}

/** A mapping as it is proposed, with its reasons: plain JSON. */
export interface Proposal {
  readonly mapping: MappingInput;
  readonly matches: readonly ProposedMatch[];
  readonly unmatched: readonly { readonly column: string; readonly samples: readonly string[] }[];
  readonly absent: readonly Absence[];
  /** What only a person can say before the book loads. */
  readonly questions: readonly string[];
}
