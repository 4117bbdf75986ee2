import { stringify } from "csv-stringify/sync";

/** What a spreadsheet may take a line for a formula by: its first character that is seen, or a control first. */
const FORMULA = /^(?:[\s\p{Cc}\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n])/u;

/** A plain number is no formula, whatever its sign. */
const NUMBER = /^[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?$/;

/** A key that begins like a formula but is none: a sign and then nothing to compute with. */
const KEY = /^[+\-@][\p{L}\p{N}_.:/#-]*$/u;

/** Delimiters of any locale are quoted, so that a file opened under the wrong one does not start new cells. */
const QUOTED_FOR = /[;|\t\r\n]/;
const NEEDS_QUOTES = /[",;|\t\r\n]/;

/** True where a text is written as it is: not taken for a formula, and no quotes needed. */
export function isPlainCell(text: string): boolean {
  return !NEEDS_QUOTES.test(text) && !isFormula(text);
}

function isFormula(line: string): boolean {
  return FORMULA.test(line) && !NUMBER.test(line);
}

/** Puts an apostrophe before each line of a text that a spreadsheet may take for a formula. */
function guarded(text: string): string {
  if (!/[\r\n]/.test(text)) return isFormula(text) ? `'${text}` : text;
  const lines = text
    .split(/(\r\n|\r|\n)/)
    .map((part) => (/^[\r\n]/.test(part) || !isFormula(part) ? part : `'${part}`))
    .join("");
  return /^[\r\n]/.test(text) ? `'${lines}` : lines;
}

function quoted(text: string): string {
  return NEEDS_QUOTES.test(text) ? stringify([[text]], { eof: false, quoted_match: QUOTED_FOR }) : text;
}

/**
 * A text as a CSV cell (RFC 4180), safe to open in a spreadsheet: every line of it that may be taken for a
 * formula gets a leading apostrophe, also behind blanks; line ends and delimiters of any kind are quoted.
 */
export function renderCell(text: string): string {
  return quoted(guarded(text));
}

/** An ID as a CSV cell: as it is where it is no formula (`@0016g…`, `-abc`), so that it joins back. */
export function renderId(id: string): string {
  return KEY.test(id) ? quoted(id) : renderCell(id);
}
