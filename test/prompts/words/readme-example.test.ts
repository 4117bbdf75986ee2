import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { toClauses } from "../../../prompts/words/clauses/split-clauses.ts";
import { readItems } from "../../../prompts/words/items/read-items.ts";
import { readOffline } from "../../../prompts/words/read.ts";
import { vocabulary } from "../../support/vocabulary.ts";

test("the message that the README takes apart is read as it says", () => {
  const readme = readFileSync(new URL("../../../prompts/words/README.md", import.meta.url), "utf8");
  const [message = "", ...parts] = /```\n([^`]+)```/.exec(readme)![1]!.trimEnd().split(/\n\n?/);
  const clauses = toClauses(readItems(message, vocabulary)).map(({ items }) =>
    items.map(({ cues, kind, text }) => `${text}:${kind === "word" ? [...cues].join() : kind}`).join(" "),
  );
  const { operations } = readOffline(message, readConversation([]), vocabulary);
  expect([
    ...clauses.map((clause) => `clause  ${clause}`),
    ...operations.map((one) => `${one.on.padEnd(7)} ${"change" in one ? JSON.stringify(one.change) : ""}`),
  ]).toEqual(parts);
});
