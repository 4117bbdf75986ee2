import { readFile } from "node:fs/promises";
import request from "supertest";
import { describe, expect, it } from "vitest";
import { openStore } from "../../service/store/open-store.ts";
import { smallBook } from "../service/support/small-book.ts";
import { startApp } from "./support/app.ts";
import { openBooklessLibrary } from "./support/bookless-library.ts";
import { breakingChanges } from "./support/breaking-changes.ts";

const answers = (schema: object) => ({ 200: { content: { "application/json": { schema } } } });
const api = (get: object, post?: object) => ({ paths: { "/tiers": { get, ...(post && { post }) } } });
const object = (properties: object, required = Object.keys(properties)) => ({
  type: "object",
  properties,
  required,
});
const text = { type: "string" };

describe("a breaking change", () => {
  const body = (schema: object) => ({ requestBody: { content: { "application/json": { schema } } } });
  it.each([
    ["a path gone", api({}), { paths: {} }, "GET /tiers is gone"],
    [
      "a parameter gone",
      api({ parameters: [{ in: "query", name: "runway" }] }),
      api({ parameters: [] }),
      "GET /tiers: query runway is gone",
    ],
    [
      "a parameter now needed",
      api({ parameters: [] }),
      api({ parameters: [{ in: "query", name: "book", required: true }] }),
      "GET /tiers: query book is now needed",
    ],
    [
      "a value no longer taken",
      api({ parameters: [{ in: "query", name: "method", schema: { enum: ["hybrid", "kpi"] } }] }),
      api({ parameters: [{ in: "query", name: "method", schema: { enum: ["hybrid"] } }] }),
      "GET /tiers query method: no longer kpi",
    ],
    [
      "a field of an answer gone",
      api({ responses: answers(object({ plan: object({ method: text }) })) }),
      api({ responses: answers(object({ plan: object({}) })) }),
      "GET /tiers 200.plan.method is gone",
    ],
    [
      "a field that may now be null",
      api({ responses: answers(object({ moved: { type: "integer" } })) }),
      api({ responses: answers(object({ moved: { anyOf: [{ type: "integer" }, { type: "null" }] } })) }),
      "GET /tiers 200.moved: integer became integer|null",
    ],
    [
      "a field that may now be absent",
      api({ responses: answers(object({ moved: text })) }),
      api({ responses: answers(object({ moved: text }, [])) }),
      "GET /tiers 200.moved may now be absent",
    ],
    [
      "a field of a body now needed",
      api({}, body(object({}))),
      api({}, body(object({ message: text }))),
      "POST /tiers body.message is now needed",
    ],
  ])("is seen: %s", (_name, before, after, found) => {
    expect(breakingChanges(before, after)).toEqual([found]);
  });

  it("is no addition: a path, an optional parameter, a field of an answer, a wider body", () => {
    const before = api(
      { parameters: [], responses: answers(object({ a: text })) },
      body(object({ a: text })),
    );
    const after = {
      paths: {
        ...api(
          { parameters: [{ in: "query", name: "new" }], responses: answers(object({ a: text, b: text })) },
          body(object({ a: { type: ["string", "null"] }, b: text }, [])),
        ).paths,
        "/more": { get: {} },
      },
    };
    expect(breakingChanges(before, after)).toEqual([]);
  });
});

it("what clients were built on still holds: nothing of the kept document is broken", async () => {
  const kept = await readFile(new URL("../fixtures/openapi.json", import.meta.url), "utf8");
  const store = await openStore({});
  // As a server has one unless it is told otherwise: uploads are part of the document.
  const library = await openBooklessLibrary(store);
  const started = await startApp(smallBook(), { store, library });
  const { body } = await request(started.app).get("/openapi.json");
  await started.close();
  await library.close();
  await store.close();
  // A change on purpose is said in CHANGELOG.md; then the document is kept anew: curl -s localhost:3000/openapi.json
  expect(breakingChanges(JSON.parse(kept), body)).toEqual([]);
});
