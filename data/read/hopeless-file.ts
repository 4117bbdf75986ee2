import { DataError } from "../errors.ts";
import type { QualityCount } from "../quality.ts";

/** Rejected rows after which a file of which no row was right is read no further. */
const HOPELESS = 20_000;

/**
 * Refuses a file of which each of many rows was rejected: the next million would be, too. O(1) until then.
 * @throws {DataError} `no-rows`, with the first row's reason
 */
export function refuseHopeless(quality: QualityCount, file: string): void {
  if (quality.accepted > 0 || quality.rejected < HOPELESS) return;
  const { line, column, reason } = quality.report().rows[0]!;
  const got = `each of the first ${HOPELESS} rows was rejected, the first (line ${line}${column && `, ${column}`}) because ${reason}`;
  throw new DataError("no-rows", `${got}; expected at least one account`, { file });
}
