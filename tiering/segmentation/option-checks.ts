import { TieringError } from "../errors.ts";

/** An error about one option: what was got, and what was expected. */
export function invalid(option: string, got: string, expected: string): TieringError {
  return new TieringError("invalid-argument", `${option} is ${got}; expected ${expected}.`, {
    pointer: `/${option}`,
  });
}

/**
 * Checks that an option is a whole number, least … most.
 * @throws {TieringError} `invalid-argument`
 */
export function whole(option: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw invalid(option, `${value}`, `a whole number from ${least} to ${most}`);
}

/**
 * Checks that an option is one of the known names.
 * @throws {TieringError} `invalid-argument`
 */
export function oneOf(option: string, value: string, known: readonly string[]): void {
  if (!known.includes(value)) throw invalid(option, `"${value}"`, `one of ${known.join(", ")}`);
}
