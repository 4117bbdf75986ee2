import { expect, test } from "vitest";
import { checkPolicy } from "../../../prompts/book/selectors.ts";
import { toClauses } from "../../../prompts/words/clauses/split-clauses.ts";
import { readItems } from "../../../prompts/words/items/read-items.ts";
import { readForcedWords } from "../../../prompts/words/rules/forced.ts";
import { bookNamed } from "../../support/book-vocabularies.ts";
import { playOffline } from "../../support/whole-plan.ts";

const NAMES: Readonly<Record<string, readonly string[]>> = {
  contoso: ["AC-1001"],
  "northwind traders": ["AC-1002"],
  "lakeside clinics": ["AC-1003", "AC-1004"],
};
const book = {
  ...bookNamed("saas"),
  accountsNamed: (name: string) => NAMES[name.toLowerCase()] ?? [],
};
const play = (message: string, ...history: string[]) => playOffline({ message, history }, book).got;

test.each([
  ["AC-1001 must be Gold", ["AC-1001:Gold"]],
  ["put Contoso into Silver", ["AC-1001:Silver"]],
  ["Contoso should be Gold", ["AC-1001:Gold"]],
  ["Contoso and AC-1005 must both be Silver", ["AC-1001:Silver", "AC-1005:Silver"]],
  ["northwind traders goes to Bronze, whatever happens", ["AC-1002:Bronze"]],
  [
    "AC-1005 must be Gold, AC-1006 Silver and AC-1007 Bronze",
    ["AC-1005:Gold", "AC-1006:Silver", "AC-1007:Bronze"],
  ],
  ["upgrade Contoso to Gold and drop AC-1005 to Bronze", ["AC-1001:Gold", "AC-1005:Bronze"]],
  ["assign Gold to AC-1001 and AC-1002", ["AC-1001:Gold", "AC-1002:Gold"]],
  ["every Fintech account in EMEA has to be Gold", ["Industry:Fintech&Region:EMEA:Gold"]],
])("%s: a tier is forced, and nobody's moves are limited by it", (message, force) => {
  const { method, policy, unread } = play(message);
  expect([method, policy, unread]).toEqual(["hybrid", { force }, []]);
});

test.each([
  "Contoso must never be Bronze",
  "should Contoso be Gold?",
  "if Contoso grows it must be Gold",
  "Contoso may be Gold",
  "Contoso must be Gold until June or Silver",
])("%s: forces nothing", (message) => {
  expect(play(message).policy.force).toBeUndefined();
});

test("a name that several accounts have, or none, runs nothing and says so", () => {
  expect(play("Lakeside Clinics must be Gold").reply).toContain("AC-1003, AC-1004; say which by its ID");
  expect(play("put Fabrikam into Gold").reply).toContain("The book has no account Fabrikam");
});

test("what is said last of an account holds: another tier, a hold, or that it is free", () => {
  const first = "Contoso must be Gold, growth first";
  expect(play("Contoso must be Silver", first).policy).toEqual({ force: ["AC-1001:Silver"] });
  expect(play("keep Contoso where it is", first).policy).toEqual({ hold: ["AC-1001"] });
  expect(play("Contoso must be Gold", "keep Contoso where it is").policy).toEqual({
    force: ["AC-1001:Gold"],
  });
  expect(play("let Contoso move freely again", first).policy).toEqual({});
  expect(play("let Contoso move freely again", first).reply).toContain(
    "No longer: whatever counts, account AC-1001 goes into Gold.",
  );
});

test("the name of an account is read only where it is no name of a group, no tier and no word of the language", () => {
  const everything = { ...book, accountsNamed: (name: string) => (/\s/u.test(name) ? [] : ["AC-1001"]) };
  const kinds = (message: string) => readItems(message, everything).filter(({ kind }) => kind === "account");
  expect(kinds("growth first in Germany, Gold to stay")).toEqual([]);
});

test("a clause of which a word has no place in the frame forces nothing", () => {
  for (const word of ["not", "unless", "perhaps", "only", "never", "if"]) {
    for (let at = 1; at <= 4; at++) {
      const said = "AC-1001 must be Gold".split(" ").toSpliced(at, 0, word).join(" ");
      const read = toClauses(readItems(said, book)).flatMap((clause) => readForcedWords(clause, said, book));
      expect([said, read]).toEqual([said, []]);
    }
  }
});

test("forced accounts and tiers of a plan are held against the book", () => {
  expect(checkPolicy({ force: ["Contoso:gold"] }, book)).toEqual({ policy: { force: ["AC-1001:Gold"] } });
  expect(checkPolicy({ force: ["AC-1001:Q"] }, book)).toMatchObject({
    problem: expect.stringContaining("Q"),
  });
});
