import { EventEmitter } from "node:events";
import type { Request, Response } from "express";
import { expect, it, vi } from "vitest";
import { sendFile } from "../../server/operations/send.ts";

const MIB = 2 ** 20;

/** A response that takes whatever it is given. */
function openResponse() {
  const res = Object.assign(new EventEmitter(), {
    destroyed: false,
    set: () => {},
    write: () => true,
    end: () => setImmediate(() => res.emit("close")),
  });
  return res;
}

/** Sends a file of so many MiB; what it was made from, held by its slices alone. */
async function send(size: number): Promise<WeakRef<Uint8Array>> {
  const columns = new Uint8Array(MIB);
  function* slices() {
    for (let i = 0; i < size; i++) yield columns;
  }
  const download = {
    type: "text/csv",
    name: "tiers.csv",
    note: null,
    turn: () => new Promise<void>((resolve) => setImmediate(resolve)),
    onSlow: () => {},
  };
  await sendFile({ method: "GET" } as Request, openResponse() as unknown as Response, slices(), download);
  return new WeakRef(columns);
}

it("what a large file was made from is given back behind each one", async () => {
  for (let file = 0; file < 2; file++) {
    const columns = await send(9);
    await vi.waitFor(() => expect(columns.deref() === undefined).toBe(true), { timeout: 10_000 });
  }
});

it("behind a small file nobody collects", async () => {
  const columns = await send(1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(columns.deref() === undefined).toBe(false);
});
