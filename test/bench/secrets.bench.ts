import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hashOfSecret } from "../../service/access/secret-hash.ts";
import { freePort } from "../support/free-port.ts";
import type { Report } from "./bench-line.ts";
import { startServer } from "./support/server.ts";

export const title = "Canaries: where a token, a key, a session, a message or a cell shows that should not";

const TOKEN = "canary-token-of-an-admin";
const WRONG = "canary-token-that-is-wrong";
const SECRET = "canary-secret-of-signatures";
const KEY = "sk-canary-of-the-models-key";
/** What a log and the metrics may not have, and answers may. */
const MESSAGE = "canarymessage";
const CELL = "Canarycellville";

/** What was looked through, and what was found where it may not be. */
export interface Canaries {
  readonly answers: number;
  readonly lines: number;
  readonly found: readonly string[];
}

/** Asks all that can be asked, rightly and wrongly, with logs at their most talkative, and looks through all of it. */
export async function run(report: Report): Promise<Canaries> {
  const start = performance.now();
  const folder = await mkdtemp(join(tmpdir(), "canaries-"));
  const accounts = join(folder, "accounts.csv");
  const rows = ["A", "B", "B", "C"].map((tier, k) => `${k},${CELL},Tier ${tier},${k + 1},${9 - k}`);
  const header = "ID,Geo_Entity,MarketTier_FY26,TotalRevenue_FY26,PotentialRevenue_FY30";
  await writeFile(accounts, `${header}\n${rows.join("\n")}\n`);
  const port = await freePort();
  let logged = "";
  const environment = {
    ...{ TIERING_ACCOUNTS: accounts, TIERING_SECRET: SECRET, OPENAI_API_KEY: KEY },
    ...{ OPENAI_BASE_URL: "http://127.0.0.1:9/v1", METRICS_PORT: `${port}`, LOG_LEVEL: "trace" },
    TIERING_TOKENS: `name=anna role=admin hash=${hashOfSecret(TOKEN)}`,
  };
  const onLog = (text: string) => {
    logged += text;
  };
  const server = await startServer(environment, [], { onLog });
  const secrets = [TOKEN, WRONG, SECRET, KEY, Buffer.from(`x:${TOKEN}`).toString("base64")];
  const texts: string[] = [];
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(server.origin + path, init);
    const text = await response.text();
    texts.push(JSON.stringify([...response.headers].filter(([name]) => name !== "set-cookie")) + text);
    return { response, text };
  };
  const json = (body: object, headers: Record<string, string> = {}) => ({
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const bearer = { authorization: `Bearer ${TOKEN}` };

  const signedIn = await fetch(`${server.origin}/v1/session`, json({ token: TOKEN }));
  const cookie = signedIn.headers.get("set-cookie")!.split(";")[0]!;
  secrets.push(cookie.slice(cookie.indexOf("=") + 1));
  const linked = await fetch(`${server.origin}/v1/links`, json({ url: "/v1/tiers.csv" }, bearer));
  const { url } = (await linked.json()) as { readonly url: string };
  secrets.push(new URL(url).searchParams.get("token")!);

  const { text: description } = await ask("/openapi.json", { headers: bearer });
  const { paths } = JSON.parse(description) as { readonly paths: Record<string, Record<string, unknown>> };
  const credentials: Record<string, string>[] = [
    bearer,
    { authorization: `Bearer ${WRONG}` },
    { authorization: `Basic ${Buffer.from(`x:${TOKEN}`).toString("base64")}` },
    { cookie },
    {},
  ];
  for (const [path, methods] of Object.entries(paths)) {
    const plain = path.replaceAll(/\{\w+\}/g, "1");
    for (const headers of credentials) {
      if ("get" in methods) {
        await ask(plain, { headers });
        await ask(`${plain}?token=${WRONG}&columns=all&no=${MESSAGE}`, { headers });
      }
      if ("post" in methods)
        await ask(plain, json({ message: `growth above all, ${MESSAGE}`, x: 1 }, headers));
    }
  }
  for (const message of [`growth above all ${MESSAGE}`, `hold ${CELL}`, `who moved in ${CELL}?`])
    for (const path of ["/v1/chat", "/v1/interpretations"]) await ask(path, json({ message }, bearer));
  const upload = new FormData();
  upload.set("accounts", new Blob([`${header}\n${rows.join("\n")}\n${rows[0]}\n`]), `${CELL}.csv`);
  await ask("/v1/books", { method: "POST", headers: bearer, body: upload });
  await ask(url.slice(server.origin.length));
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  await server.stop();
  await rm(folder, { recursive: true });
  const lines = logged.trimEnd().split("\n");

  const found = [
    ...secrets.flatMap((secret, k) => {
      const where = [...texts, ...lines, metrics].filter((text) => text.includes(secret)).length;
      return where > 0 ? [`secret ${k} in ${where} places`] : [];
    }),
    ...[MESSAGE, CELL].flatMap((word) => {
      const where = [...lines, metrics].filter((text) => text.includes(word));
      return where.length > 0 ? [`${word} in ${where.length} lines, such as ${where[0]!.slice(0, 200)}`] : [];
    }),
    ...lines
      .filter((line) => !isJson(line))
      .map((line) => `a line that does not parse: ${line.slice(0, 80)}`),
  ];
  const seen = `${secrets.length} secrets in ${texts.length} answers, ${lines.length} lines, the metrics`;
  report({
    name: "canaries",
    medianMs: performance.now() - start,
    quality: `${seen}: ${found.join("; ") || "none"}`,
  });
  return { answers: texts.length, lines: lines.length, found };
}

function isJson(line: string): boolean {
  try {
    return typeof JSON.parse(line) === "object";
  } catch {
    return false;
  }
}
