import type { Candidate } from "./candidates.ts";
import type { ColumnProfile } from "./profile.ts";

/** One column of a file and what it is proposed to be. */
export interface ProposedMatch {
  readonly column: string;
  /** What it is for, as the mapping says it: `ID`, `TotalRevenue_FY2025`, `signals.growth`. */
  readonly target: string;
  readonly reason: string;
  /** 0 … 1. */
  readonly confidence: number;
  readonly samples: readonly string[];
}

/** Collects matches; a column is given away once. */
export class Matches {
  readonly list: ProposedMatch[] = [];
  readonly #taken = new Set<string>();

  add({ column, score, reason }: Candidate, target: string): void {
    if (this.#taken.has(column.name)) return;
    this.#taken.add(column.name);
    this.list.push({
      column: column.name,
      target,
      reason,
      confidence: Number(score.toFixed(2)),
      samples: column.samples,
    });
  }

  /** As {@link add}, of a column that may be given away already. */
  give(candidate: Candidate, target: string): void {
    const at = this.list.findIndex(({ column }) => column === candidate.column.name);
    if (at >= 0) this.list.splice(at, 1);
    this.#taken.delete(candidate.column.name);
    this.add(candidate, target);
  }

  isFree = ({ name }: ColumnProfile): boolean => !this.#taken.has(name);
}
