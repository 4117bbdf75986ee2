import { expect, test } from "vitest";
import { findAccounts, indexNames } from "../../tiering/index.ts";
import { demoBook } from "../support/demo-book.ts";

test("a name finds the accounts that have it regardless of case and punctuation, as a search through all of them does", async () => {
  const book = await demoBook();
  const names = book.text.get(book.roles.name!)!.values;
  const index = indexNames(book);
  for (const code of [0, 1234, names.length - 1]) {
    const said = names[code]!.toUpperCase().replaceAll(" ", "-");
    expect(index.find(said)).toEqual(findAccounts(book, said));
    expect(index.find(said).length).toBeGreaterThan(0);
  }
  expect(index.find("no such name anywhere")).toEqual([]);
  expect(index.find("")).toEqual([]);
});

test("a book without names finds nobody", async () => {
  const book = await demoBook();
  expect(indexNames({ ...book, roles: { ...book.roles, name: null } }).find("Sagemere Bank")).toEqual([]);
});
