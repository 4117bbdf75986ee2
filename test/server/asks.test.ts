import request from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { comparisonSchema, scenariosSchema } from "../../contract/compare.ts";
import { planToQuery } from "../../contract/plan-query.ts";
import type { Question } from "../../contract/question.ts";
import { segmentationSchema } from "../../contract/segmentation.ts";
import type { Plan } from "../../tiering/index.ts";
import { generatedBook } from "../service/support/generated-book.ts";
import { startApp } from "./support/app.ts";

let started: Awaited<ReturnType<typeof startApp>>;
let id: string;
const plan: Plan = { method: "kpi", weights: { runway: 1, growth: 0, geo: 0, category: 0 }, policy: {} };
const QUERY = "method=kpi&runway=1";

beforeAll(async () => {
  started = await startApp(await generatedBook(2_000));
  id = (await get(`/v1/tiers?${QUERY}&limit=1`)).body.moved.accounts[0].id;
});
afterAll(() => started.close());

const get = (path: string) => request(started.app).get(path);

/** Says something to an interpreter that reads it as this question, one plan having been run before. */
async function ask(asked: Question, accept = "application/json", ran = plan) {
  const interpretation = await started.deps.interpreter.interpret({ message: "hello" });
  const { app } = await startApp(started.deps.book, {
    ...started.deps,
    interpreter: {
      ...started.deps.interpreter,
      interpret: () => Promise.resolve({ ...interpretation, ask: asked }),
    },
  });
  const history = [{ role: "assistant", content: "Done.", plan: ran }];
  return request(app).post("/v1/chat").send({ message: "?", history }).accept(accept);
}

