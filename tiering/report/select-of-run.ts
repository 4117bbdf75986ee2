import type { Accounts } from "../accounts.ts";
import { TieringError } from "../errors.ts";
import { requireTiers } from "../first-tiering.ts";
import { checkpoint, type Hooks } from "../hooks.ts";
import { selectAccounts } from "../policy/select.ts";
import { parseTier } from "../policy/tier-letters.ts";
import type { Run } from "../run.ts";

/** How an account's tier after a run stands to the one before. */
export type TierChange = "all" | "moved" | "up" | "down" | "same";

const WORDS: Readonly<Record<TierChange, string>> = {
  all: "all",
  moved: "moved",
  up: "promoted",
  down: "downgraded",
  same: "unchanged",
};

/** Which accounts of a run: by what the book says of them, and by their tiers before and after. */
export interface RunFilter {
  readonly change?: TierChange;
  /** Name of the tier before, and after. */
  readonly from?: string;
  readonly to?: string;
  /** The fewest tiers that they move by. */
  readonly steps?: number;
  /**
   * Selectors as in a plan's scope, and of the run `newtier:A|B`, `newtier!:A` and `change:up` (`down`, `moved`,
   * `same`): an account has to match them all.
   */
  readonly where?: readonly string[];
}

const BLOCK = 65_536;
const OF_RUN = /^(newtier|change)(!?):(.*)$/su;

/**
 * The accounts of a run that a filter lets through, in ascending order. O(N) a selector.
 * @throws TieringError `unknown-column`, `unknown-value`, `unknown-tier`, `invalid-policy` with a pointer to the part of
 * the filter, its selectors' under `at`; `cancelled`
 */
export function selectOfRun(
  accounts: Accounts,
  run: Run,
  filter: RunFilter,
  { at = "/where", ...hooks }: Hooks & { readonly at?: string } = {},
): Uint32Array {
  const { change = "all", from, steps = 0, to, where = [] } = filter;
  const before = from ? parseTier(from, accounts.tierNames, "/from") : null;
  const after = to ? parseTier(to, run.tierNames, "/to") : null;
  const masks = where.map((selector, place) => maskOf(accounts, run, selector, `${at}/${place}`));
  const rows = new Uint32Array(accounts.n);
  let count = 0;
  for (let i = 0; i < accounts.n; i++) {
    if (i % BLOCK === 0) checkpoint(hooks, "Selection", i / accounts.n);
    if (before !== null && accounts.tier[i] !== before) continue;
    if (after !== null && run.tiers[i] !== after) continue;
    const step = run.tiers[i]! - accounts.tier[i]!;
    if (!lets(change, step) || Math.abs(step) < steps) continue;
    if (masks.every((mask) => mask[i] === 1)) rows[count++] = i;
  }
  return rows.slice(0, count);
}

/** A selector of the run in words, "tier A under this plan", "promoted"; null for one of the book. */
export function runSelectorWords(selector: string): string | null {
  const [, name, not, text = ""] = OF_RUN.exec(selector) ?? [];
  if (name === undefined) return null;
  if (name === "change") return `${not === "" ? "" : "not "}${WORDS[text as TierChange] ?? text}`;
  return `tier ${not === "" ? "" : "other than "}${text.split("|").join(" or ")} under this plan`;
}

/** A selector of the book or of the run; one that the book has a column for is the book's. */
function maskOf(accounts: Accounts, run: Run, selector: string, pointer: string): Uint8Array {
  const [, name, not, text = ""] = OF_RUN.exec(selector) ?? [];
  if (name === undefined || accounts.text.has(name)) return selectAccounts(accounts, selector, pointer);
  const matches = name === "newtier" ? endsIn(run, text, pointer) : moves(accounts, run, text, pointer);
  return Uint8Array.from({ length: accounts.n }, (_, i) => Number(matches(i) === (not === "")));
}

function endsIn(run: Run, text: string, pointer: string): (i: number) => boolean {
  const wanted = new Set(text.split("|").map((name) => parseTier(name.trim(), run.tierNames, pointer)));
  return (i) => wanted.has(run.tiers[i]!);
}

function moves(accounts: Accounts, run: Run, text: string, pointer: string): (i: number) => boolean {
  requireTiers(accounts, "a selection by change finds");
  const change = text.trim() as TierChange;
  if (!Object.hasOwn(WORDS, change)) {
    const expected = Object.keys(WORDS).join(", ");
    throw new TieringError("invalid-policy", `"${text}" is no change; expected ${expected}.`, { pointer });
  }
  return (i) => lets(change, run.tiers[i]! - accounts.tier[i]!);
}

/** Whether a step, of tiers downwards, is such a change. */
function lets(change: TierChange, step: number): boolean {
  if (change === "moved") return step !== 0;
  if (change === "up") return step < 0;
  if (change === "down") return step > 0;
  return change === "all" || step === 0;
}
