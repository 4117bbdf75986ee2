import { candidatesFor } from "./candidates.ts";
import type { ColumnProfile } from "./profile.ts";
import type { Absence, ProposedMatch } from "./propose.ts";

/** True for a column of a few repeated values whose order is not known. */
export const isUnordered = ({
  ladder,
  distinct,
  filled,
  likely,
}: Pick<ColumnProfile, "ladder" | "distinct" | "filled" | "likely">): boolean =>
  ladder === null && likely.length > 1 && filled >= 2 * distinct;

/** A decimal sign where cells read in two ways and no other tells: by which one they look consistent. */
export function proposeDecimal(
  columns: readonly ColumnProfile[],
): { sign: "." | ","; question: string } | null {
  const doubtful = columns.find(({ either, point, comma }) => either > 0 && point > 0 === comma > 0);
  if (doubtful === undefined) return null;
  const sample = doubtful.samples.find((text) => /[.,]\d{3}\b/.test(text)) ?? doubtful.samples[0] ?? "";
  const mark = sample.includes(",") ? "," : ".";
  // Whole numbers without a mark beside it: the mark parts thousands.
  const sign = doubtful.looksGrouped || mark === "," ? (mark === "," ? "." : ",") : ".";
  const question = `"${doubtful.name}" has values such as ${sample} that read in two ways: "decimal": "${sign}" is a guess, look at it.`;
  return { sign, question };
}

/** What the file does not have, and what that means. */
export function absences(
  list: readonly ProposedMatch[],
  signals: { runway?: string; growth?: string },
): Absence[] {
  const targets = list.map(({ target }) => target);
  const has = (pattern: RegExp) => targets.some((target) => pattern.test(target));
  const revenues = targets.filter((target) => /^totalrevenue/i.test(target));
  return [
    ...(has(/^(?:markettier|tier)/i)
      ? []
      : [{ what: "tier", means: "this will be a first tiering, without a before" }]),
    ...(revenues.length > 0 ? [] : [{ what: "revenue", means: "SFI and TCI_REV say nothing" }]),
    ...(has(/^potentialrevenue/i) || signals.runway
      ? []
      : [{ what: "potential", means: "no runway and no market shares" }]),
    ...(revenues.length > 1 || signals.growth
      ? []
      : [{ what: "revenue of an earlier year", means: "no growth" }]),
    ...(has(/^geo_entity/i) ? [] : [{ what: "geography", means: "no geo share" }]),
    ...(has(/^commercial_category/i) ? [] : [{ what: "category", means: "no category share" }]),
    {
      what: "market table",
      means: 'no market shares unless one is given, or "tam": "book" for shares of the book\'s own potential',
    },
  ];
}

/** Asks for the order of tiers that cannot be known, with one to look at. */
export function tierQuestions(columns: readonly ColumnProfile[], list: readonly ProposedMatch[]): string[] {
  const tier = list.find(({ target }) => /^(?:markettier|tier)/i.test(target));
  const sample = ({ likely }: ColumnProfile) =>
    `"tiers": [${likely.map((value) => JSON.stringify(value)).join(", ")}]`;
  const asked = columns.find(({ name }) => name === tier?.column);
  if (asked !== undefined && isUnordered(asked)) {
    return [
      `Which order do the values of "${asked.name}" have? It is not known; add them, highest first: put them in your order, such as ${sample(asked)}.`,
    ];
  }
  if (tier !== undefined) return [];
  const used = new Set(list.map(({ column }) => column));
  const [maybe] = candidatesFor(
    columns.filter(({ name }) => !used.has(name)),
    "MarketTier",
    isUnordered,
  );
  if (maybe === undefined) return [];
  return [
    `Are the values of "${maybe.column.name}" tiers? If so, map it to "MarketTier" and add their order, highest first, such as ${sample(maybe.column)}.`,
  ];
}

/** What only a person can say before the book loads. */
export function questions(list: readonly ProposedMatch[]): string[] {
  const has = (pattern: RegExp) => list.some(({ target }) => pattern.test(target));
  return [
    ...(has(/^id$/i)
      ? []
      : [
          "Which column is the ID of the account? None is named like one, or has a value of its own in most rows.",
        ]),
    ...(has(/^(?:totalrevenue|potentialrevenue|signals)/i)
      ? []
      : ["Which column is an amount, such as the revenue?"]),
  ];
}

const UNIT =
  /[$€£]\s?(?:k|m|mm|mn|bn)\b|\b(?:k|m|mn)\s?[$€£]|\bt€|\b(?:teur|keur|meur|tsd|mio|mrd|thousands?|millions?|billions?)\b|['’(]000/i;

/** Says which headers tell a unit such as $M: amounts are taken as they stand. */
export function unitQuestions(list: readonly ProposedMatch[]): string[] {
  const named = list.filter(({ column, target }) => /revenue|signals/i.test(target) && UNIT.test(column));
  if (named.length === 0) return [];
  const columns = named.map(({ column }) => `"${column}"`).join(", ");
  return [
    `The header tells a unit of ${columns}: amounts are taken as they stand, so all of them have to be in the same unit.`,
  ];
}
