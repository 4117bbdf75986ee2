import type { Source } from "../source.ts";
import { profileTable } from "./profile.ts";
import { type Proposal, proposeMapping } from "./propose.ts";

/** What a file looks like before it is loaded: plain JSON. */
export interface Inspection extends Proposal {
  /** Every column, in file order. */
  readonly columns: readonly string[];
  /** The first rows. */
  readonly preview: readonly (readonly string[])[];
}

/**
 * Looks at a file and proposes a mapping for it.
 * @throws DataError for what makes a file unreadable
 */
export async function inspectFile(
  source: Source,
  options: { readonly maxBytes?: number; readonly sheet?: string | number; readonly encoding?: string } = {},
): Promise<Inspection> {
  const { maxBytes = 2 ** 31, ...rest } = options;
  const profile = await profileTable(source, { maxBytes, ...rest });
  const proposal = proposeMapping(profile);
  const read = {
    ...(rest.sheet !== undefined && { sheet: rest.sheet }),
    ...(rest.encoding !== undefined && { encoding: rest.encoding }),
  };
  return {
    ...proposal,
    mapping: { ...proposal.mapping, ...read },
    columns: profile.columns.map(({ name }) => name),
    preview: profile.preview,
  };
}

/** A proposal in lines for people: each match with its reason, what is not used, what is absent, what to look at. */
export function explainProposal({ matches, unmatched, absent, questions }: Proposal): string[] {
  const width = Math.max(0, ...matches.map(({ column }) => column.length));
  const sample = (samples: readonly string[]) => (samples.length === 0 ? "blank" : samples.join(" | "));
  return [
    "Proposed:",
    ...matches.map(
      ({ column, target, reason, samples }) =>
        `  ${column.padEnd(width)} → ${target}  (${reason}; ${sample(samples)})`,
    ),
    ...(unmatched.length === 0 ? [] : ["Not used for anything, kept as columns:"]),
    ...unmatched.map(({ column, samples }) => `  ${column}  (${sample(samples)})`),
    ...(absent.length === 0 ? [] : ["Absent:"]),
    ...absent.map(({ what, means }) => `  ${what}: ${means}`),
    ...(questions.length === 0 ? [] : ["To look at:"]),
    ...questions.map((question) => `  ${question}`),
  ];
}
