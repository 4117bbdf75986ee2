import { expect, test } from "vitest";
import { createKeyedTurns } from "../../../service/library/keyed-turns.ts";

test("work of one key waits for what came before it, whether that fails or not; that of another does not", async () => {
  const inTurn = createKeyedTurns();
  const said: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = inTurn("a", async () => {
    await gate.promise;
    said.push("first of a");
    throw new Error("first of a fails");
  });
  const second = inTurn("a", async () => said.push("second of a"));
  await inTurn("b", async () => said.push("of b"));
  expect(said).toEqual(["of b"]);
  gate.resolve();
  await expect(first).rejects.toThrow("first of a fails");
  expect(await second).toBe(3);
  expect(await inTurn("a", async () => said.push("third of a"))).toBe(4);
  expect(said).toEqual(["of b", "first of a", "second of a", "third of a"]);
});
