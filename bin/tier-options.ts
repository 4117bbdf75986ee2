import { type ParseArgsOptionDescriptor, parseArgs } from "node:util";
import { z } from "zod";
import { type CsvQuery, csvQuery } from "../contract/csv.ts";
import { type PlanQuery, planQuery, proveParameter } from "../contract/plan-query.ts";
import { tableBehind } from "../data/warehouse/address.ts";
import { besideName } from "../data/warehouse/table-name.ts";
import { SIGNALS } from "../tiering/index.ts";
import { kebab, readFlags, usage } from "./flags.ts";
import type { StoreOptions } from "./kept-plans.ts";

/** What `--help` prints. */
export const HELP = `Re-tiers a book of accounts; the CSV goes to standard output, progress to standard error.

  npm run tier -- "prioritize runway growth" > tiers.csv
  npm run tier -- --runway 0.7 --growth 0.3 --max-moved-share 0.02 --json

The plan comes from the words, or from the flags without words; the flags' rules go before the words'.
  --method NAME             hybrid (default), kpi, direct or baseline
  --runway N  --growth N  --geo N  --category N
                            weights of any sum; an unnamed one is 0
  --max-moved-share N       largest share of the book that may move, 0 to 1
  --max-tier-step N|free    largest number of tiers one account may move
  --tier-sizes A:N,B:N      accounts per tier; unnamed tiers keep their size
  --strategic-tiers SPEC    2, A,C, top:0.5, revenue:0.8 or pi:0.75
  --hold ENTRY              an account ID, tier:A or Column:value|value; repeatable
  --hold-file FILE          a CSV whose ID column lists accounts that keep their tier
  --force ENTRY:TIER        an account ID or a selector and the tier it gets whatever counts; repeatable
  --reason ID:TEXT          why an account is held or forced, for the Reason column; repeatable
  --holds stored[@VERSION]  the holds of the store, see --store
  --scope ENTRY             Column:value|value: only these may move; repeatable
  --may-rise ENTRY  --may-fall ENTRY
                            only these may rise or fall, or none; repeatable
  --monotone                mean potential must not rise from one tier to the next lower one
  --coefficients tpa:N,sfi:N,tci:N
  --scale NAME              zscore (default), rank or winsor
  --prove GAP               prove the hybrid to this gap by branch and bound, such as 0.001

The book (default: the demonstration book, or TIERING_ACCOUNTS, TIERING_TAM, TIERING_MAPPING):
  --accounts FILE  --tam FILE  --mapping FILE
  --inspect FILE|ADDRESS?table=NAME
                            propose a mapping for a file or a table: JSON to standard output, the reasons to standard error

What is kept (default: TIERING_STORE or DATABASE_URL), in the audit trail of which the run is noted:
  --scenario NAME[@VERSION] the plan that is kept under this name; the flags' rules go before its own
  --store FILE|postgres://…  --workspace NAME

A table in a warehouse, which stays there; the tiers go to a table beside it, put in place at once:
  --warehouse duckdb:FILE|postgres://…|clickhouse://…
  --table NAME              the accounts, one row each, such as sales.accounts or '"Sales Ops"."Accounts 2026"' (or
                            ?table=NAME behind the address); --mapping and --tam as for a file
  --into NAME               the table of tiers (default: NAME_tiers)

The output:
  --json                    the report as JSON in place of the CSV
  --columns LIST|all  --delimiter ,|;|tab||  --decimal .|,  --bom
  --xlsx                    a workbook (Summary, Moves, Tiers, Plan) in place of the CSV
  --help

Exit codes: 0 done; 1 a file, the configuration or the interpreter failed; 2 wrong usage;
3 the book cannot be tiered that way; 4 the words asked for no run (the reply is on standard error).
`;

const proveQuery = z.strictObject({ prove: proveParameter.optional() });

/** Flags that are the parameters of the query, under their names in kebab case. */
const PARAMETERS = { ...planQuery.shape, ...csvQuery.shape, ...proveQuery.shape };
const REPEATABLE = new Set(["hold", "force", "scope", "mayRise", "mayFall", "reason"]);
const SWITCHES = new Set(["monotone", "bom"]);

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;

