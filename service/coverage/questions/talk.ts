import type { AnswerTable } from "../../../contract/chat.ts";
import type { OwnForce } from "../../../contract/coverage.ts";
import type { CoverageSummary, Plan, Seller } from "../../../tiering/index.ts";
import { formatCount } from "../../../tiering/index.ts";
import type { Service } from "../../service.ts";
import type { CoverageJobArgs, CoverageJobName, CoverageJobResult } from "../jobs.ts";

/** What an answer is made with: the service, the plan whose tiers are covered, and a way to do a job on them. */
export interface CoverageTalk {
  readonly service: Pick<Service, "book" | "coverage">;
  readonly plan: Plan;
  /** The sellers that it is about. */
  readonly sellers: readonly Seller[];
  /** The conversation's own sales force, as a request takes it; null for the one on file. */
  readonly own: OwnForce | null;
  perform<K extends CoverageJobName>(job: K, args: CoverageJobArgs<K>): Promise<CoverageJobResult<K>>;
}

/** The part of an answer that differs from question to question. */
export interface Said {
  readonly text: string;
  readonly data: unknown;
  readonly table?: AnswerTable;
  /** Path of the resource that has it all; the coverage's own where absent. */
  readonly path?: string;
}

/** Rows that are listed where the question names no number. */
export const LISTED = 20;

/** "Tier A" of a letter or number, other names as they are. */
export const tierName = (name: string): string => (/^[A-Za-z0-9]{1,2}$/u.test(name) ? `Tier ${name}` : name);

/** How far a coverage can be from the best. */
export const withinBound = ({ gap }: CoverageSummary): string =>
  `within ${formatGap(gap)} of the best possible`;

function formatGap(gap: number): string {
  return gap < 0.0001 ? "0.01 %" : `${Number((100 * gap).toPrecision(2))} %`;
}

/** ID and, where there is one, name. */
export function sellerName({ id, name }: { readonly id: string; readonly name: string }): string {
  return name === id ? id : `${name} (${id})`;
}

/** Says which part of a list stands in the table. */
export function listed(total: number, shown: number, order: string): string {
  return shown >= total ? "" : ` The first ${formatCount(shown)} ${order}:`;
}
