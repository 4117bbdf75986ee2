import { tokenise } from "./tokens.ts";

/** Lower-case words of a name; "and" and "&" are one. */
export function plainWords(text: string): string[] {
  return tokenise(text).map((token) => (token.text === "and" ? "&" : token.text));
}
