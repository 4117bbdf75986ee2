import { unitAbove, unitInHeader } from "../read/header-unit.ts";
import { unitWords } from "../units.ts";
import { listed } from "./listed-names.ts";
import type { ColumnProfile } from "./profile.ts";

/** A column of amounts with what it is proposed for. */
export interface MatchedAmount {
  readonly column: ColumnProfile;
  readonly isPotential: boolean;
  /** Columns that make one amount of a year together: 12 for months, 1 for a column of its own. */
  readonly parts: number;
}

interface Found extends MatchedAmount {
  /** Factor that is known; null where it has to be asked. */
  readonly factor: number | null;
  /** What the header may tell. */
  readonly told: number;
}

/** Factors by column, and what is to be looked at in them. */
export interface ProposedUnits {
  readonly factors: Readonly<Record<string, number>>;
  readonly questions: readonly string[];
}

/** Potential over revenue as it is in a book, and one year's revenue over another's [judgement]. */
const POTENTIAL_OVER_REVENUE = [0.5, 100] as const;
const YEAR_OVER_YEAR = [1 / 8, 8] as const;

/**
 * Units for the amounts whose headers do not tell theirs for sure: the one that a line above the header tells
 * of all; else, while others are in thousands or millions, the only one with which potential and revenue go
 * together, as a guess to look at. Where two do, or none, there is only the question, and the book does not load
 * without its answer. Null where nothing is open.
 */
export function proposeUnits(
  amounts: readonly MatchedAmount[],
  above: readonly string[],
): ProposedUnits | null {
  const found = amounts.map((amount): Found => {
    const unit = unitInHeader(amount.column.name);
    if (unit?.isSure) return { ...amount, factor: unit.factor, told: unit.factor };
    const isInCells = amount.column.units > 0;
    return { ...amount, factor: unit === null && isInCells ? 1 : null, told: unit?.factor ?? 1 };
  });
  const open = found.filter(({ factor }) => factor === null);
  const scaled = found.find(({ factor }) => factor !== null && factor !== 1);
  const isMixed = new Set(open.map(({ told }) => told)).size > 1;
  const told = unitAbove(above);
  if (told !== null && open.length > 0) {
    const { line, unit } = told;
    const names = open.map(({ column }) => column.name);
    const question = `Above the header stands ${JSON.stringify(line)}: are the amounts of ${listed(names)} in ${unitWords(unit.factor)}? "units" multiplies them, look at it.`;
    return {
      factors: Object.fromEntries(names.map((name) => [name, unit.factor])),
      questions: [question],
    };
  }
  if (open.length === 0 || (scaled === undefined && !isMixed)) return null;
  const known = found.find(({ factor }) => factor !== null) ?? found[0]!;
  const beside = scaled === undefined ? "the other amounts" : `"${scaled.column.name}"`;
  const factors: Record<string, number> = {};
  const guesses = new Map<number | null, string[]>();
  for (const one of open) {
    const choices = [...new Set([one.told, scaled?.factor ?? 1, 1])];
    const fitting = choices.filter((factor) => goTogether(one, factor, known));
    const guess = fitting.length === 1 ? fitting[0]! : null;
    if (guess !== null) factors[one.column.name] = guess;
    guesses.set(guess, [...(guesses.get(guess) ?? []), one.column.name]);
  }
  return {
    factors,
    questions: [...guesses].map(([factor, names]) => questionOf(names, factor, beside, scaled?.factor ?? 1)),
  };
}

/** Whether an open amount times the factor goes together with the one that is known. */
function goTogether(one: Found, factor: number, known: Found): boolean {
  if (one === known) return factor === one.told;
  const ofOne = one.column.typical * one.parts * factor;
  const ofKnown = known.column.typical * known.parts * (known.factor ?? known.told);
  const ratio = known.isPotential ? ofKnown / ofOne : ofOne / ofKnown;
  const [least, most] = one.isPotential === known.isPotential ? YEAR_OVER_YEAR : POTENTIAL_OVER_REVENUE;
  return ratio >= least && ratio <= most;
}

function questionOf(names: readonly string[], factor: number | null, beside: string, other: number): string {
  const of =
    names.length === 1 ? `The header of ${listed(names)} does` : `The headers of ${listed(names)} do`;
  const which = `${of} not tell ${names.length === 1 ? "its" : "their"} unit for sure, and ${beside} may be in another`;
  const entry = (unit: number) =>
    `"units": {${JSON.stringify(names[0])}: ${unit}${names.length > 1 ? ", …" : ""}}`;
  if (factor !== null)
    return `${which}: ${entry(factor)} (${factor === 1 ? "as they stand" : `in ${unitWords(factor)}`}) is a guess, look at it.`;
  return `${which}: add ${entry(1)} for amounts as they stand${other === 1 ? "" : `, or ${entry(other)} for ${unitWords(other)}`}.`;
}
