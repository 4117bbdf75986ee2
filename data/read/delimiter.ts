/** Cell delimiters that the loader tells apart by itself. */
export const DELIMITERS = [",", ";", "\t"] as const;
/** One of the cell delimiters. */
export type Delimiter = (typeof DELIMITERS)[number];

const QUOTE = 0x22;
const NEWLINE = 10;

/** First line that is not empty, up to a line end outside quotes; undefined where `text` ends before that. */
export function firstLine(text: Buffer, isAll: boolean): Buffer | undefined {
  let start = 0;
  while (text[start] === NEWLINE || text[start] === 13) start++;
  let quoted = false;
  for (let i = start; i < text.length; i++) {
    if (text[i] === QUOTE) quoted = !quoted;
    else if (text[i] === NEWLINE && !quoted) return text.subarray(start, i);
  }
  return isAll ? text.subarray(start) : undefined;
}

/** The delimiter that stands most often outside quotes in a header line; undefined where none does. */
export function detectDelimiter(header: Buffer): Delimiter | undefined {
  const counts = new Map<number, number>();
  let quoted = false;
  for (const byte of header) {
    if (byte === QUOTE) quoted = !quoted;
    else if (!quoted) counts.set(byte, (counts.get(byte) ?? 0) + 1);
  }
  const count = (delimiter: Delimiter): number => counts.get(delimiter.charCodeAt(0)) ?? 0;
  const best = DELIMITERS.reduce((a, b) => (count(b) > count(a) ? b : a));
  return count(best) > 0 ? best : undefined;
}
