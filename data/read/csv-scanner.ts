/** Largest cell, in characters. */
export const MAX_FIELD_LENGTH = 64 * 2 ** 10;
/** Largest row, in characters: far beyond any real one. */
export const MAX_RECORD_LENGTH = 2 ** 20;

const QUOTE = 34;
const LF = 10;
const CR = 13;

/** What becomes of each row. */
export interface RowHandler {
  /** Gets the cells of a row, those without quotes trimmed, and the line it starts on. */
  onRow(cells: string[], line: number): unknown;
  /** Gets a line whose quotes cannot be read, as it stands. */
  onBadQuote(text: string, line: number): void;
  /** Gets the line of a row, or of a cell in it, that is too long to be one; has to throw. */
  onTooLong(line: number): never;
}

/**
 * Splits CSV text into rows, as it comes: LF, CR LF, or CR where there is no LF; quotes within an unquoted
 * cell are text, as in a spreadsheet. A quote that is never closed, or closed before the end of its cell,
 * costs the line on which its row starts and no other: reading goes on with the next line. Blank lines are
 * skipped; `="0001"` is the text 0001. O(length), as a cell is at most {@link MAX_FIELD_LENGTH} long.
 */
export class CsvScanner {
  readonly #delimiter: string;
  readonly #code: number;
  readonly #eol: "\n" | "\r";
  readonly #eolCode: number;
  readonly #handler: RowHandler;
  #text = "";
  #line = 1;

  constructor(delimiter: string, eol: "\n" | "\r", handler: RowHandler) {
    this.#delimiter = delimiter;
    this.#code = delimiter.charCodeAt(0);
    this.#eol = eol;
    this.#eolCode = eol.charCodeAt(0);
    this.#handler = handler;
  }

  push(text: string): void {
    this.#scan(this.#text + text, false);
  }

  end(): void {
    this.#scan(this.#text, true);
  }

  #scan(text: string, isAll: boolean): void {
    let at = 0;
    let quote = text.indexOf('"');
    while (at < text.length) {
      const found = text.indexOf(this.#eol, at);
      const end = found < 0 ? text.length : found;
      if (end - at > MAX_RECORD_LENGTH) this.#handler.onTooLong(this.#line);
      if (found < 0 && !isAll) break;
      if (quote >= 0 && quote < at) quote = text.indexOf('"', at);
      if (quote < 0 || quote >= end) {
        this.#plainRow(text, at, end);
        this.#line++;
        at = end + 1;
        continue;
      }
      const next = this.#quotedRow(text, at, isAll);
      if (next === "more") break;
      at = next;
    }
    this.#text = text.slice(at);
  }

  #plainRow(text: string, from: number, to: number): void {
    const end = text.charCodeAt(to - 1) === CR && to > from ? to - 1 : to;
    if (end === from) return;
    const cells = text.slice(from, end).split(this.#delimiter);
    if (cells.length === 1 && cells[0]!.trim() === "") return;
    for (let k = 0; k < cells.length; k++) {
      const cell = cells[k]!;
      if (needsTrim(cell)) cells[k] = cell.trim();
      if (cell.length > MAX_FIELD_LENGTH) this.#handler.onTooLong(this.#line);
    }
    this.#handler.onRow(cells, this.#line);
  }

  /** Reads a row with quotes in it; the place of the next one, or `more` where the text ends too soon. */
  #quotedRow(text: string, start: number, isAll: boolean): number | "more" {
    const cells: string[] = [];
    let lines = 1;
    let at = start;
    for (;;) {
      let open = at;
      while (isBlank(text.charCodeAt(open)) && text.charCodeAt(open) !== this.#code) open++;
      let end: number;
      if (text.charCodeAt(open) === QUOTE) {
        const close = this.#closingQuote(text, open, isAll);
        if (close === "more") return "more";
        if (close < 0) return this.#badRow(text, start);
        const cell = text.slice(open + 1, close);
        lines += count(cell, this.#eol);
        cells.push(unwrapped(cell.includes('""') ? cell.replaceAll('""', '"') : cell));
        end = close + 1;
        while (isBlank(text.charCodeAt(end)) && text.charCodeAt(end) !== this.#code) end++;
        if (end === text.length && !isAll) return "more";
      } else {
        end = this.#cellEnd(text, at);
        if (end === text.length && !isAll)
          return end - at > MAX_RECORD_LENGTH ? this.#handler.onTooLong(this.#line) : "more";
        if (end - at > MAX_FIELD_LENGTH) this.#handler.onTooLong(this.#line);
        cells.push(unwrapped(text.slice(at, end).trim()));
      }
      const unit = text.charCodeAt(end);
      if (unit === this.#code) {
        at = end + 1;
        continue;
      }
      let next = end;
      if (unit === CR && this.#eol === "\n" && (text.charCodeAt(end + 1) === LF || end + 1 === text.length))
        next++;
      if (next < text.length && text[next] !== this.#eol) return this.#badRow(text, start);
      this.#handler.onRow(cells, this.#line);
      this.#line += lines;
      return next + 1;
    }
  }

  /** Place of the quote that closes the cell opened at `open`; −1 where none does. */
  #closingQuote(text: string, open: number, isAll: boolean): number | "more" {
    for (let at = open + 1; ; at += 2) {
      at = text.indexOf('"', at);
      const isTooLong = (at < 0 ? text.length : at) - open > MAX_FIELD_LENGTH;
      if (isTooLong) return -1;
      if (at < 0) return isAll ? -1 : "more";
      if (at + 1 === text.length) return isAll ? at : "more";
      if (text.charCodeAt(at + 1) !== QUOTE) return at;
    }
  }

  #cellEnd(text: string, at: number): number {
    for (; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === this.#code || unit === this.#eolCode) return at;
      if (unit === CR && text.charCodeAt(at + 1) === LF) return at;
    }
    return at;
  }

  #badRow(text: string, start: number): number {
    const found = text.indexOf(this.#eol, start);
    const end = found < 0 ? text.length : found;
    this.#handler.onBadQuote(text.slice(start, end).trim(), this.#line);
    this.#line++;
    return end + 1;
  }
}

/** A text that was written as a formula so that a spreadsheet keeps it: `="0001"`. */
function unwrapped(cell: string): string {
  return cell.startsWith('="') && cell.endsWith('"') && cell.length > 2 ? cell.slice(2, -1) : cell;
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 160;
}

/** True where a blank or a control stands at either end; others that `trim` knows are rarer still. */
function needsTrim(cell: string): boolean {
  const first = cell.charCodeAt(0);
  const last = cell.charCodeAt(cell.length - 1);
  return first <= 32 || last <= 32 || first >= 160 || last >= 160;
}

function count(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) found++;
  return found;
}
