import type { PhraseReading } from "../api/answers.ts";

/** A piece of a message; `kind` is null where nothing is to be said of it. */
export interface Part {
  readonly text: string;
  readonly kind: PhraseReading["kind"] | "unread" | null;
  readonly became: string | null;
}

/** The text cut where readings and unread phrases begin and end; what overlaps an earlier one is left out. */
export function partsOf(
  text: string,
  readings: readonly PhraseReading[],
  unread: readonly string[],
): readonly Part[] {
  const marks = [
    ...readings
      .filter(({ start, end }) => start < end && end <= text.length)
      .map(({ start, end, kind, became }) => ({ start, end, kind, became })),
    ...unread.flatMap((phrase) => {
      const start = text.toLowerCase().indexOf(phrase.toLowerCase());
      return start < 0 ? [] : [{ start, end: start + phrase.length, kind: "unread" as const, became: null }];
    }),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  const parts: Part[] = [];
  let at = 0;
  for (const { start, end, kind, became } of marks) {
    if (start < at) continue;
    if (start > at) parts.push({ text: text.slice(at, start), kind: null, became: null });
    parts.push({ text: text.slice(start, end), kind, became });
    at = end;
  }
  if (at < text.length) parts.push({ text: text.slice(at), kind: null, became: null });
  return parts;
}

/** The text without a phrase, and without what would stand doubled at the seam. */
export function without(text: string, start: number, end: number): string {
  const before = text.slice(0, endOfWords(text, start));
  const after = text.slice(end).replace(/^[\s,;]+/, "");
  return [before, after].filter((part) => part !== "").join(before === "" ? "" : ", ");
}

/** Where the words before `end` end: trailing blanks and separators are left out. */
function endOfWords(text: string, end: number): number {
  let at = end;
  while (at > 0 && /[\s,;]/.test(text[at - 1]!)) at--;
  return at;
}
