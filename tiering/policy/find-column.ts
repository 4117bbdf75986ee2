import type { Accounts, TextColumn } from "../accounts.ts";
import { TieringError } from "../errors.ts";
import { signalColumn } from "../signals.ts";
import { nearestNames } from "./nearest.ts";

/**
 * A text column and the codes of some of its values, as the book spells them or without regard to case.
 * O(values of the column) a value that is spelt otherwise.
 * @throws TieringError `unknown-column`, `unknown-value`, each with the nearest that exist
 */
export function codesOf(accounts: Accounts, name: string, values: readonly string[], pointer: string) {
  const column = findTextColumn(accounts, name, pointer);
  const codes = values.map((value) => {
    const code = codeOf(column, value);
    if (code >= 0) return code;
    const nearest = nearestNames(value, column.values);
    throw unknown("unknown-value", `Unknown value "${value}" of ${name}`, nearest, pointer);
  });
  return { column, codes };
}

/** The code of a value as the book spells it, else without regard to case and surrounding space; −1 for none. */
function codeOf({ values }: TextColumn, value: string): number {
  const exact = find(values, value);
  if (exact >= 0) return exact;
  const wanted = value.trim().toLowerCase();
  return values.findIndex((known) => known.trim().toLowerCase() === wanted);
}

/** Binary search over values in code-unit order. */
function find(values: readonly string[], value: string): number {
  let low = 0;
  let high = values.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const known = values[middle]!;
    if (known === value) return middle;
    if (known < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/**
 * The text column of a name, as the book spells it or without regard to case.
 * @throws TieringError `unknown-column` with the nearest names
 */
export function findTextColumn(accounts: Accounts, name: string, pointer: string): TextColumn {
  const column = accounts.text.get(name) ?? accounts.text.get(sameName(name, accounts.text.keys()));
  if (column !== undefined) return column;
  const numeric = accounts.numbers.has(name) ? ` (it holds numbers; expected ${name}>number)` : "";
  const nearest = nearestNames(name, accounts.text.keys());
  throw unknown("unknown-column", `Unknown text column "${name}"${numeric}`, nearest, pointer);
}

/**
 * The number column of a name, as the book spells it or without regard to case, else the signal of that name.
 * @throws TieringError `unknown-column` with the nearest names
 */
export function numbersOf(accounts: Accounts, name: string, pointer: string): Float64Array {
  const column =
    accounts.numbers.get(name) ??
    accounts.numbers.get(sameName(name, accounts.numbers.keys())) ??
    signalColumn(accounts, name);
  if (column !== undefined) return column;
  const text = accounts.text.has(name) ? ` (it holds text; expected ${name}:value)` : "";
  const nearest = nearestNames(name, accounts.numbers.keys());
  throw unknown("unknown-column", `Unknown number column "${name}"${text}`, nearest, pointer);
}

/** The name that differs in case only; "" where there is none. */
function sameName(name: string, known: Iterable<string>): string {
  const wanted = name.trim().toLowerCase();
  for (const candidate of known) if (candidate.toLowerCase() === wanted) return candidate;
  return "";
}

function unknown(
  code: "unknown-column" | "unknown-value",
  what: string,
  nearest: readonly string[],
  pointer: string,
): TieringError {
  const offer = nearest.length > 0 ? `; nearest are ${nearest.map((name) => `"${name}"`).join(", ")}` : "";
  return new TieringError(code, `${what}${offer}.`, { pointer, nearest });
}
