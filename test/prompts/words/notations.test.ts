import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../../prompts/interpret-offline.ts";
import { SIGNALS, type Signal } from "../../../tiering/index.ts";
import { vocabulary } from "../../support/vocabulary.ts";

const NAMES: Readonly<Record<Signal, readonly string[]>> = {
  runway: ["runway", "potential", "headroom", "upside", "whitespace"],
  growth: ["growth", "momentum", "YoY growth", "growth rate"],
  geo: ["geo", "geography", "region", "geo share", "regional share"],
  category: ["category", "industry", "sector", "category share", "industry share"],
};

interface Part {
  readonly signal: Signal;
  readonly name: string;
  readonly value: number;
}

/** Two to four signals in any order under any of their names, with per cents in tens that sum to 100. */
const parts: fc.Arbitrary<Part[]> = fc
  .record({
    order: fc.shuffledSubarray([...SIGNALS], { minLength: 2 }),
    cuts: fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 3, maxLength: 3 }),
    names: fc.array(fc.nat(), { minLength: 4, maxLength: 4 }),
  })
  .map(({ cuts, names, order }) => {
    const ends = [...cuts.slice(0, order.length - 1).sort((a, b) => a - b), 10];
    return order.map((signal, at) => {
      const own = NAMES[signal];
      const value = 10 * ((ends[at] as number) - (at === 0 ? 0 : (ends[at - 1] as number)));
      return { signal, name: own[(names[at] as number) % own.length] as string, value };
    });
  });

const list =
  (each: (part: Part) => string, between = ", ") =>
  (all: readonly Part[]) =>
    all.map(each).join(between);
const andLast = (text: string) => text.replace(/, ([^,]*)$/u, " and $1");
const last = (all: readonly Part[]) => (all.at(-1) as Part).name;

const NOTATIONS: readonly (readonly [title: string, write: (all: readonly Part[]) => string])[] = [
  ["growth 40, …", list(({ name, value }) => `${name} ${value}`)],
  ["40 growth, …", list(({ name, value }) => `${value} ${name}`)],
  ["40% growth, …", list(({ name, value }) => `${value}% ${name}`)],
  ["growth: 40%; …", list(({ name, value }) => `${name}: ${value}%`, "; ")],
  ["growth=0.4 …", list(({ name, value }) => `${name}=${value / 100}`, " ")],
  ["growth: 40 on lines", list(({ name, value }) => `${name}: ${value}`, "\n")],
  ["- growth 40%", list(({ name, value }) => `- ${name} ${value}%`, "\n")],
  ["growth (40%), …", list(({ name, value }) => `${name} (${value}%)`)],
  ["growth - 40, …", list(({ name, value }) => `${name} - ${value}`)],
  ["growth → 40%, …", list(({ name, value }) => `${name} → ${value}%`)],
  ["growth 40 | …", list(({ name, value }) => `${name} ${value}`, " | ")],
  ["growth at 40%, …", list(({ name, value }) => `${name} at ${value}%`)],
  ["growth gets 40, …", list(({ name, value }) => `${name} gets ${value}`)],
  ["Put 40 on growth, …", (all) => `Put ${list(({ name, value }) => `${value} on ${name}`)(all)}`],
  ["Give growth 40%, …", (all) => `Give ${list(({ name, value }) => `${name} ${value}%`)(all)}`],
  [
    "Set growth to 40 and …",
    (all) => `Set ${andLast(list(({ name, value }) => `${name} to ${value}`)(all))}`,
  ],
  [
    "40 percent for growth and …",
    (all) => andLast(list(({ name, value }) => `${value} percent for ${name}`)(all)),
  ],
  [
    "out of ten: growth 4, …",
    (all) => `out of ten: ${list(({ name, value }) => `${name} ${value / 10}`)(all)}`,
  ],
  [
    "40/60 for growth/runway",
    (all) => `${list(({ value }) => `${value}`, "/")(all)} for ${list(({ name }) => name, "/")(all)}`,
  ],
  [
    "growth/runway 40/60",
    (all) => `${list(({ name }) => name, "/")(all)} ${list(({ value }) => `${value}`, "/")(all)}`,
  ],
  ["JSON", (all) => `{${list(({ name, value }) => `"${name}": ${value / 100}`)(all)}}`],
  [
    "growth 40, the rest runway",
    (all) => `${list(({ name, value }) => `${name} ${value}`)(all.slice(0, -1))} and the rest ${last(all)}`,
  ],
  [
    "whatever is left goes to runway",
    (all) =>
      `${list(({ name, value }) => `${value}% ${name}`)(all.slice(0, -1))}, whatever is left goes to ${last(all)}`,
  ],
];

describe("weights mean what they say however they are written", () => {
  it.each(NOTATIONS)("%s", (_, write) => {
    fc.assert(
      fc.property(parts, (all) => {
        const message = write(all);
        const { policy, unread, weights } = interpretOffline(message, readConversation([]), vocabulary);
        const said = new Map(all.map(({ signal, value }) => [signal, value / 100]));
        expect(unread, message).toEqual([]);
        expect(policy, message).toEqual({});
        for (const signal of SIGNALS)
          expect(weights?.[signal], message).toBeCloseTo(said.get(signal) ?? 0, 9);
      }),
      { numRuns: 25 },
    );
  });
});
