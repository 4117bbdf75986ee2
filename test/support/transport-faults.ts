import { gzipSync } from "node:zlib";
import { type Behaviour, envelope, type Step } from "./scripted-model.ts";

const goodBody = envelope(
  JSON.stringify({
    weights: { runway: 0.2, growth: 0.5, geo: 0.2, category: 0.1 },
    method: "hybrid",
    reply: "",
  }),
);

const reset: Behaviour = (response) => response.socket?.resetAndDestroy();
const resetInBody: Behaviour = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "5000" });
  response.write('{"choices":');
  setTimeout(() => response.socket?.resetAndDestroy(), 20);
};
const shortBody: Behaviour = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "5000" });
  response.write(goodBody.slice(0, 30));
  setTimeout(() => response.socket?.end(), 20);
};
const html = "<!doctype html><html><body><h1>Bad gateway</h1></body></html>";

/** One transport retry, then offline. */
export const RETRIED: readonly [string, Step][] = [
  ["41 reset before headers", reset],
  ["41 reset in the body", resetInBody],
  ["41 body shorter than announced", shortBody],
  ["44 status 500", { status: 500, body: '{"error":{"message":"boom"}}' }],
  ["44 status 502 with HTML", { status: 502, headers: { "content-type": "text/html" }, body: html }],
  ["44 status 503 without Retry-After", { status: 503, body: "" }],
  ["44 status 529", { status: 529, body: "overloaded" }],
  ["45 status 200 with HTML", { status: 200, headers: { "content-type": "text/html" }, body: html }],
  ["45 status 200 with {error}", { status: 200, body: '{"error":{"message":"no","code":500}}' }],
  [
    "45 status 200 with choices and an error",
    { status: 200, body: `{"error":{"message":"no"},${goodBody.slice(1)}` },
  ],
  ["45 empty body", { status: 200, body: "" }],
  ["45 bad gzip", { status: 200, headers: { "content-encoding": "gzip" }, body: "this is not gzip" }],
  [
    "45 cut gzip",
    { status: 200, headers: { "content-encoding": "gzip" }, body: gzipSync(goodBody).subarray(0, 40) },
  ],
  ["29 an envelope under __proto__", { status: 200, body: `{"__proto__":${goodBody}}` }],
  ["an envelope that is an array", { status: 200, body: `[${goodBody}]` }],
];

/** What is said of a model that is late. */
export const SLOW = "did not answer within";
const drip: Behaviour = (response) => {
  response.writeHead(200, { "content-type": "application/json" });
  const timer = setInterval(() => response.write(" "), 30);
  response.on("close", () => clearInterval(timer));
};
const endless: Behaviour = (response) => {
  response.writeHead(200, { "content-type": "application/json" });
  const chunk = Buffer.alloc(65_536, 32);
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on("drain", more);
  more();
};
/** Offline at once, with what is said of it. */
export const OFFLINE_AT_ONCE: readonly [string, string, Step][] = [
  ["39 no headers", SLOW, () => undefined],
  ["40 dripping body", SLOW, drip],
  [
    "43 quota as 429",
    "quota",
    {
      status: 429,
      headers: { "retry-after": "0" },
      body: '{"error":{"code":"insufficient_quota","type":"insufficient_quota","message":"spent"}}',
    },
  ],
  ["43 quota as 402", "quota", { status: 402, body: "{}" }],
  [
    "46 must contain the word json",
    "status 400",
    {
      status: 400,
      body: `{"error":{"message":"'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.","param":"messages"}}`,
    },
  ],
  [
    "46 status 401",
    "status 401",
    { status: 401, body: '{"error":{"message":"Incorrect API key","code":"invalid_api_key"}}' },
  ],
  [
    "46 status 404",
    "status 404",
    { status: 404, body: '{"error":{"message":"no such model","code":"model_not_found"}}' },
  ],
  [
    "46 context length",
    "status 400",
    {
      status: 400,
      body: '{"error":{"message":"maximum context length is 8192 tokens","code":"context_length_exceeded"}}',
    },
  ],
  ["47 redirect", "redirects", { status: 302, headers: { location: "http://127.0.0.1:9/elsewhere" } }],
  ["48 endless body", "larger than", endless],
  [
    "48 endless gzip",
    "larger than",
    { status: 200, headers: { "content-encoding": "gzip" }, body: gzipSync(Buffer.alloc(4_000_000, 32)) },
  ],
];

/** Busy, until a time that it tells. */
export const busy = (retryAfter: string, status = 429): Step => ({
  status,
  headers: { "retry-after": retryAfter },
  body: "{}",
});

/** Busy for so short a time that the call is made again. */
export const BUSY_SHORTLY: readonly [string, Step][] = [
  ["0", busy("0")],
  ["0.1", busy("0.1")],
  ["a date in the past", busy("Thu, 01 Jan 2026 00:00:00 GMT")],
  ["0 with 503", busy("0", 503)],
];

/** Busy for longer than the deadline, or for nobody knows how long: offline at once. */
export const BUSY_FOR_LONG: readonly [string, Step][] = [
  ["3600", busy("3600")],
  ["21, later than the deadline", busy("21")],
  ["-5", busy("-5")],
  ["garbage", busy("soon")],
  ["a date far ahead", busy("Fri, 01 Jan 2100 00:00:00 GMT")],
  ["none", { status: 429, body: "{}" }],
];

/** A body of 300 MiB. */
export const huge: Behaviour = (response) => {
  const chunk = Buffer.alloc(1 << 20, 32);
  response.writeHead(200, { "content-type": "application/json" });
  let sent = 0;
  const more = () => {
    while (!response.destroyed && sent < 300) {
      sent++;
      if (!response.write(chunk)) return;
    }
    response.end();
  };
  response.on("drain", more);
  more();
};
