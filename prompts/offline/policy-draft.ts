import type { PolicyField } from "../../contract/model-answer.ts";
import type { Policy } from "../../tiering/index.ts";

/** Grows while the phrases are read, one after the other. */
export interface PolicyDraft {
  set: { -readonly [K in keyof Policy]: Policy[K] };
  lift: PolicyField[];
  /** One short note a rule, for the explanation. */
  notes: string[];
  /** A name that neither the book nor the lexicon has. */
  unknown: string | null;
}