/** Flags of the command line alone. */
const OWN = {
  "hold-file": text,
  accounts: text,
  tam: text,
  mapping: text,
  inspect: text,
  warehouse: text,
  table: text,
  into: text,
  scenario: text,
  store: text,
  workspace: text,
  json: flag,
  xlsx: flag,
  help: flag,
} as const;

const OPTIONS = {
  ...Object.fromEntries(
    Object.keys(PARAMETERS).map((name) => [
      kebab(name),
      SWITCHES.has(name) ? flag : { ...text, multiple: REPEATABLE.has(name) },
    ]),
  ),
  ...OWN,
};

/** What the command line asks for. */
export interface TierOptions extends StoreOptions {
  readonly help: boolean;
  readonly json: boolean;
  readonly xlsx: boolean;
  /** File to propose a mapping for, in place of a run. */
  readonly inspect: string | undefined;
  /** Null where the flags are the plan. */
  readonly message: string | null;
  readonly plan: PlanQuery;
  readonly csv: CsvQuery;
  /** Gap to prove the hybrid to. */
  readonly prove: number | undefined;
  readonly holdFile: string | undefined;
  readonly files: { readonly accounts?: string; readonly tam?: string; readonly mapping?: string };
  /** Table to tier where it lies, in place of a book. */
  readonly warehouse: WarehouseOptions | null;
}

/** A table in a warehouse, and the one that its tiers go to. */
export interface WarehouseOptions {
  /** May have a password in it: never to be printed. */
  readonly address: string;
  readonly table: string;
  readonly into: string;
}

/** Reads the command line. @throws {ContractError} `invalid-query`, naming the flag at fault */
export function readOptions(args: readonly string[]): TierOptions {
  const { values, positionals } = parse(args);
  const message = positionals.length > 0 ? positionals.join(" ") : null;
  const plan = readFlags(planQuery, values);
  const planned = (["method", ...SIGNALS] as const).filter((name) => plan[name] !== undefined);
  if (message !== null && planned.length > 0) {
    throw usage(`--${planned[0]} and words were both given; expected one or the other`);
  }
  const { scenario, store, workspace } = values;
  const other = message !== null ? "words" : planned[0] === undefined ? null : `--${planned[0]}`;
  if (scenario !== undefined && other !== null) {
    throw usage(`--scenario and ${other} were both given; expected one or the other`);
  }
  const { accounts, tam, mapping, inspect, help = false, json = false, xlsx = false } = values;
  if (json && xlsx) throw usage("--json and --xlsx were both given; expected one or the other");
  return {
    help,
    json,
    xlsx,
    inspect,
    message,
    plan,
    csv: readFlags(csvQuery, values),
    scenario,
    store,
    workspace,
    prove: readFlags(proveQuery, values).prove,
    holdFile: values["hold-file"],
    files: { accounts, tam, mapping },
    warehouse: readWarehouse(values),
  };
}

/** Flags that say how a CSV or another book is, of which a table in a warehouse has none. */
const FILE_FLAGS = ["accounts", "xlsx", ...Object.keys(csvQuery.shape).map(kebab)];

function readWarehouse(values: ReturnType<typeof parse>["values"]): WarehouseOptions | null {
  const { warehouse, table, into } = values;
  if (warehouse === undefined) {
    const alone = table !== undefined ? "--table" : into !== undefined ? "--into" : null;
    if (alone !== null) throw usage(`${alone} was given without --warehouse; expected both`);
    return null;
  }
  const other = FILE_FLAGS.find((name) => values[name as keyof typeof values] !== undefined);
  if (other !== undefined) {
    throw usage(
      `--${other} says nothing of a table in a warehouse, whose tiers go to a table; expected it without`,
    );
  }
  const name = table ?? tableBehind(warehouse);
  if (name === null) {
    throw usage(
      "--warehouse was given without --table; expected the table of the accounts, or ?table=NAME behind the address",
    );
  }
  return { address: warehouse, table: name, into: into ?? besideName(name, "_tiers") };
}

function parse(args: readonly string[]) {
  try {
    const options: typeof OWN & Record<string, ParseArgsOptionDescriptor> = OPTIONS;
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}