describe("what is asked beside a run is answered about the plan in force", () => {
  it("why an account moved, and what would move it", async () => {
    const { answer } = (await ask({ kind: "account", id })).body;
    expect(answer.text).toContain(id);
    expect(answer.data.counterfactuals.changes.length).toBeGreaterThan(0);
    expect((await get(answer.link)).body.account).toEqual(answer.data);
  });

  it("two accounts side by side", async () => {
    const { accounts } = (await ask({ kind: "movers", by: null, direction: "up", limit: 2, where: [] })).body
      .answer.data;
    const [one, two] = accounts.map((account: { id: string }) => account.id);
    const { answer } = (await ask({ kind: "pair", id: one, other: two })).body;
    const own = await Promise.all([one, two].map((each) => ask({ kind: "account", id: each })));
    own.forEach(({ body }, at) => {
      const { potentialIndex, tier } = body.answer.data;
      expect(answer.data[at]).toEqual({ ...body.answer.data, counterfactuals: null });
      expect(answer.table.rows[1][at + 1]).toBe(tier);
      expect(answer.text).toContain(`(rank ${potentialIndex.rank.toLocaleString("en")} of 2,000)`);
    });
    expect((await get(answer.link)).body.columns[0].cells.sort()).toEqual([one, two].sort());
    expect((await ask({ kind: "pair", id: one, other: "nobody" })).status).toBe(422);
  });

  it("why a tier is as large as it is", async () => {
    const { tiers } = (await get(`/v1/tiers?${QUERY}&limit=1`)).body.summary;
    const tier = tiers[1];
    const { answer } = (await ask({ kind: "size", tier })).body;
    const { distribution, migration } = (await get(answer.link)).body.summary;
    const { after, before, came, left } = answer.data;
    expect([before, after]).toEqual([distribution.before[1], distribution.after[1]]);
    expect(came.find((flow: { tier: string }) => flow.tier === "A").accounts).toBe(migration[0][1]);
    const sum = (flows: readonly { accounts: number }[]) =>
      flows.reduce((all, { accounts }) => all + accounts, 0);
    expect(before + sum(came) - sum(left)).toBe(after);
    expect(answer.text).toContain(
      `accounts ${after > before ? "more" : "fewer"}: ${before} today, ${after} under`,
    );
    expect(answer.text).toContain("The KPI method fills the tiers");
    const text = async (policy: Plan["policy"]) =>
      (await ask({ kind: "size", tier }, undefined, { ...plan, method: "hybrid", policy })).body.answer.text;
    expect(await text({})).toMatch(
      /has not grown or shrunk: .*The plan sets no sizes, so they stay as they are\.$/u,
    );
    const sizes = distribution.before.map((size: number, at: number) => [
      tiers[at],
      size + [10, -10, 0, 0][at]!,
    ]);
    expect(await text({ tierSizes: Object.fromEntries(sizes) })).toMatch(
      /10 accounts fewer.*The plan sets its size\.$/u,
    );
    expect((await ask({ kind: "size", tier: "Z9" })).body.answer.text).toBe("The plan has no Tier Z9.");
  });

  it("how many accounts there are, what they bring and where they are, counted and listed", async () => {
    const base = { kind: "accounts", by: null, where: [], order: null, limit: null } as const;
    const [tier] = (await get(`/v1/tiers?${QUERY}&limit=1`)).body.summary.tiers;
    const { answer } = (await ask({ ...base, where: [`tier:${tier}`] })).body;
    expect(answer.data.before.reduce((sum: number, count: number) => sum + count, 0)).toBe(
      answer.data.total.accounts,
    );
    expect(answer.table.columns.map(({ name }: { name: string }) => name)).toEqual([
      "Tier",
      "Today",
      "Under this plan",
    ]);
    expect((await get(answer.link)).body.total).toBe(answer.data.total.accounts);

    const grouped = (await ask({ ...base, by: "Geo_Entity", order: "revenue" })).body.answer;
    const revenues = grouped.table.rows.map(([, , revenue]: [string, number, number]) => revenue);
    expect(revenues).toEqual([...revenues].sort((a, b) => b - a));
    expect(grouped.text).toContain("By Geo Entity, revenue:");

    const listed = (await ask({ ...base, order: "TotalRevenue_FY26", limit: 3 })).body.answer;
    const linked = (await get(listed.link)).body.columns;
    const ids = linked.find(({ name }: { name: string }) => name === "ID").cells;
    expect(listed.table.rows.map(([account]: [string]) => account)).toEqual(ids);
    expect(listed.table).toMatchObject({ total: 2_000 });
    expect(listed.table.rows).toHaveLength(3);

    const spoken = (await ask({ ...base, order: "revenue", limit: 3 })).body.answer;
    expect(spoken.table).toEqual(listed.table);
    expect(spoken.text).toMatch(/^The book has 2,000 accounts: revenue .*, potential .*\./);

    const none = (await ask({ ...base, where: ["TotalRevenue_FY26>1e18"], limit: 5 })).body.answer;
    expect(none.text).toMatch(/^None of the 2,000 accounts matches/);
  });

  it("what a number column comes to, by tier and by value, the least first where that is asked for", async () => {
    const base = { kind: "accounts", by: null, where: [], order: null, limit: null } as const;
    const mean = (await ask({ ...base, measure: "revenue", statistic: "mean" })).body.answer;
    const cells = (await get("/v1/accounts?limit=1000&columns=TotalRevenue_FY26")).body;
    const rest = (await get("/v1/accounts?limit=1000&offset=1000&columns=TotalRevenue_FY26")).body;
    const all: number[] = [...cells.columns[0].cells, ...rest.columns[0].cells];
    const whole = all.reduce((sum, cell) => sum + (cell ?? 0), 0);
    const { cells: filled, value } = mean.data.measured.total;
    expect(value * filled).toBeCloseTo(whole, 0);
    expect(mean.text).toContain("Mean revenue:");
    expect(mean.table.columns.slice(3).map(({ name }: { name: string }) => name)).toEqual([
      "Mean revenue today",
      "Mean revenue under this plan",
    ]);
    const growth = {
      ...base,
      by: "Geo_Entity",
      measure: "Revenue_CAGR",
      statistic: "mean",
      ascending: true,
    } as const;
    const { table, text } = (await ask(growth)).body.answer;
    const rates = table.rows.map((row: number[]) => row[2]);
    expect(rates).toEqual([...rates].sort((a, b) => a - b));
    expect(table.columns[2]).toEqual({ name: "Mean growth a year", unit: "share" });
    expect(text).toContain("the least first");
    const least = (await ask({ ...base, order: "revenue", limit: 3, ascending: true })).body.answer;
    const amounts = least.table.rows.map((row: number[]) => row.at(-1));
    expect(amounts).toEqual([...all].sort((a, b) => a - b).slice(0, 3));
    const shrinking = (await ask({ ...base, where: ["Revenue_CAGR<0"], limit: 3 })).body.answer;
    expect((await get(shrinking.link)).body.total).toBe(shrinking.data.total.accounts);
  });

  it("which part of some accounts others are, and values by tier", async () => {
    const base = { kind: "accounts", by: null, order: null, limit: null } as const;
    const [top] = (await get(`/v1/tiers?${QUERY}&limit=1`)).body.summary.tiers;
    const among = [`tier:${top}`];
    const { answer } = (await ask({ ...base, among, where: [...among, "Geo_Entity:Western Europe"] })).body;
    const all = (await ask({ ...base, where: among })).body.answer.data.total.accounts;
    expect(answer.data.whole.accounts).toBe(all);
    const share = Number(((100 * answer.data.total.accounts) / all).toFixed(1));
    // The tier that the book has, whatever the run makes of it.
    expect(answer.text).toMatch(new RegExp(`^${share} % of ${all} accounts \\([^)]* today\\)`, "u"));
    const { table } = (await ask({ ...base, by: "Geo_Entity", where: [], tiers: true })).body.answer;
    for (const [, accounts, , ...tiers] of table.rows)
      expect(tiers.reduce((sum: number, count: number) => sum + count, 0)).toBe(accounts);
  });

  it("what part of the moves is of some accounts", async () => {
    const base = { kind: "movers", by: null, limit: 5 } as const;
    const all = (await ask({ ...base, direction: "up", where: [] })).body.answer;
    expect(all.text).not.toContain("of all");
    const own = (await ask({ ...base, direction: "up", where: ["Geo_Entity:Africa"] })).body.answer;
    const share = Number(((100 * own.data.up.accounts) / all.data.up.accounts).toFixed(1));
    expect(own.text).toContain(`: ${share} % of all promotions of the run.`);
  });

  it("movers by where they come to and how far, and what they bring, in all, on average and in the middle", async () => {
    const base = { kind: "movers", by: null, direction: null, limit: 1000, where: [] } as const;
    const far = (await ask({ ...base, steps: 2 })).body.answer;
    expect(far.data.accounts).toEqual([]);
    const [top] = (await get(`/v1/tiers?${QUERY}&limit=1`)).body.summary.tiers;
    const { answer } = (await ask({ ...base, to: top })).body;
    expect(answer.data.accounts.every(({ tier }: { tier: string }) => tier === top)).toBe(true);
    expect(answer.data.accounts).toHaveLength(answer.data.up.accounts);
    expect((await get(answer.link)).body.movers.up).toEqual(answer.data.up);
    const rising = { kind: "accounts", by: null, where: ["change:up"], order: null, limit: null } as const;
    const told = async (statistic: "sum" | "mean" | "median") =>
      (await ask({ ...rising, measure: "TotalRevenue_FY26", statistic })).body.answer;
    const [sum, mean, median] = [await told("sum"), await told("mean"), await told("median")];
    const { accounts } = sum.data.total;
    expect(accounts).toBeGreaterThan(1);
    expect(sum.data.measured.total.value).toBeCloseTo(sum.data.total.revenue, 2);
    expect(mean.data.measured.total.value).toBeCloseTo(sum.data.total.revenue / accounts, 2);
    expect(median.data.measured.total.value).not.toBe(mean.data.measured.total.value);
    expect(median.text).toMatch(/\(promoted\).* Median revenue: .*; by tier today: .*; under this plan: /u);
    const link = (await get(median.link)).body;
    expect([link.total, link.columns[3].name]).toEqual([accounts, "Change"]);
    expect(link.columns[3].cells.every((change: string) => change === "up")).toBe(true);
  });

  it("which value of a column gains the most accounts of a tier", async () => {
    const base = { kind: "accounts", by: "Geo_Entity", where: [], order: null, limit: null } as const;
    const { answer } = (await ask({ ...base, net: "A" })).body;
    const gains = answer.table.rows.map((row: readonly number[]) => row.at(-1));
    expect(gains).toEqual([...gains].sort((a: number, b: number) => b - a));
    for (const [, , , before, after, gain] of answer.table.rows) expect(after - before).toBe(gain);
    const [from, to] = [3, 4].map((at) =>
      answer.table.rows.reduce((sum: number, row: readonly number[]) => sum + row[at]!, 0),
    );
    expect([from, to]).toEqual([answer.data.before[0], answer.data.after[0]]);
    expect(answer.text).toContain("By Geo Entity, gain of accounts in Tier A (today → under this plan): ");
    const none = (await ask({ ...base, where: ["change:same", "change:up"] })).body.answer;
    expect(none.text).not.toContain("By Geo");
  });

  it("the fewest moves that bring a part of the gain, and what so many moves bring", async () => {
    const { answer } = (await ask({ kind: "frontier", gain: 0.5, moves: 20 })).body;
    const { points } = answer.data;
    const whole = points.at(-1).lift;
    const enough = points.find(({ lift }: { lift: number }) => lift >= whole / 2);
    const within = points.findLast(({ moved }: { moved: number }) => moved <= 20);
    for (const { moved, lift } of [enough, within])
      expect(answer.text).toContain(`${moved} moves bring ${Number(((100 * lift) / whole).toFixed(1))} %`);
  });

  it("an account that the book does not have is a problem that names its neighbours", async () => {
    const response = await ask({ kind: "account", id: "1" });
    expect(response.status).toBe(422);
    expect(response.body).toMatchObject({ code: "unknown-account" });
  });

  it("what another plan would change, which is not put in force until it is told to be", async () => {
    const chat = async (message: string, history: unknown[]) =>
      (await request(started.app).post("/v1/chat").accept("application/json").send({ message, history }))
        .body;
    const before = await chat("growth first", []);
    const history = [{ role: "user", content: "growth first" }, before.turn];
    const asked = await chat("what would happen if we only moved 1 %?", history);
    expect(asked).toMatchObject({ method: "none", plan: null, interpretation: { ask: { kind: "whatIf" } } });
    const { answer, turn } = asked;
    expect((await get(answer.link)).body.movers).toEqual(answer.data);
    const { plan } = (await get(answer.link)).body;
    const supposed = (await get(`/v1/tiers?${planToQuery(plan)}`)).body.summary;
    expect(supposed.moved.count).toBeLessThanOrEqual(20);
    expect(answer.text).toContain(`So: ${supposed.moved.count} accounts change tier`);
    expect(answer.text).toContain(`As it is: ${before.summary.moved.count} accounts change tier`);
    const { down, up } = answer.data;
    expect(answer.text).toContain(`${up.accounts + down.accounts} accounts would be in another tier`);
    const on = [...history, { role: "user", content: "?" }, turn];
    expect((await chat("run it again", on)).plan).toEqual(before.plan);
    const done = await chat("do it", on);
    expect(done.plan).toEqual({ ...before.plan, policy: { maxMovedShare: 0.01 } });
    const back = await chat("undo", [...on, { role: "user", content: "do it" }, done.turn]);
    expect(back.plan).toEqual(before.plan);
  });

  it("who moved among those who are named, each by name", async () => {
    const where = ["Geo_Entity:Western Europe"];
    const { answer } = (await ask({ kind: "movers", by: null, direction: "up", limit: 5, where })).body;
    const { movers } = (await get(answer.link)).body;
    const groups = (await get(`/v1/movers?${QUERY}&column=Geo_Entity&limit=100`)).body.movers.groups;
    const own = groups.find(({ value }: { value: string }) => value === "Western Europe");
    expect(movers.up).toEqual(own.up);
    expect(answer.data.accounts.every(({ change }: { change: string }) => change === "up")).toBe(true);
  });

  it("the movers with the most of a column first, by name and counted", async () => {
    const order = "PotentialRevenue_FY30";
    const listed = await ask({ kind: "movers", by: null, direction: null, limit: 5, order });
    const ids = listed.body.answer.data.accounts.map(({ id }: { id: string }) => id);
    const sorted = await get(`/v1/accounts?${QUERY}&change=moved&sort=${order}&descending=1&limit=5`);
    expect(ids).toEqual(sorted.body.columns[0].cells);
    const counted = await ask({
      kind: "movers",
      by: "Geo_Entity",
      direction: "up",
      limit: 20,
      order: "potential",
    });
    const potentials = counted.body.answer.data.groups.map(
      ({ up }: { up: { potential: number } }) => up.potential,
    );
    expect(potentials).toEqual([...potentials].sort((a: number, b: number) => b - a));
  });

  it("what is other than under the plan before", async () => {
    const chat = async (message: string, history: unknown[]) =>
      (
        await request(started.app)
          .post("/v1/chat")
          .set("Accept", "application/json")
          .send({ message, history })
      ).body;
    const first = await chat("growth first", []);
    const asked = [{ role: "user", content: "growth first" }, first.turn];
    const second = await chat("no wait, runway first", asked);
    const history = [...asked, { role: "user", content: "no wait, runway first" }, second.turn];
    const { answer, summary } = await chat("what changed since the last run?", history);
    expect([answer.kind, summary]).toEqual(["changes", null]);
    expect(answer.text).toContain(`Under the plan before: ${first.summary.moved.count} accounts change tier`);
    expect(answer.text).toContain(`Now: ${second.summary.moved.count} accounts change tier`);
    expect((await get(answer.link)).body.movers).toEqual(answer.data);
  });

  it("what separates two tiers", async () => {
    const { answer } = (await ask({ kind: "boundary", tiers: ["B", "C"] })).body;
    expect(answer.text).toMatch(/^B differs from C most in/);
    expect((await get(answer.link)).body.boundary).toEqual(answer.data);
  });

  it("the rules", async () => {
    const { answer } = (await ask({ kind: "rules" })).body;
    expect((await get(`${answer.link}&format=text`)).text).toBe(answer.text);
    expect((await get(answer.link)).body.rules).toEqual(answer.data);
  });

  it("the methods side by side", async () => {
    const { answer } = (await ask({ kind: "compare" })).body;
    expect(answer.text).toMatch(/\| As it is .*\| Direct .*\| KPI .*\| Hybrid /s);
    expect((await get(answer.link)).body.comparison).toEqual(answer.data);
  });
});

