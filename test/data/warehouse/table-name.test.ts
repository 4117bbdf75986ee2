import fc from "fast-check";
import { expect, test } from "vitest";
import { dialectOf } from "../../../data/warehouse/dialect.ts";
import { besideName, nameParts, schemaOf, tableName, writeName } from "../../../data/warehouse/table-name.ts";

test.each([
  ["accounts", ["accounts"]],
  ["sales.accounts", ["sales", "accounts"]],
  ["Sales Ops.Key Accounts 2026", ["Sales Ops", "Key Accounts 2026"]],
  ['"Sales Ops"."Key.Accounts"', ["Sales Ops", "Key.Accounts"]],
  ["`crm`.`a``b`", ["crm", "a`b"]],
  ['sales."say ""hi"""', ["sales", 'say "hi"']],
  ['"never closed.accounts', ['"never closed', "accounts"]],
])("%s has the parts %j", (name, parts) => {
  expect(nameParts(name)).toEqual(parts);
});

test("what is written of parts is read as these parts, whatever is in them", () => {
  const parts = fc.array(fc.string({ minLength: 1, unit: fc.constantFrom(..."a.\"` B'") }), {
    minLength: 1,
    maxLength: 3,
  });
  fc.assert(
    fc.property(parts, (own) => {
      expect(nameParts(writeName(own))).toEqual(own);
    }),
    { seed: 11, numRuns: 2_000 },
  );
});

test("an engine gets each part in its own quotes, and a table beside another is in its schema", () => {
  expect(tableName(dialectOf("postgres"), '"Sales Ops"."Key.Accounts"')).toBe('"Sales Ops"."Key.Accounts"');
  expect(tableName(dialectOf("clickhouse"), "crm.key accounts")).toBe("`crm`.`key accounts`");
  expect(besideName('"Sales Ops"."Key.Accounts"', "_tiers")).toBe('Sales Ops."Key.Accounts_tiers"');
  expect(schemaOf("a.b.c")).toBe("a.b");
  expect(schemaOf("accounts")).toBeNull();
});
