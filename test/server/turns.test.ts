import { expect, it } from "vitest";
import { createTurns } from "../../server/operations/turns.ts";

it("turns go round: one client's many answers under way are one of two beside another's single one", async () => {
  const turns = createTurns();
  const order: string[] = [];
  const answer = async (client: string, pieces: number) => {
    for (let k = 0; k < pieces; k++) {
      await turns.take(client);
      order.push(client);
    }
  };
  await Promise.all([...Array.from({ length: 8 }, () => answer("many", 5)), answer("few", 5)]);
  expect(order).toHaveLength(45);
  expect(order.slice(0, 10).filter((client) => client === "few")).toHaveLength(5);
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