describe("natural groups", () => {
  it("are told in words, with the report that says the same", async () => {
    const { answer } = (await ask({ kind: "segment", algorithm: "kmeans", k: 3 })).body;
    expect(answer.text).toMatch(/^2,000 accounts fall into 3 groups/);
    expect((await get(answer.link)).body.segmentation).toEqual(answer.data);
  });

  it("come as events where events are taken, with progress before the answer", async () => {
    const asked = { kind: "segment", algorithm: "ward", k: 5 } as const;
    const { type, text } = await ask(asked, "text/event-stream");
    expect(type).toBe("text/event-stream");
    const events = text.split("\n\n").map((event) => event.split("\n")[0]);
    expect(events[0]).toBe("event: plan");
    expect(events).toContain("event: progress");
    const result = text.split("\n\n").find((event) => event.startsWith("event: result"))!;
    expect(JSON.parse(result.split("data: ")[1]!).answer.kind).toBe("segment");
  });
});

describe("a goal", () => {
  it("is sought with the fewest moves, and told with what is proven", async () => {
    const { answer } = (await ask({ kind: "goal", kpi: "sfi", atLeast: 0.815 })).body;
    expect(answer.text).toMatch(/^\d+ moves bring revenue in focus \(SFI\) to 0\.81[5-9]\d*; no fewer/);
    expect((await get(answer.link)).body.goal).toEqual(answer.data);
  });
});

