import { type ParseArgsOptionDescriptor, parseArgs } from "node:util";
import { type CoverageQuery, coverageCsvQuery } from "../contract/coverage.ts";
import { kebab, readFlags, usage } from "./flags.ts";

/** What `--help` prints. */
export const HELP = `Says who looks after whom, under capacity; the CSV goes to standard output, progress to standard error.

  npm run cover > assignments.csv
  npm run cover -- --continuity 0.5 --prove 0.0001 --moves > moves.csv

The tiers are those of a plan; --method baseline takes the book's as they are. All flags of \`npm run tier\` that
spell a plan are taken: --method, --runway, --growth, --geo, --category, --max-moved-share …

What the coverage is to be good at (any sum):
  --whitespace N            covered runway × tier weight (0.8)
  --continuity N            accounts that keep their owner (0.2)
  --fairness N  --balance N  --travel N
                            equal opportunity, equal load, few areas a seller (0)
  --min-accounts N          least number of accounts of every seller
  --single-geo WHO          who serves one geography alone: in-person (unless given), remote, all, none
  --apart ID:ID             two accounts that never go to one seller (repeatable)
  --prove GAP               prove to this gap, such as 0.0001; the instant answer unless given
  --seconds N               most seconds of an exact answer, all of it (60)

The book and its sales force (default: the demonstration's, or TIERING_ACCOUNTS, TIERING_TAM, TIERING_MAPPING,
TIERING_SELLERS, TIERING_CAPACITIES, TIERING_OWNERS):
  --accounts FILE  --tam FILE  --mapping FILE
  --sellers FILE            Seller_ID, Role, Geo_Entity, Domains, Presence, Capacity_Factor
  --capacities FILE         Role, Tier, Accounts: the most accounts of one seller
  --owners FILE             ID, Owner: who has the account today; else the book's owner column

The output:
  --moves                   the changes of owner alone
  --json                    the report as JSON in place of the CSV
  --help

Exit codes: 0 done; 1 a file or the configuration failed; 2 wrong usage; 3 the book cannot be covered that way.
`;

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;

/** Flags of the command line alone. */
const OWN = {
  accounts: text,
  tam: text,
  mapping: text,
  sellers: text,
  capacities: text,
  owners: text,
  moves: flag,
  json: flag,
  help: flag,
} as const;

const REPEATABLE = new Set(["apart", "hold", "force", "scope", "mayRise", "mayFall", "reason"]);

const OPTIONS = {
  ...Object.fromEntries(
    Object.keys(coverageCsvQuery.shape).map((name) => [
      kebab(name),
      name === "monotone" ? flag : { ...text, multiple: REPEATABLE.has(name) },
    ]),
  ),
  ...OWN,
};

/** What the command line asks for. */
export interface CoverOptions {
  readonly help: boolean;
  readonly json: boolean;
  readonly moves: boolean;
  readonly query: CoverageQuery;
  readonly files: Readonly<
    Partial<Record<"accounts" | "tam" | "mapping" | "sellers" | "capacities" | "owners", string>>
  >;
}

/** Reads the command line. @throws {ContractError} `invalid-query`, naming the flag at fault */
export function readOptions(args: readonly string[]): CoverOptions {
  const { help = false, json = false, moves = false, ...values } = parse(args);
  const { accounts, tam, mapping, sellers, capacities, owners } = values;
  const files = { accounts, tam, mapping, sellers, capacities, owners };
  return { help, json, moves, query: readFlags(coverageCsvQuery, values), files };
}

function parse(args: readonly string[]) {
  try {
    const options: typeof OWN & Record<string, ParseArgsOptionDescriptor> = OPTIONS;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}
