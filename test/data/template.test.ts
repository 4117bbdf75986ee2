import { expect, it } from "vitest";
import { loadBook } from "../../data/load.ts";
import { memorySource } from "../../data/source.ts";
import { templateCsv, templateWorkbook } from "../../data/template.ts";
import { accountId } from "../../tiering/index.ts";

it.each([
  ["template.csv", () => templateCsv()],
  ["template.xlsx", () => Buffer.concat([...templateWorkbook()])],
])("%s loads as it stands: two accounts, IDs with their zeros, every column known", async (name, content) => {
  const book = await loadBook({ accounts: memorySource(name, content()) });
  expect(book.n).toBe(2);
  expect([0, 1].map((i) => accountId(book, i)).sort()).toEqual(["0001042", "0001043"]);
  expect(book.quality.rejected).toBe(0);
  expect(book.roles).toMatchObject({
    id: "ID",
    name: "Name",
    owner: "Owner",
    geo: "Geo_Entity",
    category: "Commercial_Category",
    potential: "PotentialRevenue_FY30",
  });
  expect(book.roles.revenues).toHaveLength(2);
  expect(book.tierLabels).toEqual(["A", "B"]);
});
