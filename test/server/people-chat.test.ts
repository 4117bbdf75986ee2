import request from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generatedBook } from "../service/support/generated-book.ts";
import { startApp } from "./support/app.ts";

let started: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  started = await startApp(await generatedBook(2_000));
});
afterAll(() => started.close());

async function answerTo(message: string) {
  const { body, status } = await request(started.app)
    .post("/v1/chat")
    .set("accept", "application/json")
    .send({ message });
  expect(status, message).toBe(200);
  expect(body.plan, message).toBeNull();
  return body.answer;
}

describe("questions about the coverage in the chat", () => {
  it("names the sizes that the sellers can carry as the resource does", async () => {
    const answer = await answerTo("how many A accounts can we cover?");
    const { body } = await request(started.app).get(answer.link);
    expect(answer.data.tierSizes).toEqual(body.tierSizes);
    expect(answer.text).toContain(`A:${body.tierSizes.A}`);
    expect(answer.table.rows).toHaveLength(4);
  });

  it("lists accounts without a seller, most whitespace first, as many as were asked for and in the tier", async () => {
    const answer = await answerTo("which D accounts have no seller? top 3");
    expect(answer.kind).toBe("unassigned");
    expect(answer.data.accounts.every(({ tier }: { tier: string }) => tier === "D")).toBe(true);
    expect(answer.table.rows.length).toBeLessThanOrEqual(3);
    expect(answer.text).toMatch(/no owner among the sellers today; under this coverage/);
  });

  it("says who looks after an account, and that there is no such account", async () => {
    const { data } = await answerTo("which accounts change hands?");
    const [{ account, to }] = data.accounts;
    const owner = await answerTo(`who looks after account ${account}?`);
    expect(owner.data.seller?.id ?? null).toBe(to);
    expect((await answerTo("who looks after account 1?")).text).toMatch(/has no account "1"/);
  });

  it("says where the accounts of a seller who is retired go, and whose sellers it speaks of", async () => {
    const { body } = await request(started.app).get("/v1/coverage?method=baseline&limit=0");
    const { id, kept, lost } = body.summary.sellers.find((one: { kept: number }) => one.kept > 2);
    const retired = await answerTo(`retire seller ${id}`);
    const has = kept + lost;
    expect(retired.text).toMatch(
      new RegExp(
        `Of the ${has} accounts that ${id} has today \\d+ go to other sellers(?: and \\d+ to nobody)?\\. This is about the 600 sellers made up for the demonstration\\.$`,
      ),
    );
    const [before, after] = retired.data.scenarios.map((one: { summary: object }) => one.summary);
    expect(after.owned).toBe(before.owned);
    expect(after.departed).toBe(before.departed + has);
  });

  it("answers for the sellers that are sent with the question, as the coverage with them does", async () => {
    const team = ["Ute", "Veli", "Wim"].map((name, k) => ({
      id: `own-${k}`,
      name,
      role: "Springer",
      geos: k === 0 ? ["Africa"] : ["Japan"],
      presence: "remote",
    }));
    const coverage = { sellers: team, capacities: { Springer: { A: 4, B: 9, C: 20, D: 50 } } };
    const ask = (message: string) =>
      request(started.app).post("/v1/chat").set("accept", "application/json").send({ message, coverage });
    const { body } = await ask("how loaded are the sellers?");
    expect(body.answer.text).toMatch(/This is about the 3 sellers that were sent with the question\.$/);
    expect(body.answer.table.total).toBe(3);
    // A link could not hold the sellers, and would show those on file.
    expect(body.answer.link).toBeNull();
    const named = await ask("retire seller Ute");
    expect(named.body.answer.data, named.body.answer.text).not.toBeNull();
    expect(named.body.answer.data.request).toMatchObject({
      sellers: [{ id: "own-0" }, { id: "own-1" }, { id: "own-2" }],
      scenarios: [{ retire: ["own-0"] }],
    });
    const replayed = await request(started.app)
      .post(named.body.answer.link)
      .send(named.body.answer.data.request);
    expect(
      replayed.body.scenarios.map((one: { summary: { covered: number } }) => one.summary.covered),
    ).toEqual(
      named.body.answer.data.scenarios.map((one: { summary: { covered: number } }) => one.summary.covered),
    );
    const refused = await request(started.app)
      .post("/v1/chat")
      .send({ message: "hi", coverage: { sellers: [] } });
    expect(refused.status).toBe(422);
  });

  it("compares a changed sales force with the present one, and changes nothing", async () => {
    const retired = await answerTo("retire seller 17");
    expect(retired.data.request.scenarios[0]).toMatchObject({ retire: ["S017"] });
    expect(retired.table.rows.map((row: unknown[]) => row[1])).toEqual([600, 599]);
    const more = await answerTo("what would two more specialists in Africa bring?");
    expect(more.data.request.scenarios[0].add).toEqual([
      { role: "Specialist", geos: ["Africa"], domains: [], presence: "in-person", factor: 1, count: 2 },
    ]);
    const replayed = await request(started.app).post(more.link).send(more.data.request);
    expect(replayed.body.scenarios[1].summary.coveredWhitespace).toBe(
      more.data.scenarios[1].summary.coveredWhitespace,
    );
  });

  it("says why a scenario cannot be: an unknown seller or role, or rules that contradict", async () => {
    expect((await answerTo("retire seller 9999")).text).toMatch(/no seller "9999"; the nearest are S/);
    expect((await answerTo("what would two more astronaut engineers in Africa bring?")).text).toMatch(
      /No seller has the role "astronaut engineers"; the roles are /,
    );
    expect((await answerTo("keep everyone above 900 accounts")).text).toMatch(/not possible/);
  });

  it("tells overloaded sellers from those with room", async () => {
    const loads = async (message: string) =>
      (await answerTo(message)).table.rows.map((row: unknown[]) => row[4] as number);
    const most = await loads("which sellers are overloaded?");
    expect(most).toEqual([...most].sort((a, b) => b - a));
    const least = await loads("which 3 sellers have spare capacity?");
    expect(least).toHaveLength(3);
    expect(Math.max(...least)).toBeLessThanOrEqual(Math.min(...most));
  });
});

describe("questions about the progression in the chat", () => {
  it("begin with how far to believe them, and list what the resource lists", async () => {
    const answer = await answerTo("which accounts look misplaced in Africa? top 4");
    expect(answer.text).toMatch(/^A diagnostic, not a forecast/);
    const { body } = await request(started.app).get(answer.link);
    expect(answer.table.total).toBe(body.total);
    expect(answer.table.rows.map((row: unknown[]) => row[0])).toEqual(
      body.accounts.slice(0, 4).map(({ id }: { id: string }) => id),
    );
  }, 60_000);

  it("arrive as events where those are accepted", async () => {
    const { text } = await request(started.app)
      .post("/v1/chat")
      .set("accept", "text/event-stream")
      .send({ message: "who might fall from tier A?" });
    const result = JSON.parse(/event: result\ndata: (.*)/.exec(text)![1]!);
    expect(result.answer).toMatchObject({ kind: "progression", table: { columns: expect.anything() } });
  }, 60_000);
});
