import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { partsOf, without } from "../../web/chat/parts-of-text.ts";

const reading = (text: string, phrase: string, kind: "said" | "guessed" = "said") => {
  const start = text.indexOf(phrase);
  return { phrase, start, end: start + phrase.length, became: "x", kind };
};

describe("partsOf", () => {
  it("cuts a message where readings and unread phrases begin and end", () => {
    const text = "growth first, in Western Europe";
    const parts = partsOf(text, [reading(text, "growth first", "guessed")], ["in western europe"]);
    expect(parts.map((part) => [part.text, part.kind])).toEqual([
      ["growth first", "guessed"],
      [", ", null],
      ["in Western Europe", "unread"],
    ]);
  });

  it("says the whole message whatever the readings are", () => {
    const place = fc.record({ start: fc.nat(40), end: fc.nat(40) });
    fc.assert(
      fc.property(
        fc.string({ maxLength: 30 }),
        fc.array(place),
        fc.array(fc.string()),
        (text, places, unread) => {
          const readings = places.map((p) => ({ ...p, phrase: "", became: "", kind: "said" as const }));
          expect(
            partsOf(text, readings, unread)
              .map((part) => part.text)
              .join(""),
          ).toBe(text);
        },
      ),
      { seed: 5 },
    );
  });
});

describe("without", () => {
  it.each([
    ["growth first, move at most 2 %, hold A", "move at most 2 %", "growth first, hold A"],
    ["growth first, hold A", "growth first", "hold A"],
    ["growth first, hold A", "hold A", "growth first"],
  ])("takes from %j the phrase %j", (text, phrase, left) => {
    const { start, end } = reading(text, phrase);
    expect(without(text, start, end)).toBe(left);
  });
});
