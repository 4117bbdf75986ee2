import { expect, it } from "vitest";
import { MIXED_KINDS, playMixedUse, type Used } from "../support/mixed-use.ts";
import { INSTANCE_MB, startSmallServer } from "./start-small.ts";

/** Ten minutes by `npm run test:memory`; without the variable each kind of use once. */
const SECONDS = Number(process.env.MEMORY_SECONDS ?? 10);
/** What the whole process may hold of the instance, and what it may hold while nobody asks, MiB. */
const MOST = 420;
const MOST_IDLE = 220;
const LOOK_EVERY = 100;

it(
  `${SECONDS} s of mixed use fit an instance of ${INSTANCE_MB} MiB: at most ${MOST} resident, ${MOST_IDLE} when idle`,
  async () => {
    // Patient, so that each kind is had on a busy machine too: what runs longer holds its memory longer.
    const server = await startSmallServer({ LOG_LEVEL: "error", TASK_SECONDS: "600", QUEUE_SECONDS: "200" });
    const idle = server.memory();
    server.forget();
    const counts = new Map<string, number>();
    let during = "";
    let seen = 0;
    let latest = "";
    const looking = setInterval(() => {
      const now = server.memory();
      if (now > seen) [seen, during] = [now, latest];
    }, LOOK_EVERY);
    const onAnswer = ({ what, status }: Used) => {
      latest = `${latest.split(" · ").slice(-3).join(" · ")} · ${what}`;
      counts.set(`${what}: ${status}`, (counts.get(`${what}: ${status}`) ?? 0) + 1);
    };
    await playMixedUse(server.origin, { seconds: SECONDS, onAnswer });
    clearInterval(looking);
    const peak = server.peakMemory();
    const after = server.memory();
    await server.stop();
    const mib = (value: number) => `${value.toFixed(0)} MiB`;
    console.log(`idle ${mib(idle)}, at most ${mib(peak)} (behind${during}), ${mib(after)} when all was over`);
    console.log(
      [...counts]
        .sort()
        .map(([what, n]) => `${n} × ${what}`)
        .join("\n"),
    );
    // Shed load is no fault: too many runs at once, of one client or of all, and books that are being read.
    const faults = [...counts.keys()].filter(
      (key) => !/: (?:20[01]|429|503)$|^30 faulty bodies: 4\d\d$/.test(key),
    );
    expect(faults).toEqual([]);
    expect(MIXED_KINDS.filter((what) => !counts.has(`${what}: 200`))).toEqual([]);
    expect(peak).toBeLessThanOrEqual(MOST);
    expect(idle).toBeLessThan(MOST_IDLE);
  },
  1_000 * (SECONDS + 900),
);
