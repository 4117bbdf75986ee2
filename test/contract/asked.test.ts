import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { auditQuery } from "../../contract/audit.ts";
import { uploadQuery } from "../../contract/book.ts";
import { boundaryQuery } from "../../contract/boundary.ts";
import { csvLoopQuery } from "../../contract/rules-loop.ts";
import { validateQuery } from "../../contract/validate.ts";
import { DEFAULT_REWARDS } from "../../tiering/index.ts";

const read = <T extends z.ZodObject>(schema: T, query: string) => validateQuery(schema, `/x?${query}`);

describe("a stretch of the audit trail", () => {
  it("begins before it ends, at days or moments", () => {
    for (const query of [
      "from=2027-03-30&to=2027-03-31",
      "from=2027-03-31&to=2027-03-31T00:00:00.001Z",
      // Later by the clock on the wall, earlier in time.
      "from=2027-03-31T02:00:00%2B02:00&to=2027-03-31T01:00:00Z",
      "from=2027-03-31",
      "to=2027-03-31",
      "",
    ])
      expect(read(auditQuery, query).limit).toBe(100);
    for (const query of ["from=2027-03-31&to=2027-03-31", "from=2027-03-31&to=2027-03-30"])
      expect(() => read(auditQuery, query)).toThrow(/ to: expected a time after `from`\.$/);
  });

  it("is of times that there are, in UTC at most of the year 9999", () => {
    for (const wrong of ["2027-02-29", "soon", "2027-03-31T12:00:00", "9999-12-31T23:59:59-14:00"])
      expect(() => read(auditQuery, `to=${wrong}`)).toThrow(
        / to: expected a day such as 2027-03-31, or a moment such as 2027-03-31T12:00:00Z; got "/,
      );
  });

  it("goes on before an entry", () => {
    const id = "0mwyk6sfl02oca7f7cc1ea89158d";
    expect(read(auditQuery, `before=${id}`).before).toBe(id);
    for (const wrong of [id.slice(1), `${id}0`, id.toUpperCase(), ""])
      expect(() => read(auditQuery, `before=${wrong}`)).toThrow(
        /expected the id of an entry, as `next` of the page before has it/,
      );
  });
});

describe("a boundary", () => {
  it("is between two tiers by name, blanks around them aside", () => {
    expect(read(boundaryQuery, "between=B,C").between).toEqual(["B", "C"]);
    expect(read(boundaryQuery, "between=Tier A , Gold").between).toEqual(["Tier A", "Gold"]);
    expect(boundaryQuery.shape.between.encode(["B", "C"])).toBe("B,C");
    for (const wrong of ["B", "B,", ",C", "B,C,D", ""])
      expect(() => read(boundaryQuery, `between=${wrong}`)).toThrow(/expected two tier names such as B,C/);
    expect(() => read(boundaryQuery, "between= ,C")).toThrow(/>=1 characters/);
    expect(() => read(boundaryQuery, `between=${"x".repeat(101)},C`)).toThrow(/<=100 characters/);
  });
});

describe("a choice of the loop", () => {
  it("is one by a reward that there is, or the plan's own run", () => {
    for (const reward of [0, ...DEFAULT_REWARDS])
      expect(read(csvLoopQuery, `reward=${reward}`)).toEqual({ kind: "plain", reward });
    for (const wrong of [-1, 1e9])
      expect(() => read(csvLoopQuery, `reward=${wrong}`)).toThrow(
        `expected the reward of a choice: 0, ${DEFAULT_REWARDS.join(", ")}; got ${wrong}`,
      );
  });
});

it("an upload is tried by dry=1, and by nothing else", () => {
  expect(read(uploadQuery, "dry=1")).toEqual({ dry: "1" });
  expect(read(uploadQuery, "")).toEqual({});
  for (const wrong of ["dry=0", "dry=", "dry=true"])
    expect(() => read(uploadQuery, wrong)).toThrow(/expected 1, or no dry at all/);
});
