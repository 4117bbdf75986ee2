import request from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problemSchema } from "../../contract/problem.ts";
import { ServiceError } from "../../service/errors.ts";
import { smallBook } from "../service/support/small-book.ts";
import { startApp } from "./support/app.ts";

let started: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  started = await startApp(smallBook());
});
afterAll(() => started.close());

const chat = () => request(started.app).post("/v1/chat");

/** Asserts an RFC 9457 problem and hands it over. */
function problemOf(response: request.Response, status: number) {
  expect(response.status).toBe(status);
  expect(response.type).toBe("application/problem+json");
  const problem = problemSchema.parse(JSON.parse(response.text));
  expect(problem.status).toBe(status);
  expect(problem.requestId).toBe(response.headers["x-request-id"]);
  return problem;
}

describe("a request that cannot be served gets a problem that says what and where", () => {
  it("400 for a body that is not JSON", async () => {
    const response = await chat().type("json").send('{"message": prioritize}');
    expect(problemOf(response, 400)).toMatchObject({ code: "malformed-json", errors: [{ pointer: "#" }] });
  });

  it.each([
    [{}, "#/message", /Missing: expected string/],
    [{ message: 5 }, "#/message", /expected string/],
    [{ message: "  " }, "#/message", /says something/],
    [{ message: "x".repeat(4001) }, "#/message", /<=4000/],
    [
      { message: "hi", mesage: "x" },
      "#/mesage",
      /Unknown field "mesage"; known are message, history, policy/,
    ],
    [{ message: "hi", policy: { maxMovedShare: 2 } }, "#/policy/maxMovedShare", /<=1; got 2/],
    [{ message: "hi", policy: { maxMoves: 2 } }, "#/policy/maxMoves", /Unknown field/],
    [{ message: "hi", policy: { scope: ["Africa"] } }, "#/policy/scope/0", /Column:value/],
    [{ message: "hi", history: [{ role: "system", content: "x" }] }, "#/history/0/role", /"user"/],
    [{ message: "hi", history: Array(21).fill({ role: "user", content: "x" }) }, "#/history", /<=20/],
    ["just text", "#", /expected object/],
    [null, "#", /expected object/],
  ])("422 for %j, pointing at %s", async (body, pointer, detail) => {
    const response = await chat().type("json").send(JSON.stringify(body));
    const problem = problemOf(response, 422);
    expect(problem.code).toBe("invalid-body");
    expect(problem.errors).toContainEqual(
      expect.objectContaining({ pointer, detail: expect.stringMatching(detail) }),
    );
  });

  it("names the nearest known field", async () => {
    const problem = problemOf(await chat().send({ message: "hi", mesage: "x" }), 422);
    expect(problem.errors?.[0]?.nearest).toEqual(["message"]);
  });

  it("413 for a message of one megabyte", async () => {
    problemOf(await chat().send({ message: "x".repeat(2 ** 20) }), 413);
  });

  it.each(["text/plain", "multipart/form-data", "application/xml"])(
    "415 for a body of type %s",
    async (type) => {
      const problem = problemOf(await chat().type(type).send('{"message":"hi"}'), 415);
      expect(problem.detail).toContain("application/json");
    },
  );

  it("415 for a POST without a body", async () => {
    problemOf(await chat(), 415);
  });

  it("415 for an unknown content encoding or charset", async () => {
    problemOf(await chat().type("json").set("Content-Encoding", "rot13").send('{"message":"hi"}'), 415);
    problemOf(await chat().set("Content-Type", "application/json; charset=latin9").send("{}"), 415);
  });

  it("400 for a body that is not packed as its header says", async () => {
    for (const encoding of ["gzip", "deflate", "br"]) {
      const sent = chat().type("json").set("Content-Encoding", encoding).send('{"message":"hi"}');
      expect(problemOf(await sent, 400).detail).toMatch(/^The body is not what its Content-Encoding says/);
    }
  });

  it("406 where no representation is acceptable, naming those there are", async () => {
    const problem = problemOf(await chat().set("Accept", "image/png").send({ message: "hi" }), 406);
    expect(problem.detail).toContain("text/csv, application/json");
    problemOf(await request(started.app).get("/v1/tiers").set("Accept", "text/html"), 406);
  });

  it.each([
    ["get", "/v1/chat", "POST, OPTIONS"],
    ["post", "/v1/tiers", "GET, HEAD, OPTIONS"],
    ["delete", "/v1/tiers.csv", "GET, HEAD, OPTIONS"],
    ["put", "/livez", "GET, HEAD, OPTIONS"],
  ] as const)("405 for %s %s, with Allow", async (method, path, allow) => {
    const response = await request(started.app)[method](path);
    problemOf(response, 405);
    expect(response.headers.allow).toBe(allow);
  });

  it("404 for a path that is not there, 400 for one that cannot be decoded", async () => {
    problemOf(await request(started.app).get("/v2/tiers"), 404);
    for (const path of ["/v1/columns/%zz/values", "/v1/accounts/%", "/v1/runs/%E0%A4%A"])
      expect(problemOf(await request(started.app).get(path), 400)).toMatchObject({
        code: "malformed-request",
        detail: expect.stringMatching(/^The path has a % that begins no character; expected/),
      });
  });

  it("400 for a query that is not valid, naming the parameter", async () => {
    const problem = problemOf(await request(started.app).get("/v1/tiers?method=magic&runaway=1"), 400);
    expect(problem.errors?.map((fault) => fault.parameter)).toEqual(["method", "runaway"]);
    expect(problem.errors?.[1]?.nearest).toEqual(["runway"]);
  });

  it("422 for a plan that this book cannot have", async () => {
    const problem = problemOf(await request(started.app).get("/v1/tiers?strategicTiers=Z"), 422);
    expect(problem.errors?.[0]?.parameter).toBe("strategicTiers");
  });

  it("500 without a word of what failed inside", async () => {
    const { app, close } = await startApp(smallBook(), {
      runPlan: () => Promise.reject(new Error("secret detail")),
    });
    const response = await request(app).get("/v1/tiers");
    problemOf(response, 500);
    expect(response.text).not.toContain("secret");
    await close();
  });

  it("503 with Retry-After where the queue is full", async () => {
    const { app, close } = await startApp(smallBook(), {
      runPlan: () => Promise.reject(new ServiceError("queue-full", "full", 3)),
    });
    const response = await request(app).get("/v1/tiers.csv");
    problemOf(response, 503);
    expect(response.headers["retry-after"]).toBe("3");
    expect(response.headers).not.toHaveProperty("etag");
    await close();
  });
});
