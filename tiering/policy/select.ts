import type { Accounts } from "../accounts.ts";
import { TieringError } from "../errors.ts";
import { requireTiers } from "../first-tiering.ts";
import { type Hooks, stopWhereAsked } from "../hooks.ts";
import { findAccount } from "../lookup.ts";
import { descendingOrder } from "../ranks.ts";
import { codesOf, numbersOf } from "./find-column.ts";
import { parseSelector, type Term } from "./selector.ts";
import { parseTier } from "./tier-letters.ts";

/** Most selectors of one rule that need a pass over the book each; thousands of values or IDs need one pass. */
const MOST_PASSES = 100;

/**
 * Selects accounts by one selector (its grammar stands at `Policy`): 1 for each account that matches,
 * shape [n]. Values are matched as the book spells them, or without regard to case. O(N) a term, and
 * for `top:` and `bottom:`, where accounts without a value never match and ties go by ID.
 * @throws TieringError `unknown-column`, `unknown-value` with the nearest that exist, `unknown-tier`,
 * `invalid-policy`; `pointer` says where in the request the selector stands.
 */
export function selectAccounts(accounts: Accounts, selector: string, pointer = ""): Uint8Array {
  return selectTerms(accounts, parseSelector(selector, accounts, pointer), pointer);
}

function selectTerms(accounts: Accounts, terms: readonly Term[], pointer: string): Uint8Array {
  const selected = new Uint8Array(accounts.n).fill(1);
  // Ranks count among those that meet the other conditions: "the largest 100 in Germany".
  const ranks = terms.filter((term) => term.kind === "extreme");
  for (const term of terms) if (term.kind !== "extreme") keep(selected, selectTerm(accounts, term, pointer));
  const ranked = ranks.map((term) =>
    selectExtreme(numbersOf(accounts, term.column, pointer), term, selected),
  );
  for (const mask of ranked) keep(selected, mask);
  return selected;
}

/**
 * Selects the accounts that keep their tier: each entry an account's ID, or a selector of
 * {@link selectAccounts}; shape [n]. Entries that name values of one column, or tiers, share one pass.
 * @throws TieringError as {@link selectAccounts}, and `unknown-account`
 */
export function selectHeld(accounts: Accounts, hold: readonly string[], hooks: Hooks = {}): Uint8Array {
  const held = new Uint8Array(accounts.n);
  const byColumn = new Map<string, { values: string[]; pointer: string }>();
  const tiers = new Map<string, string>();
  const passes: { selector: string; pointer: string }[] = [];
  hold.forEach((entry, index) => {
    const pointer = `/policy/hold/${index}`;
    const account = findAccount(accounts, entry.trim());
    if (account >= 0) {
      held[account] = 1;
      return;
    }
    if (!/[:<>]/.test(entry)) {
      const message = `Unknown account "${entry}"; expected an ID of this book, tier:A, or Column:value|value.`;
      throw new TieringError("unknown-account", message, { pointer });
    }
    const [term, ...more] = parseSelector(entry, accounts, pointer);
    if (term?.kind === "values" && !term.not && more.length === 0) {
      // The column and the values of each entry are checked with its own pointer.
      codesOf(accounts, term.column, term.values, pointer);
      const known = byColumn.get(term.column);
      if (known) known.values.push(...term.values);
      else byColumn.set(term.column, { values: [...term.values], pointer });
    } else if (term?.kind === "tiers" && !term.not && more.length === 0) {
      for (const name of term.names) tiers.set(name, pointer);
    } else passes.push({ selector: entry, pointer });
  });
  checkPasses(passes.length, "/policy/hold");
  for (const [column, { values, pointer }] of byColumn)
    mark(held, selectValues(accounts, column, values, pointer));
  if (tiers.size > 0) {
    const pointer = tiers.values().next().value!;
    mark(held, selectTiers(accounts, [...tiers.keys()], pointer));
  }
  for (const { selector, pointer } of passes) {
    stopWhereAsked(hooks, "Selection");
    mark(held, selectAccounts(accounts, selector, pointer));
  }
  return held;
}

/**
 * Selects the accounts in scope: those that match every entry; shape [n].
 * @throws TieringError as {@link selectAccounts}
 */
export function selectScope(accounts: Accounts, scope: readonly string[], hooks: Hooks = {}): Uint8Array {
  return selectAll(accounts, scope, "/policy/scope", hooks);
}

/**
 * Selects the accounts that may move in one direction: those that match every entry, none for `["none"]`;
 * shape [n], null where nothing is asked.
 * @throws TieringError as {@link selectAccounts}
 */
export function selectDirection(
  accounts: Accounts,
  field: "mayRise" | "mayFall",
  entries: readonly string[] | undefined,
  hooks: Hooks = {},
): Uint8Array | null {
  if (entries === undefined || entries.length === 0) return null;
  if (entries.some((entry) => entry.trim().toLowerCase() === "none")) return new Uint8Array(accounts.n);
  return selectAll(accounts, entries, `/policy/${field}`, hooks);
}

