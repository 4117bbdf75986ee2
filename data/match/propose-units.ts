import { unitAbove, unitInHeader } from "../read/header-unit.ts";
import { unitWords } from "../units.ts";
import type { ColumnProfile } from "./profile.ts";

interface Found {
  readonly column: ColumnProfile;
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

/**
 * Units for the amounts whose headers do not tell theirs for sure: the one that a line above the header tells
 * of all; else, while others are in thousands or millions, the one by which they are about as large as the
 * others, as a guess to look at. Null where nothing is open.
 */
export function proposeUnits(
  columns: readonly ColumnProfile[],
  above: readonly string[],
): ProposedUnits | null {
  const found = columns.map((column): Found => {
    const unit = unitInHeader(column.name);
    if (unit?.isSure) return { column, factor: unit.factor, told: unit.factor };
    const isInCells = column.units > 0;
    return { column, factor: unit === null && isInCells ? 1 : null, told: unit?.factor ?? 1 };
  });
  const open = found.filter(({ factor }) => factor === null);
  const scaled = found.find(({ factor }) => factor !== null && factor !== 1);
  const isMixed = new Set(open.map(({ told }) => told)).size > 1;
  const told = unitAbove(above);
  if (told !== null && open.length > 0) {
    const { line, unit } = told;
    const names = open.map(({ column }) => column.name);
    const listed = names.map((name) => JSON.stringify(name)).join(", ");
    const question = `Above the header stands ${JSON.stringify(line)}: are the amounts of ${listed} in ${unitWords(unit.factor)}? "units" multiplies them, look at it.`;
    return {
      factors: Object.fromEntries(names.map((name) => [name, unit.factor])),
      questions: [question],
    };
  }
  if (open.length === 0 || (scaled === undefined && !isMixed)) return null;
  const known = found.find(({ factor }) => factor !== null) ?? found[0]!;
  const size = known.column.typical * (known.factor ?? known.told);
  const factors: Record<string, number> = {};
  const questions = open.map(({ column, told }) => {
    const choices = [...new Set([told, scaled?.factor ?? 1, 1])];
    const off = (factor: number) => Math.abs(Math.log((column.typical * factor) / size));
    const factor = choices.reduce((best, next) => (off(next) < off(best) ? next : best));
    factors[column.name] = factor;
    const beside = scaled === undefined ? "the other amounts" : `"${scaled.column.name}"`;
    const guess = factor === 1 ? "as they stand" : `in ${unitWords(factor)}`;
    return `The header of "${column.name}" does not tell its unit for sure, and ${beside} may be in another: "units": {${JSON.stringify(column.name)}: ${factor}} (${guess}) is a guess, look at it.`;
  });
  return { factors, questions };
}
