import { CURRENCIES } from "./amount-words.ts";
import { attributeOf, tagsOf } from "./xml.ts";

/** What a number format says of the numbers under it. */
export interface NumberStyle {
  /** True where they are dates or times of day. */
  readonly isDate: boolean;
  /** The currency that it shows; "" without. */
  readonly currency: string;
}

const PLAIN: NumberStyle = { isDate: false, currency: "" };
/** Formats that are not written out: dates and times, and those with the sign of a dollar. */
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
const BUILT_IN_DOLLARS = new Set([5, 6, 7, 8, 42, 44]);

/** The number formats of a workbook's cells, by the index that a cell names. O(length). */
export function readStyles(text: string): NumberStyle[] {
  const codes = new Map<number, string>();
  for (const tag of tagsOf(text, "numFmt")) {
    codes.set(Number(attributeOf(tag, "numFmtId")), attributeOf(tag, "formatCode") ?? "");
  }
  const start = text.search(/<(?:[\w-]{1,40}:)?cellXfs[\s>]/);
  if (start < 0) return [];
  const found = text.slice(start);
  const end = found.search(/<\/(?:[\w-]{1,40}:)?cellXfs>/);
  return tagsOf(end < 0 ? found : found.slice(0, end), "xf").map((tag) => {
    const id = Number(attributeOf(tag, "numFmtId") ?? 0);
    const code = codes.get(id);
    if (code !== undefined) return styleOf(code);
    if (isBuiltInDate(id)) return { isDate: true, currency: "" };
    return BUILT_IN_DOLLARS.has(id) ? { isDate: false, currency: "$" } : PLAIN;
  });
}

const LONGEST_FORMAT = 255;

/** Reads a format such as `#,##0.00 "€"`, `[$CHF-807] #,##0` or `dd.mm.yyyy`. */
export function styleOf(format: string): NumberStyle {
  const code = format.slice(0, LONGEST_FORMAT);
  const [first = ""] = code.split(";");
  const bare = first.replace(/\[[^\][]{0,80}\]|"[^"]{0,200}"|\\./g, "");
  if (/[ymdhs]/i.test(bare) && !/general/i.test(bare)) return { isDate: true, currency: "" };
  const named = /\[\$([^\-\]]+)/.exec(code)?.[1];
  const quoted = [...code.matchAll(/"([^"]*)"/g)].map(([, text]) => text!);
  const escaped = code.replace(/"[^"]{0,200}"|\[[^\][]{0,80}\]/g, " ").replaceAll("\\", "");
  const signs = /[$€£¥₹₩]/.exec(escaped)?.[0];
  const currency = [named, ...quoted, signs]
    .map((text) => text?.trim().toUpperCase() ?? "")
    .find((text) => CURRENCIES.has(text));
  return { isDate: false, currency: currency ?? "" };
}
