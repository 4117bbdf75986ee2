/** A table of patterns in one text, a line each: `label: pattern`; blank ends and indents are no part of it. O(text). */
export function labelledLines<Label extends string>(
  text: string,
): (readonly [label: Label, pattern: string])[] {
  return text
    .trim()
    .split("\n")
    .map((line) => {
      const [, label = "", pattern = ""] = line.trim().split(/^([a-z]+): /u);
      return [label as Label, pattern] as const;
    });
}