describe("GET /v1/compare", () => {
  it("puts every method and the segmentations asked for side by side", async () => {
    const { body } = await get(`/v1/compare?${QUERY}&segmentation=ward:3:v2&segmentation=kmeans`);
    const { methods, segmentations } = comparisonSchema.strict().parse(body.comparison);
    expect(methods.map(({ method }) => method)).toEqual(["baseline", "direct", "kpi", "hybrid"]);
    expect(segmentations.map(({ options }) => [options.algorithm, options.k])).toEqual([
      ["ward", 3],
      ["kmeans", 4],
    ]);
    const unknown = await get("/v1/compare?segmentation=wart:3");
    expect(unknown.body.errors[0]).toMatchObject({ parameter: "segmentation" });
  });

  it("compares any plans, each given as a query of its own, and counts who differs", async () => {
    const run = (query: string) => `run=${encodeURIComponent(query)}`;
    const runs = [run("method=baseline"), run("runway=1"), run("growth=1&maxMovedShare=0.01")];
    const { body } = await get(`/v1/compare?${runs.join("&")}`);
    const scenarios = scenariosSchema.parse(body.scenarios);
    expect(scenarios.runs.map(({ moved }) => moved)).toEqual(scenarios.differing[0]);
    expect(scenarios.differing[1]![2]).toBe(scenarios.differing[2]![1]);
    expect(scenarios.differing.map((row, at) => row[at])).toEqual([0, 0, 0]);
    const faulty = await get(`/v1/compare?${run("runway=1")}&${run("runaway=1")}`);
    expect(faulty.status).toBe(400);
    expect(faulty.body.errors[0].parameter).toBe("run");
    expect(faulty.body.errors[0].detail).toContain("runaway");
  });
});

