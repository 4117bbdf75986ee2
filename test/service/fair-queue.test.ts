import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { createFairQueue } from "../../service/workers/fair-queue.ts";
import { createPool, type Pool } from "../../service/workers/pool.ts";
import { smallBook } from "./support/small-book.ts";

interface Job {
  readonly client: string;
  readonly at: number;
}

describe("a fair queue", () => {
  it("lets a new client's first job go before the next of one who has had a turn", () => {
    const queue = createFairQueue<Job>();
    for (let at = 0; at < 5; at++) queue.push("many", { client: "many", at });
    const first = queue.take()!;
    queue.push("few", { client: "few", at: 0 });
    queue.finish(first);
    const order = [queue.take()!, queue.take()!, queue.take()!].map(({ client, at }) => `${client} ${at}`);
    expect([first.at, ...order]).toEqual([0, "few 0", "many 1", "many 2"]);
  });

  it("serves a client in their own order, each job once, and nobody waits for more than one of another's", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { maxLength: 60 }), (clients) => {
        const queue = createFairQueue<Job>();
        const pushed = clients.map((k, at) => ({ client: `c${k}`, at }));
        for (const job of pushed) queue.push(job.client, job);
        const taken: Job[] = [];
        for (let job = queue.take(); job; job = queue.take()) {
          taken.push(job);
          queue.finish(job);
        }
        expect([...taken].sort((a, b) => a.at - b.at)).toEqual(pushed);
        for (const client of new Set(taken.map((job) => job.client))) {
          const turns = taken.flatMap((job, at) => (job.client === client ? [at] : []));
          const own = turns.map((at) => taken[at]!.at);
          expect(own).toEqual([...own].sort((a, b) => a - b));
          for (const [k, at] of turns.entries()) {
            const between = taken.slice((turns[k - 1] ?? -1) + 1, at).map((job) => job.client);
            expect(new Set(between).size).toBe(between.length);
          }
        }
        expect([queue.size, queue.take()]).toEqual([0, undefined]);
      }),
    );
  });

  it("counts what waits and runs by client, through removals and ends", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(2), fc.constantFrom("push", "take", "remove", "finish")), { maxLength: 80 }),
        (steps) => {
          const queue = createFairQueue<Job>();
          const waits: Job[] = [];
          const runs: Job[] = [];
          for (const [at, [k, step]] of steps.entries()) {
            const job = { client: `c${k}`, at };
            if (step === "push") {
              queue.push(job.client, job);
              waits.push(job);
            } else if (step === "take") {
              const next = queue.take();
              expect(next === undefined).toBe(waits.length === 0);
              if (next) runs.push(...waits.splice(waits.indexOf(next), 1));
            } else if (step === "remove") {
              const gone = waits.at(k);
              if (gone) expect(queue.remove(waits.splice(waits.indexOf(gone), 1)[0]!)).toBe(true);
              expect(queue.remove(job)).toBe(false);
            } else {
              const over = runs.pop();
              if (over) queue.finish(over);
              queue.finish(job);
            }
            expect(queue.size).toBe(waits.length);
            for (const client of ["c0", "c1", "c2"]) {
              expect(queue.jobsOf(client)).toBe(
                [...waits, ...runs].filter((each) => each.client === client).length,
              );
            }
          }
        },
      ),
    );
  });
});

describe("workers", () => {
  const pools: Pool[] = [];
  afterEach(async () => {
    await Promise.all(pools.splice(0).map((pool) => pool.close()));
  });

  it("take turns between clients: one who sends many makes another wait for one of them", async () => {
    const script = new URL("./support/scripted-thread.ts", import.meta.url);
    const pool = createPool(smallBook(), { workers: 1, queueLimit: 32, script });
    pools.push(pool);
    await pool.ready;
    const order: string[] = [];
    const ask = (client: string, name: string) =>
      pool.perform("tier", { answer: name } as never, { client, onStart: () => order.push(name) });
    const all = Array.from({ length: 8 }, (_, k) => ask("many", `many ${k}`));
    all.push(ask("few", "few 0"), ask("other", "other 0"));
    await Promise.all(all);
    expect(order.slice(0, 4)).toEqual(["many 0", "few 0", "other 0", "many 1"]);
    expect(order.slice(4)).toEqual(["many 2", "many 3", "many 4", "many 5", "many 6", "many 7"]);
  });
});
