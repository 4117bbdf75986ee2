import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../../prompts/interpret-offline.ts";
import { DEFAULT_WEIGHTS, type Signal } from "../../../tiering/index.ts";
import { vocabulary } from "../../support/vocabulary.ts";

/** Turns of speech about a signal, `X`. */
const turns = JSON.parse(
  readFileSync(new URL("../../fixtures/messages/for-and-against.json", import.meta.url), "utf8"),
) as Readonly<Record<"for" | "against", readonly string[]>>;

const NAMES: Readonly<Record<Signal, string>> = {
  runway: "headroom",
  growth: "growth",
  geo: "region",
  category: "industry",
};

/** Messages of which a signal's weight went the other way, or nowhere, without a question. */
function wrong(list: readonly string[], way: 1 | -1): string[] {
  return list.flatMap((turn) =>
    Object.entries(NAMES).flatMap(([signal, name]) => {
      const message = turn.replaceAll("X", name);
      const { method, weights } = interpretOffline(message, readConversation([]), vocabulary);
      if (method === "none" || weights === null) return [];
      const moved = weights[signal as Signal] - DEFAULT_WEIGHTS[signal as Signal];
      return moved * way > 0.005 ? [] : [message];
    }),
  );
}

test("what is said for a signal raises its weight, or is asked about", () => {
  expect(wrong(turns.for, 1)).toEqual([]);
});

test("what is said against a signal lowers its weight, or is asked about", () => {
  expect(wrong(turns.against, -1)).toEqual([]);
});
