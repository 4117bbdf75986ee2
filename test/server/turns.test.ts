import { expect, it } from "vitest";
import { createTurns, PIECE_BYTES } from "../../server/operations/turns.ts";

/** Answers of several clients at once; whose piece came when. */
async function piecesOf(answers: Readonly<Record<string, number>>, pieces: number): Promise<string[]> {
  const turns = createTurns();
  const order: string[] = [];
  const answer = async (client: string) => {
    for (let k = 0; k < pieces; k++) {
      await turns.take(client);
      order.push(client);
    }
  };
  const all = Object.entries(answers).flatMap(([client, n]) =>
    Array.from({ length: n }, () => answer(client)),
  );
  await Promise.all(all);
  return order;
}

it("turns go round: clients with as many answers under way have as many of them", async () => {
  const order = await piecesOf({ one: 1, two: 1, three: 1 }, 5);
  for (let k = 0; k < 15; k += 3) expect(order.slice(k, k + 3).sort()).toEqual(["one", "three", "two"]);
});

it("beside a single answer a client's eight have a ninth of the turns together, and never none", async () => {
  const order = await piecesOf({ many: 8, few: 1 }, 40);
  expect(order).toHaveLength(360);
  const shared = order.slice(0, order.lastIndexOf("few"));
  const taken = shared.filter((client) => client === "many").length;
  expect(taken).toBeGreaterThanOrEqual(4);
  expect(taken).toBeLessThanOrEqual(7);
});

it("a client's requests that wait for something else than a turn count as well, until they are over", async () => {
  const turns = createTurns();
  const leave = Array.from({ length: 8 }, () => turns.enter("many"));
  const order: string[] = [];
  const take = async (client: string) => {
    for (let k = 0; k < 40; k++) {
      await turns.take(client);
      order.push(client);
    }
  };
  await Promise.all([take("many"), take("few")]);
  const shared = order.slice(0, order.lastIndexOf("few"));
  expect(shared.filter((client) => client === "many").length).toBeLessThanOrEqual(7);
  for (const over of leave) over();
  order.length = 0;
  await Promise.all([take("many"), take("few")]);
  expect(order.slice(0, 40).filter((client) => client === "many").length).toBeGreaterThanOrEqual(15);
});

it("what is as much work as many pieces costs as many turns", async () => {
  const turns = createTurns();
  const order: string[] = [];
  const take = async (client: string, pieces: number, times: number) => {
    for (let k = 0; k < times; k++) {
      await turns.take(client, pieces * PIECE_BYTES);
      order.push(client);
    }
  };
  await Promise.all([take("large", 10, 3), take("small", 1, 30)]);
  const between = order.lastIndexOf("large") - order.indexOf("large") - 1;
  expect(order.filter((client) => client === "large")).toHaveLength(3);
  expect(between).toBeGreaterThanOrEqual(18);
});

it("who comes back has saved no turns up", async () => {
  const turns = createTurns();
  for (let k = 0; k < 50; k++) await turns.take("busy");
  const order: string[] = [];
  const take = (client: string) => turns.take(client).then(() => order.push(client));
  await Promise.all([...Array.from({ length: 4 }, () => take("late")), take("busy")]);
  expect(order.indexOf("busy")).toBeLessThanOrEqual(1);
});

it("a turn leaves the event loop free before it", async () => {
  const turns = createTurns();
  let others = 0;
  const between = () => {
    others++;
    if (others < 5) setImmediate(between);
  };
  setImmediate(between);
  for (let k = 0; k < 5; k++) await turns.take("one");
  expect(others).toBeGreaterThanOrEqual(4);
});

it("who has many requests under way rests between turns while another's is with a worker, and not once it is over", async () => {
  const turns = createTurns();
  for (let k = 0; k < 8; k++) turns.enter("many");
  const over = turns.enter("few");
  const work = () => {
    for (const until = performance.now() + 5; performance.now() < until; );
  };
  const spent = async (pieces: number) => {
    const from = performance.now();
    for (let k = 0; k < pieces; k++) {
      await turns.take("many");
      work();
    }
    return performance.now() - from;
  };
  // Five of 5 ms, and behind each but the last three times as long.
  expect(await spent(5)).toBeGreaterThan(5 * 5 + 4 * 15 - 10);
  const begun = performance.now();
  const resting = spent(1);
  await turns.take("few");
  expect(performance.now() - begun).toBeLessThan(12);
  await resting;
  over();
  await spent(1);
  const rested: number[] = [];
  for (let k = 0; k < 5; k++) rested.push(await spent(1));
  expect(Math.min(...rested)).toBeLessThan(14);
});
