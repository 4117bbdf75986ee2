import { type Amount, newAmount, readAmount } from "../read/amount.ts";

/** A number of accounts as a cell has it: in one reading, in two, or none (NaN). */
export interface AccountCount {
  readonly cell: string;
  readonly value: number;
  /** Of a cell such as `1.200`: with its mark as a decimal sign, and between thousands. */
  readonly either: { readonly mark: "." | ","; readonly decimal: number; readonly thousands: number } | null;
}

/** Cells that say that a role has none of a tier. */
const NONE = /^(?:[-–—−/]+|n\/?a\.?|none|nil|no|nein|keine?|k\.\s?a\.|aucune?|ninguna?|x)$/iu;

/** Words for as many as there are. */
const WITHOUT_LIMIT =
  /^(?:unlimited|no limit|unbegrenzt|unbeschränkt|ohne limit|illimité|sans limite|ilimitado|sin límite|∞)$/iu;
/** Most accounts of one seller where there is no limit: far more than anybody has, and few enough to weigh. */
export const UNLIMITED = 10_000;

/** Whether a cell says that there is no limit. */
export const isUnlimited = (cell: string): boolean => WITHOUT_LIMIT.test(cell);

/** Reads a number of accounts; a blank, a dash and a word for none are 0. */
export function readCount(cell: string): AccountCount {
  if (cell === "" || NONE.test(cell)) return { cell, value: 0, either: null };
  if (isUnlimited(cell)) return { cell, value: UNLIMITED, either: null };
  const amount = newAmount();
  readAmount(cell, amount);
  if (amount.kind !== "either") {
    const isNumber = amount.kind !== "bad" && amount.kind !== "blank" && amount.kind !== "zero";
    return { cell, value: isNumber ? amount.value : Number.NaN, either: null };
  }
  return { cell, value: amount.value, either: readings(cell, amount) };
}

function readings(cell: string, { value, other }: Amount): AccountCount["either"] {
  return {
    mark: cell.includes(",") ? "," : ".",
    decimal: Math.min(value, other),
    thousands: Math.max(value, other),
  };
}

/**
 * Whether a mark is the decimal sign of a file: other cells have fractions by it ("12.5"), and none parts thousands by
 * it as well as having fractions by the other. Without any such cell it parts thousands, since nobody counts accounts to
 * a thousandth.
 */
export function decimalMarks(counts: readonly AccountCount[]): ReadonlySet<"." | ","> {
  const found = new Set<"." | ",">();
  const amount = newAmount();
  for (const { cell } of counts) {
    readAmount(cell, amount);
    if (amount.kind === "point") found.add(".");
    if (amount.kind === "comma") found.add(",");
  }
  // Both signs have fractions: a cell of three digits goes by neither.
  return found.size === 1 ? found : new Set();
}
