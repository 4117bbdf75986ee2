import type { Report } from "./bench-line.ts";
import { spread, startServer, timeAnswer } from "./support/server.ts";

export const title = "A whole request: words in, CSV of 50,000 accounts out (over HTTP, no result kept)";

const WARM_UPS = 5;
const REQUESTS = 25;

/** First and last byte of the chat's CSV, and the report as JSON. */
export async function run(report: Report): Promise<void> {
  const server = await startServer();
  const ask = (accept: string) => ({
    method: "POST",
    headers: { "content-type": "application/json", "accept-encoding": "identity", accept },
    body: JSON.stringify({ message: "prioritize runway growth" }),
  });
  const chat = `${server.origin}/v1/chat`;
  for (let i = 0; i < WARM_UPS; i++) await timeAnswer(chat, ask("text/csv"));

  const first: number[] = [];
  const last: number[] = [];
  let size = 0;
  for (let i = 0; i < REQUESTS; i++) {
    const timed = await timeAnswer(chat, ask("text/csv"));
    first.push(timed.first);
    last.push(timed.last);
    size = timed.bytes;
  }
  report({ name: "chat, CSV: first byte", ...spread(first) });
  report({ name: "chat, CSV: last byte", ...spread(last), quality: `${(size / 2 ** 20).toFixed(1)} MiB` });

  const json: number[] = [];
  for (let i = 0; i < REQUESTS; i++) json.push((await timeAnswer(chat, ask("application/json"))).last);
  report({ name: "chat, JSON report", ...spread(json) });
  await server.stop();
}
