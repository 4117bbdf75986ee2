import { DataError, type DataErrorCode } from "../data/errors.ts";
import { explainProposal, inspectFile } from "../data/match/inspect.ts";
import { sampleAt, typedPlaceOf } from "../data/warehouse/row-source.ts";

/** Faults that a mapping mends. */
const MENDABLE: ReadonlySet<string> = new Set<DataErrorCode>([
  "missing-column",
  "unknown-column",
  "unknown-tier-order",
  "undecidable-amounts",
  "undecidable-dates",
]);

/**
 * The error with the mapping that is proposed for what was read, where one would mend it; else as it is.
 * @param path a file, or the address of a table, of which the first rows are looked at
 */
export async function withProposal(error: unknown, path: string): Promise<unknown> {
  if (!(error instanceof DataError) || !MENDABLE.has(error.code)) return error;
  const inspection = await inspectFile(sampleAt(path)).catch(() => null);
  if (inspection === null) return error;
  const lines = [
    ...explainProposal(inspection),
    `As a mapping (npm run -s tier -- --inspect ${typedPlaceOf(path)} > mapping.json writes it): ${JSON.stringify(inspection.mapping)}`,
  ];
  return Object.assign(new DataError(error.code, "", error.details), {
    message: `${error.message}\n${lines.join("\n")}`,
  });
}
