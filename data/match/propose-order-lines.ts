import { candidatesFor, isText } from "./candidates.ts";
import { Matches, type ProposedMatch } from "./matches.ts";
import { scoreName, WHOLE_WORD } from "./name-score.ts";
import type { ColumnProfile, TableProfile } from "./profile.ts";
import type { Proposal } from "./proposal.ts";
import { isAmount } from "./propose-revenues.ts";
import { isNoRevenue } from "./synonyms.ts";
import { yearsAgo } from "./years-ago.ts";

const DATE_WORDS =
  /date|datum|fecha|\bdata\b|day|invoiced|ordered|created|paid at|month|period|jour|giorno|日付|年月日/i;
const AMOUNT_WORDS =
  /amount|total|revenue|sales|value|price|umsatz|betrag|net|gross|montant|importe|valor|金額|売上|preis|prix|precio|prezzo|prijs|erl[öo]s|turnover|spend|importo|bedrag/i;
/** What one unit costs, as against all of a line. */
const PRICE_WORDS = /price|preis|prix|precio|prezzo|prijs|each|unit|unitaire|st[üu]ck|rate/i;
const WHOLE_WORDS = /line|total|ext|gesamt|amount|montant|betrag|importe|importo|bedrag/i;
const QUANTITY_WORDS =
  /^(?:order|sold|line|invoiced|billed)?[ _-]?(?:qty|quantity|units|menge|anzahl|st[üu]ck(?:zahl)?|quantit[ée]|qt[ée]|cantidad|cant|quantit[àa]|aantal|pieces|pcs)[ _-]?(?:sold|ordered|invoiced|shipped|billed)?$/i;
/** Amounts of a line that are no revenue. */
const OTHER_WORDS =
  /discount|rabatt|remise|tax|vat|mwst|steuer|freight|shipping|cost|kosten|weight|gewicht|qty|quantity/i;
/** What says something of a customer that many have in common. */
const ATTRIBUTE_WORDS =
  /owner|manager|\brep\b|tier|segment|type|group|industry|country|region|city|status|since|class|target|betreuer|gruppe|art$/i;
/** What columns of a customer are for, other than to tell which it is. */
const ATTRIBUTES = ["MarketTier", "Owner", "Geo_Entity", "Commercial_Category"] as const;
/** Numbers that may as well be those of orders and lines. */
const ANY_NUMBER =
  /^(?:(?:row|internal|external|erp|crm|hubspot|salesforce|sfdc|case safe)[ _]?)?(?:id|code|guid|uuid)$|^hs_object_id$|^matricule$/i;
const CUSTOMER_WORDS =
  /cust|client|account|acct|kunde|^kd|buyer|company|klant|debitor|cliente|sold-?to|billing name|bill-?to|e-?mail|顧客|得意先/i;

/**
 * Proposes order lines where a file is one of them: customers that repeat, a date and an amount in each
 * line; null for any other file.
 */