describe("GET /v1/segmentations", () => {
  it("reports the groups as tiers, and links to their CSV", async () => {
    const { body } = await get("/v1/segmentations?algorithm=kmeans&k=3&policy=blend");
    const summary = segmentationSchema.strict().parse(body.segmentation);
    expect(summary.clusters).toHaveLength(3);
    const csv = await get(`${body.links.csv}&columns=ID,Tier,Change,Reason`);
    const rows = csv.text.trimEnd().split("\r\n");
    expect(rows).toHaveLength(2_001);
    expect(rows.filter((row) => row.includes(",Tier A,"))).toHaveLength(summary.distribution.after[0]!);
  });

  it("streams its progress where events are accepted", async () => {
    const { text } = await get("/v1/segmentations?algorithm=ward&k=3").accept("text/event-stream");
    expect(text).toMatch(/^event: plan\n.*event: result\n/s);
  });

  it("says which setting is wrong, and what would be right", async () => {
    const response = await get("/v1/segmentations?algorithm=wart&k=40");
    expect(response.status).toBe(400);
    expect(response.body.errors.map(({ parameter }: { parameter: string }) => parameter)).toEqual([
      "algorithm",
      "k",
    ]);
    const linear = await get("/v1/segmentations?policy=linear");
    expect(linear.status).toBe(422);
    expect(linear.body.errors[0].parameter).toBe("policyWeights");
  });
});
