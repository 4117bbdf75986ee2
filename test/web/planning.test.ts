import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Plan, Summary } from "../../tiering/index.ts";
import { say } from "../../web/state/converse.ts";
import { changePlan } from "../../web/state/planning.ts";
import { current, session, startAnew, update } from "../../web/state/session.ts";

/** A request that waits for its answer. */
interface Waiting {
  readonly path: string;
  readonly body: { readonly history?: readonly { readonly plan?: Plan }[] } | null;
  answer(value: unknown, status?: number): void;
  lose(): void;
}

let asked: Waiting[];

beforeEach(() => {
  asked = [];
  vi.stubGlobal(
    "fetch",
    (path: string, { body = "null" }: { readonly body?: string } = {}) =>
      new Promise<Response>((resolve, reject) => {
        asked.push({
          path,
          body: JSON.parse(body),
          answer: (value, status = 200) => resolve(Response.json(value, { status })),
          lose: () => reject(new TypeError("nobody answers")),
        });
      }),
  );
  startAnew();
  update({ scenarios: [] });
});

afterEach(() => {
  for (const each of asked) each.lose();
  vi.unstubAllGlobals();
});

function planOf(runway: number): Plan {
  return { method: "hybrid", weights: { runway, growth: 1 - runway, geo: 0, category: 0 }, policy: {} };
}

/** A run's answer, told apart by its number of accounts. */
function tiersOf(accounts: number) {
  return { summary: { accounts } as Summary, book: { id: "b" }, engine: "e" };
}

const smallTalk = {
  reply: "Hello!",
  interpretation: { undo: false },
  turn: null,
  plan: null,
  summary: null,
  answer: null,
};

/** The request at a place, once it was made. */
async function request(at: number): Promise<Waiting> {
  await expect.poll(() => asked.length).toBe(at + 1);
  return asked[at]!;
}

it("shows the latest change where an earlier one was refused meanwhile", async () => {
  changePlan(planOf(0.1));
  changePlan(planOf(0.2));
  (await request(0)).answer({ title: "Refused", status: 422 }, 422);
  (await request(1)).answer(tiersOf(2));
  await expect.poll(() => session.result.value?.summary.accounts).toBe(2);
  expect(current()).toMatchObject({ running: false, trouble: null, plan: planOf(0.2) });
});

it("shows the latest change where the connection was lost under an earlier one", async () => {
  changePlan(planOf(0.1));
  changePlan(planOf(0.2));
  (await request(0)).lose();
  (await request(1)).answer(tiersOf(2));
  await expect.poll(() => session.result.value?.summary.accounts).toBe(2);
  expect(current()).toMatchObject({ online: true, running: false, trouble: null });
});

it("still shows a change whose run ends after the answer to small talk, and tells the change to it", async () => {
  changePlan(planOf(0.3));
  void say("hello");
  const chat = await request(1);
  expect(chat.body?.history?.map(({ plan }) => plan)).toEqual([planOf(0.3)]);
  chat.answer({ ...smallTalk, book: { id: "b" }, engine: "e" });
  await expect.poll(() => session.log.value.at(-1)).toMatchObject({ status: "done" });
  expect(session.running.value).toBe(true);
  asked[0]!.answer(tiersOf(3));
  await expect.poll(() => session.result.value?.summary.accounts).toBe(3);
  expect(session.running.value).toBe(false);
});

it("keeps a change made by hand where a message fails meanwhile", async () => {
  changePlan(planOf(0.3));
  void say("hello");
  (await request(1)).lose();
  await expect.poll(() => session.log.value.at(-1)).toMatchObject({ status: "failed" });
  expect(current()).toMatchObject({ running: true, plan: planOf(0.3) });
  asked[0]!.answer(tiersOf(3));
  await expect.poll(() => session.result.value?.summary.accounts).toBe(3);
});

it("leaves the last word to a message that was answered while a change was on its way", async () => {
  changePlan(planOf(0.3));
  void say("all on growth");
  const [words, id] = [planOf(0), { book: { id: "b" }, engine: "e" }];
  (await request(1)).answer({ ...smallTalk, ...id, plan: words, summary: tiersOf(4).summary });
  await expect.poll(() => session.result.value?.summary.accounts).toBe(4);
  asked[0]!.answer(tiersOf(3));
  changePlan(planOf(0.5));
  (await request(2)).answer(tiersOf(5));
  await expect.poll(() => session.result.value?.summary.accounts).toBe(5);
});

it("puts a change that comes to rest while a message waits before the message", async () => {
  void say("hello");
  await request(0);
  changePlan(planOf(0.3));
  (await request(1)).answer(tiersOf(3));
  await expect
    .poll(() => session.log.value.map(({ kind }) => kind))
    .toEqual(["adjusted", "said", "answered"]);
});
