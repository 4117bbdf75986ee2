import { signal } from "@preact/signals";
import { fixed, formatAmount, type Kpis, kpiChangeText, kpiText } from "../../tiering/index.ts";

const grouped = new Intl.NumberFormat("en-US");
const MINUS = "−";

/** A count with thousands separators. */
export function count(value: number): string {
  return grouped.format(value).replace("-", MINUS);
}

/** So many accounts, in words. */
export function accountsWords(value: number): string {
  return `${count(value)} ${value === 1 ? "account" : "accounts"}`;
}

/** Currency of the book that is open, as it spells it; null where it does not say. */
export const currency = signal<string | null>(null);

/** An amount in few digits, as the server's texts have it: 12.34M; with the book's currency where that is known. */
export function amount(value: number, unit: string | null = currency.value): string {
  return formatAmount(value, unit);
}

/** A number of which nothing is known but its column: whole ones as they are, long ones and fractions in few digits. */
export function plainNumber(value: number): string {
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e5) return String(value).replace("-", MINUS);
  return size >= 1000 ? amount(value, null) : String(Number(value.toPrecision(3))).replace("-", MINUS);
}

/** A measure with the decimals that matter; a dash where it is undefined. */
export function measure(value: number | null | undefined, decimals = 3): string {
  return value === null || value === undefined ? "–" : value.toFixed(decimals).replace("-", MINUS);
}

/** A change with its sign, ±0 where it is exactly that; a dash where it is undefined. */
export function change(value: number | null | undefined, decimals = 3): string {
  if (value === null || value === undefined) return "–";
  if (value === 0) return "±0";
  // A change too small for the decimals is still one, and has its sign and a digit.
  return (value > 0 ? "+" : MINUS) + fixed(Math.abs(value), decimals);
}

/** A KPI in its own unit: revenue in focus in per cent; a dash where it is undefined. */
export function kpiValue(key: keyof Kpis, value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : kpiText(key, value);
}

/** A KPI's change in its own unit, with its sign; a dash where it is undefined. */
export function kpiChange(key: keyof Kpis, value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : kpiChangeText(key, value);
}

/** A share as per cent, without needless decimals. */
export function share(value: number, decimals = 1): string {
  return `${Number((value * 100).toFixed(decimals))} %`.replace("-", MINUS);
}

/** A change of a count, with its sign. */
export function signed(value: number): string {
  return value > 0 ? `+${count(value)}` : value === 0 ? "±0" : count(value);
}

const days = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const minutes = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** A moment as its day: 3 Nov 2026. */
export function day(moment: string): string {
  return days.format(new Date(moment));
}

/** A moment to the minute, in the reader's own time. */
export function minute(moment: string): string {
  return minutes.format(new Date(moment));
}
