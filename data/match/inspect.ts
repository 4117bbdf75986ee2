import type { Source } from "../source.ts";
import { isText } from "./candidates.ts";
import { profileTable } from "./profile.ts";
import type { Proposal } from "./proposal.ts";
import { proposeMapping } from "./propose.ts";

/** What a file looks like before it is loaded: plain JSON. */
export interface Inspection extends Proposal {
  /** The values of each column that could be tiers, as they would most likely be ordered, highest first. */
  readonly tierOrders: Readonly<Record<string, readonly string[]>>;
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
  const { sheet } = profile;
  const isOneOfSeveral = sheet !== null && sheet.others.length > 0;
  const sheets = isOneOfSeveral ? [sayRead(sheet.name, sheet.others)] : [];
  const read = {
    ...(isOneOfSeveral && { sheet: sheet.name }),
    ...(rest.sheet !== undefined && { sheet: rest.sheet }),
    ...(rest.encoding !== undefined && { encoding: rest.encoding }),
  };
  return {
    ...proposal,
    questions: [...sheets, ...proposal.questions],
    mapping: { ...proposal.mapping, ...read },
    tierOrders: Object.fromEntries(
      profile.columns
        .filter((column) => column.likely.length > 0 && (column.ladder !== null || isText(column)))
        .map(({ name, likely }) => [
          name,
          proposal.mapping.accounts?.[name] === "MarketTier" ? (proposal.mapping.tiers ?? likely) : likely,
        ]),
    ),
    columns: profile.columns.map(({ name }) => name),
    preview: profile.preview,
  };
}

/** Which sheet of several was read, and that another one can be. */
function sayRead(sheet: string, others: readonly string[]): string {
  const named = others.slice(0, 6).map((name) => JSON.stringify(name));
  return `Read from the sheet ${JSON.stringify(sheet)}; is it the one with the accounts? There ${others.length === 1 ? "is" : "are"} also ${named.join(", ")}${others.length > 6 ? ", …" : ""}: "sheet" in the mapping chooses.`;
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
