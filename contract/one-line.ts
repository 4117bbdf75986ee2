import { z } from "zod";

/** No control, no line break, nothing that turns or hides text (joiners within a word or an emoji apart), no half of a character. */
const SHOWN = "(?:[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]|[\\u200c\\u200d])";

/** One line of at most so many characters that people will read: what it says is what is seen. */
export function oneLine(most: number, expected = `expected one line of 1 to ${most} visible characters`) {
  return z
    .string()
    .trim()
    .regex(new RegExp(`^(?=.*[^\\s\\u200c\\u200d])${SHOWN}{1,${most}}$`, "u"), { error: expected });
}
