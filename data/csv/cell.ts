import { stringify } from "csv-stringify/sync";
import type { Delimiter } from "../read/delimiter.ts";

/** A text that a spreadsheet may take for a formula: by its first visible character, or by a control first. */
const FORMULA = /^(?:\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n])/;

/** A plain number is no formula, whatever its sign. */
const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Delimiters of any locale are quoted, so that a file opened under the wrong one does not start new cells. */
const SEPARATORS = [",", ";", "\t"];
const NEEDS_QUOTES = /[",;\t\r\n]/;

/** True where a text is written as it is: not taken for a formula, and no quotes needed. */
export function isPlainCell(text: string): boolean {
  return !NEEDS_QUOTES.test(text) && (!FORMULA.test(text) || NUMBER.test(text));
}

/**
 * A text as a CSV cell (RFC 4180), safe to open in a spreadsheet: what it may take for a formula gets a
 * leading apostrophe, also behind blanks and line ends, where csv-stringify's own option gives none.
 */
export function renderCell(text: string, delimiter: Delimiter): string {
  if (isPlainCell(text)) return text;
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return stringify([[safe]], { delimiter, eof: false, record_delimiter: "\r\n", quoted_match: SEPARATORS });
}
