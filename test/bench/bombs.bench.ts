import { startSmallServer } from "../memory/start-small.ts";
import { BOMBS, sendBomb } from "../support/bombs.ts";
import type { Report } from "./bench-line.ts";

export const title =
  "Bombs and hostile files over HTTP: time to the refusal, memory above the server at rest on an instance of 512 MiB, the event loop";

const LOOK_EVERY = 20;

/** What is asked of each of them: an answer of the client's fault, soon, with little memory and a free event loop. */
const MOST = { ms: 1_000, mib: 32, loopMs: 100 } as const;

/** Sends each to a server of its own, made before the clock starts; those that missed an aim, and which. */
export async function run(report: Report): Promise<readonly string[]> {
  const missed: string[] = [];
  for (const bomb of BOMBS) {
    const made = "file" in bomb ? keep(bomb) : bomb;
    const server = await startSmallServer({ LOG_LEVEL: "error" });
    await fetch(`${server.origin}/v1/columns`).then((response) => response.arrayBuffer());
    const before = server.memory();
    const ranBefore = server.loopCpu();
    server.forget();
    let peak = before;
    const looking = setInterval(() => {
      peak = Math.max(peak, server.memory());
    }, LOOK_EVERY);
    const start = performance.now();
    const status = await sendBomb(server.origin, made);
    const ms = performance.now() - start;
    clearInterval(looking);
    const mib = Math.max(peak, server.peakMemory()) - before;
    const ran = ranBefore === null ? Number.POSITIVE_INFINITY : server.loopCpu()! - ranBefore;
    const { most } = await server.stop();
    // Where the machine has much else to do the loop waits for a core: longer than it ran it was not held by a bomb.
    const held = Math.min(most, ran);
    const faults = [
      ...(status >= 400 && status < 500 ? [] : [`status ${status}`]),
      ...(ms < MOST.ms ? [] : ["time"]),
      ...(mib < MOST.mib ? [] : ["memory"]),
      ...(held < MOST.loopMs ? [] : ["event loop"]),
    ];
    if (faults.length > 0) missed.push(`${bomb.name}: ${faults.join(", ")}`);
    const quality = `${status}, ${mib.toFixed(0)} MiB more, the event loop waited at most ${most.toFixed(0)} ms and ran ${ran.toFixed(0)}`;
    report({ name: bomb.name, medianMs: ms, quality });
  }
  return missed;
}

/** The same with its file made once, ahead. */
function keep<B extends { readonly file: () => Buffer }>(bomb: B): B {
  const file = bomb.file();
  return { ...bomb, file: () => file };
}
