import type { TextColumn } from "../../tiering/index.ts";

/** A number as a program writes it: no leading zero, no plus, at most 15 digits, so that it reads back the same. */
const NUMBER = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,12})?$/;

/** Names of columns whose numbers are keys or codes, not amounts. */
const KEY =
  /(?:^|[\s_-])(?:ids?|code|key|no|nr|number|num|zip|postal|postcode|plz|phone|tel|fax|duns|sic|naics|siren|siret|vat|ein|year|fy|month|quarter)(?:$|[\s_.-])|(?:Id|ID|Code|Key|Number)$/i;

/**
 * A text column as numbers, where every value that is not blank is a plain number and its name is not that
 * of a key; null for any other. Shape [n]; NaN where blank. O(values + n).
 */
export function asNumbers(name: string, { values, codes }: TextColumn): Float64Array | null {
  if (KEY.test(name)) return null;
  const numbers = new Float64Array(values.length);
  let found = 0;
  for (let k = 0; k < values.length; k++) {
    const value = values[k]!;
    if (value === "") {
      numbers[k] = Number.NaN;
      continue;
    }
    if (!NUMBER.test(value)) return null;
    const number = Number(value);
    if (String(number) !== value) return null;
    numbers[k] = number;
    found++;
  }
  if (found === 0) return null;
  const out = new Float64Array(new SharedArrayBuffer(8 * codes.length));
  for (let i = 0; i < out.length; i++) out[i] = numbers[codes[i]!]!;
  return out;
}
