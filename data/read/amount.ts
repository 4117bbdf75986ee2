const NUMBER = String.raw`(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?`;
const GROUPED = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d*)?`;
const AMOUNT = new RegExp(
  String.raw`^(?<open>\()?\s*(?<sign>[+-])?\s*[$€£¥]?\s*(?<inner>[+-])?(?<digits>${GROUPED}|${NUMBER})\s*[$€£¥]?\s*(?<close>\))?$`,
);

function parseFormatted(text: string): number | null {
  const trimmed = text.trim();
  if (trimmed === "") return Number.NaN;
  const groups = AMOUNT.exec(trimmed)?.groups;
  if (groups === undefined) return null;
  const { open, sign, inner, digits, close } = groups;
  if ((open === undefined) !== (close === undefined)) return null;
  const signs = [open, sign, inner].filter((s) => s !== undefined);
  if (signs.length > 1) return null;
  const value = Number(digits!.replaceAll(",", ""));
  if (!Number.isFinite(value)) return null;
  return signs.length === 1 && signs[0] !== "+" ? 0 - value : value;
}

/**
 * Reads an amount as people write it: plain, with exponent, `1,234.5`, `$5`, `5 €`, `-£3`, `(1,234)` for a
 * negative; NaN for a blank cell, null for anything else (`1.234,5`, hex, `NaN`, `Infinity`, other digits).
 */
export function parseAmount(text: string): number | null {
  const length = text.length;
  // Nearly every cell is a plain whole number below 10^15, which is exact.
  if (length === 0 || length > 15) return parseFormatted(text);
  let value = 0;
  for (let i = 0; i < length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return parseFormatted(text);
    value = value * 10 + digit;
  }
  return value;
}
