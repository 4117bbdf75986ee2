import { scoreName } from "./name-score.ts";
import type { ColumnProfile } from "./profile.ts";
import type { Proposal } from "./propose.ts";

const DATE_WORDS = /date|datum|fecha|day|invoiced|ordered|month|period|jour|giorno/i;
const AMOUNT_WORDS = /amount|total|revenue|sales|value|price|umsatz|betrag|net|gross|montant|importe|line/i;
const CUSTOMER_WORDS = /cust|client|account|kunde|buyer|company|klant|debitor|cliente/i;

/**
 * Proposes order lines where a file is one of them: customers that repeat, a date and an amount in each
 * line; null for any other file.
 */
export function proposeOrderLines(columns: readonly ColumnProfile[]): Proposal | null {
  const repeats = columns
    .filter(
      ({ name, distinct, filled, dates }) =>
        CUSTOMER_WORDS.test(name) && filled > 3 && distinct < 0.7 * filled && dates < 0.5,
    )
    .sort((a, b) => customerScore(b) - customerScore(a) || b.distinct - a.distinct);
  const date = columns.find(({ name, dates }) => DATE_WORDS.test(name) && dates > 0.8);
  const amount = columns
    .filter(
      ({ name, amounts, dates, filled }) =>
        AMOUNT_WORDS.test(name) && amounts > 0.9 && dates < 0.5 && filled > 0,
    )
    .sort((a, b) => amountScore(b) - amountScore(a))[0];
  const customer = repeats.find(({ name }) => name !== amount?.name);
  if (customer === undefined || date === undefined || amount === undefined) return null;
  const match = ({ name, samples }: ColumnProfile, target: string, reason: string) => ({
    column: name,
    target,
    reason,
    confidence: 0.8,
    samples,
  });
  const used = new Set([customer.name, date.name, amount.name]);
  return {
    mapping: {
      transactions: { customer: customer.name, date: date.name, amount: amount.name, yearStart: 1 },
    },
    matches: [
      match(customer, "transactions.customer", `${customer.filled} lines of ${customer.distinct} customers`),
      match(date, "transactions.date", "its values are dates"),
      match(amount, "transactions.amount", "its values are amounts, and its name is a word for one"),
    ],
    unmatched: columns
      .filter(({ name }) => !used.has(name))
      .map(({ name, samples }) => ({ column: name, samples })),
    absent: [
      { what: "tier", means: "this will be a first tiering, without a before" },
      { what: "potential", means: "no runway and no market shares" },
    ],
    questions: ['In which month does the fiscal year begin? "yearStart": 1 is January.'],
  };
}

function customerScore({ name }: ColumnProfile): number {
  return Math.max(scoreName(name, "ID").score, 0.9 * scoreName(name, "Name").score);
}

/** A line's total before its unit price. */
function amountScore({ name }: ColumnProfile): number {
  const score = scoreName(name, "TotalRevenue").score;
  return /unit|each|qty|quantity/i.test(name)
    ? score - 1
    : /line|total|amount|net/i.test(name)
      ? score + 0.5
      : score;
}