export function proposeOrderLines({ columns, steadyBy }: TableProfile): Proposal | null {
  if (columns.some(isOneAccountARow) || hasEarlierRevenue(columns)) return null;
  const repeats = columns
    .filter(
      ({ name, distinct, filled, dates }) =>
        CUSTOMER_WORDS.test(name) &&
        !ATTRIBUTE_WORDS.test(name) &&
        !ATTRIBUTES.some((target) => scoreName(name, target).score >= WHOLE_WORD) &&
        filled > 3 &&
        distinct > 1 &&
        distinct < 0.7 * filled &&
        dates < 0.5,
    )
    .sort((a, b) => customerScore(b) - customerScore(a) || b.distinct - a.distinct);
  const date = columns.find(({ name, dates }) => DATE_WORDS.test(name) && dates > 0.8);
  const amount = columns
    .filter(
      ({ name, amounts, dates, filled }) =>
        AMOUNT_WORDS.test(name) && !QUANTITY_WORDS.test(name) && amounts > 0.7 && dates < 0.5 && filled > 0,
    )
    .sort((a, b) => amountScore(b) - amountScore(a))[0];
  const customer = repeats.find(({ name }) => name !== amount?.name);
  if (customer === undefined || date === undefined || amount === undefined) return null;
  const isPrice = isUnitPrice(amount);
  const quantity = isPrice
    ? columns.find(({ name, amounts }) => QUANTITY_WORDS.test(name.trim()) && amounts > 0.7)
    : undefined;
  const match = ({ name, samples }: ColumnProfile, target: string, reason: string) => ({
    column: name,
    target,
    reason,
    confidence: 0.8,
    samples,
  });
  const lineColumns = new Set([customer.name, date.name, amount.name, quantity?.name]);
  const ofCustomer = steadyBy(customer).filter(({ name }) => !lineColumns.has(name));
  const about = proposeAbout(ofCustomer);
  const used = new Set([...lineColumns, ...about.map(({ column }) => column)]);
  return {
    mapping: {
      ...(about.length > 0 && {
        accounts: Object.fromEntries(about.map(({ column, target }) => [column, target])),
      }),
      transactions: {
        customer: customer.name,
        date: date.name,
        amount: amount.name,
        ...(quantity && { quantity: quantity.name }),
        yearStart: 1,
      },
    },
    matches: [
      match(customer, "transactions.customer", `${customer.filled} lines of ${customer.distinct} customers`),
      match(date, "transactions.date", "its values are dates"),
      quantity === undefined
        ? match(amount, "transactions.amount", "its values are amounts, and its name is a word for one")
        : match(amount, "transactions.amount", "its name is a word for the price of a unit"),
      ...(quantity === undefined
        ? []
        : [
            match(
              quantity,
              "transactions.quantity",
              "how many units: the amount of a line is price × quantity",
            ),
          ]),
      ...about,
    ],
    unmatched: columns
      .filter(({ name }) => !used.has(name))
      .map(({ name, samples }) => ({ column: name, samples })),
    absent: [
      { what: "tier", means: "this will be a first tiering, without a before" },
      { what: "potential", means: "no runway and no market shares" },
    ],
    questions: [
      ...(isPrice && quantity === undefined
        ? [
            `"${amount.name}" reads like the price of one unit, and no column like how many: is it the amount of the whole line? If not, name the quantity: "quantity": "COLUMN".`,
          ]
        : []),
      'In which month does the fiscal year begin? "yearStart": 1 is January.',
    ],
  };
}

/** What says something of the customer: of the columns that are the same in all lines of one. */
function proposeAbout(columns: readonly ColumnProfile[]): ProposedMatch[] {
  const matches = new Matches();
  for (const target of ["Name", "Owner", "Geo_Entity", "Commercial_Category"] as const) {
    const [best] = candidatesFor(columns.filter(matches.isFree), target, isText);
    if (best) {
      const reason = `${best.reason}, and it is the same in all lines of a customer`;
      matches.add({ ...best, reason }, target);
    }
  }
  return [...matches.list];
}

/** True for a column that has an account's name or number, another one in nearly each row. */
function isOneAccountARow(column: ColumnProfile): boolean {
  const { name, filled, distinct, rows, codes, amounts, samples } = column;
  if (rows < 4 || filled < 0.9 * rows || distinct < 0.95 * filled) return false;
  const isNamed =
    scoreName(name, "Name").score >= WHOLE_WORD &&
    codes < 0.5 &&
    amounts < 0.5 &&
    samples.some((text) => /\p{L}{2}/u.test(text));
  return isNamed || (!ANY_NUMBER.test(name.trim()) && scoreName(name, "ID").score >= WHOLE_WORD);
}

/** True where a row has the revenue of a year beside that of one before it, which a line of an order never has. */
function hasEarlierRevenue(columns: readonly ColumnProfile[]): boolean {
  return columns.some(
    (column) =>
      isAmount(column) &&
      !isNoRevenue(column.name) &&
      (yearsAgo(column.name)?.ago ?? 0) > 0 &&
      scoreName(column.name, "TotalRevenue").score > 0,
  );
}

function customerScore({ name }: ColumnProfile): number {
  return Math.max(scoreName(name, "ID").score, 0.9 * scoreName(name, "Name").score);
}

/** True for a column that has the price of one unit in place of the amount of the line. */
function isUnitPrice({ name }: ColumnProfile): boolean {
  return PRICE_WORDS.test(name) && !WHOLE_WORDS.test(name);
}

/** A line's total before its unit price, and both before what is no revenue. */
function amountScore(column: ColumnProfile): number {
  const { name } = column;
  const { score } = scoreName(name, "TotalRevenue");
  if (OTHER_WORDS.test(name)) return score - 2;
  if (isUnitPrice(column)) return score - 1;
  return WHOLE_WORDS.test(name) || /net/i.test(name) ? score + 0.5 : score;
}