function selectAll(
  accounts: Accounts,
  entries: readonly string[],
  pointer: string,
  hooks: Hooks,
): Uint8Array {
  checkPasses(entries.length, pointer);
  const within = new Uint8Array(accounts.n).fill(1);
  entries.forEach((entry, index) => {
    stopWhereAsked(hooks, "Selection");
    const selected = selectAccounts(accounts, entry, `${pointer}/${index}`);
    keep(within, selected);
  });
  return within;
}

/** Refuses more selectors than a request may spend passes on. @throws TieringError `invalid-policy` */
export function checkPasses(count: number, pointer: string): void {
  if (count <= MOST_PASSES) return;
  const message = `${count} selectors that each look at the whole book; expected at most ${MOST_PASSES}.`;
  throw new TieringError("invalid-policy", message, { pointer });
}

function selectTerm(
  accounts: Accounts,
  term: Exclude<Term, { kind: "extreme" }>,
  pointer: string,
): Uint8Array {
  switch (term.kind) {
    case "values":
      return term.not
        ? inverted(selectValues(accounts, term.column, term.values, pointer))
        : selectValues(accounts, term.column, term.values, pointer);
    case "tiers":
      return term.not
        ? inverted(selectTiers(accounts, term.names, pointer))
        : selectTiers(accounts, term.names, pointer);
    case "ids":
      return term.not
        ? inverted(selectIds(accounts, term.ids, pointer))
        : selectIds(accounts, term.ids, pointer);
    case "outside":
      return inverted(selectTerms(accounts, term.terms, pointer));
    case "compare":
      return selectCompared(numbersOf(accounts, term.column, pointer), term);
  }
}

function selectTiers(accounts: Accounts, names: readonly string[], pointer: string): Uint8Array {
  requireTiers(accounts, "a selection by current tier finds");
  const { tier, tierCount, tierNames } = accounts;
  const wanted = new Uint8Array(tierCount);
  for (const name of names) wanted[parseTier(name, tierNames, pointer)] = 1;
  return tier.map((t) => wanted[t]!);
}

/** The accounts of these IDs; O(ids · log n). @throws TieringError `unknown-account` */
function selectIds(accounts: Accounts, ids: readonly string[], pointer: string): Uint8Array {
  const mask = new Uint8Array(accounts.n);
  for (const id of ids) {
    const account = findAccount(accounts, id);
    if (account < 0) {
      throw new TieringError("unknown-account", `Unknown account "${id}"; expected an ID of this book.`, {
        pointer,
      });
    }
    mask[account] = 1;
  }
  return mask;
}

function selectValues(
  accounts: Accounts,
  name: string,
  values: readonly string[],
  pointer: string,
): Uint8Array {
  const { column, codes } = codesOf(accounts, name, values, pointer);
  const wanted = new Uint8Array(column.values.length);
  for (const code of codes) wanted[code] = 1;
  const mask = new Uint8Array(accounts.n);
  for (let i = 0; i < mask.length; i++) mask[i] = wanted[column.codes[i]!]!;
  return mask;
}

function selectCompared(
  values: Float64Array,
  { operator, value }: Extract<Term, { kind: "compare" }>,
): Uint8Array {
  const mask = new Uint8Array(values.length);
  const above = operator.startsWith(">");
  const orEqual = operator.endsWith("=");
  for (let i = 0; i < mask.length; i++) {
    const own = values[i]!;
    // A blank cell is NaN and compares as false.
    if (above ? own > value : own < value) mask[i] = 1;
    else if (orEqual && own === value) mask[i] = 1;
  }
  return mask;
}

/** The accounts of `among` with the largest or smallest values; all three of shape [n]. */
function selectExtreme(
  values: Float64Array,
  { end, count }: Extract<Term, { kind: "extreme" }>,
  among: Uint8Array,
): Uint8Array {
  const mask = new Uint8Array(values.length);
  const sign = end === "top" ? 1 : -1;
  const within = Uint32Array.from(values.keys()).filter((i) => among[i] === 1 && !Number.isNaN(values[i]!));
  const order = descendingOrder(Float64Array.from(within, (i) => sign * values[i]!));
  for (const place of order.subarray(0, count)) mask[within[place]!] = 1;
  return mask;
}

function inverted(mask: Uint8Array): Uint8Array {
  return mask.map((selected) => 1 - selected);
}

function mark(mask: Uint8Array, selected: Uint8Array): void {
  for (let i = 0; i < mask.length; i++) mask[i]! |= selected[i]!;
}

function keep(mask: Uint8Array, selected: Uint8Array): void {
  for (let i = 0; i < mask.length; i++) mask[i]! &= selected[i]!;
}
