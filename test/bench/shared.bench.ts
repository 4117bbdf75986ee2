import { startRedis } from "../support/redis.ts";
import type { Report } from "./bench-line.ts";
import { spread, startServer, timeAnswer } from "./support/server.ts";

export const title = "A small request over HTTP: without Redis, and with one that is up, frozen, gone";

const CALLS = 200;

/** The same small answer again and again; every call takes of a limit, which is what Redis is asked for. */
export async function run(report: Report): Promise<void> {
  const alone = await startServer();
  await measure(`${alone.origin}/v1/columns`, "without Redis", report);
  await alone.stop();

  const redis = await startRedis();
  const server = await startServer({ REDIS_URL: redis.url });
  const url = `${server.origin}/v1/columns`;
  await measure(url, "Redis up", report);
  redis.process.kill("SIGSTOP");
  await measure(url, "Redis frozen", report);
  redis.process.kill("SIGCONT");
  await redis.stop();
  await measure(url, "Redis gone", report);
  await server.stop();
}

async function measure(url: string, name: string, report: Report): Promise<void> {
  const times: number[] = [];
  for (let k = 0; k < CALLS; k++) times.push((await timeAnswer(url)).last);
  const most = Math.max(...times);
  report({ name, ...spread(times), quality: `most ${most.toFixed(1)} ms of ${CALLS}` });
}
