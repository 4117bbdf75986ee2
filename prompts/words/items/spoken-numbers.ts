import { COUNTED, UNITS } from "./number-words.ts";
import type { Token } from "./token.ts";

const word = (tokens: readonly Token[], at: number): string => tokens[at]?.text ?? "";

/** "forty", "forty five", "a hundred"; "one" only before something counted. */
export function spokenAt(tokens: readonly Token[], at: number): { value: number; next: number } | null {
  const first = word(tokens, at);
  const after = word(tokens, at + 1);
  if (first === "a")
    return /^(?:hundred|thousand|million|percent|%)$/u.test(after) ? { value: 1, next: at + 1 } : null;
  // "the hundred biggest customers"
  if (first === "the") return /^(?:hundred|thousand)$/u.test(after) ? { value: 1, next: at + 1 } : null;
  if (first === "one" || first === "single") {
    // "two to one", "one to three"
    const [to, other] = word(tokens, at - 1) === "to" ? [-1, -2] : [1, 2];
    if (first === "one" && word(tokens, at + to) === "to" && UNITS.has(word(tokens, at + other)))
      return { value: 1, next: at + 1 };
    if (!COUNTED.test(after) && !(first === "one" && after === "single")) return null;
    return { value: 1, next: after === "single" ? at + 2 : at + 1 };
  }
  const value = UNITS.get(first);
  if (value === undefined) return null;
  const unit = UNITS.get(after);
  const joins = value >= 20 && unit !== undefined && unit > 0 && unit < 10;
  return joins ? { value: value + unit, next: at + 2 } : { value, next: at + 1 };
}
