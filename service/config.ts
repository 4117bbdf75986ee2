import { availableParallelism } from "node:os";
import { z } from "zod";
import { DEFAULT_WORKSPACE, workspaceSchema } from "../contract/caller.ts";
import { ServiceError } from "./errors.ts";
import { instanceMegabytes } from "./instance-memory.ts";

const port = z.coerce.number().int().min(0).max(65_535);
const count = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const list = z.string().transform((text) => text.split(",").map((entry) => entry.trim()));
const onOff = z.enum(["on", "off"]).transform((word) => word === "on");

/** Part of the instance's memory that remembered results may take. */
const KEPT_PART = 0.05;
const UNITS = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;
/** A time such as 15m, in seconds. */
const duration = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,8}[smhd]$/, "expected a time such as 90s, 15m, 6h or 1d")
    .transform((text) => Number(text.slice(0, -1)) * UNITS[text.at(-1) as keyof typeof UNITS])
    .pipe(z.number().min(least).max(most));

/** Every setting by its environment name; an empty value counts as absent. */
const variables = z.object({
  /** Where absent: this machine alone without sign-in, else every address. */
  HOST: z.string().optional(),
  PORT: port.default(3000),
  TIERING_ACCOUNTS: z.string().optional(),
  TIERING_TAM: z.string().optional(),
  TIERING_MAPPING: z.string().optional(),
  /** Seconds from one reading of the accounts to the next, as 90s, 15m or 6h. */
  TIERING_REFRESH: duration(1, 30 * 86_400).optional(),
  /** Who is told of a book that was read anew, and what signs it. */
  TIERING_WEBHOOK: z.url({ protocol: /^https?$/ }).optional(),
  TIERING_WEBHOOK_SECRET: z.string().min(16).optional(),
  TIERING_WEBHOOK_PLAN: z.string().optional(),
  TIERING_SELLERS: z.string().optional(),
  TIERING_CAPACITIES: z.string().optional(),
  TIERING_OWNERS: z.string().optional(),
  /** Folder of uploaded books; without one they live until the process ends. */
  TIERING_LIBRARY: z.string().optional(),
  /** File of the store; in the library's folder where only that is named, else in memory. */
  TIERING_STORE: z.string().optional(),
  /** A PostgreSQL for the store, in place of a file. */
  DATABASE_URL: z.url({ protocol: /^postgres(?:ql)?$/, error: "expected a postgres:// address" }).optional(),
  /** Days for which entries of the audit trail are kept; for good where absent. */
  AUDIT_DAYS: count(1, 36_500).optional(),
  LIBRARY_MB: count(1, 1_048_576).default(512),
  LIBRARY_DAYS: count(1, 36_500).optional(),
  UPLOAD_MB: count(1, 16_384).default(256),
  /** What several replicas share: answers, tokens, the breaker, limits. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  WORKERS: count(1, 64).default(Math.max(1, availableParallelism() - 1)),
  QUEUE_LIMIT: count(0, 10_000).default(32),
  QUEUE_SECONDS: count(1, 3_600).default(10),
  TASK_SECONDS: count(1, 3_600).default(60),
  KEPT_MB: count(0, 65_536).default(() => Math.min(64, Math.floor(KEPT_PART * instanceMegabytes()))),
  /** Says that whoever reaches the server may do everything. */
  AUTH: z.enum(["none"]).optional(),
  TIERING_TOKEN: z.string().min(16).optional(),
  TIERING_TOKENS: z.string().optional(),
  TIERING_WORKSPACE: workspaceSchema.default(DEFAULT_WORKSPACE),
  TIERING_SECRET: list.pipe(z.array(z.string().min(16))).default([]),
  SESSION_HOURS: count(1, 720).default(12),
  /** Whether who proposed a plan may approve it; where absent, only who is the one admin of the workspace. */
  APPROVE_OWN: onOff.optional(),
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_ROLE_CLAIM: z.string().default("roles"),
  OIDC_WORKSPACE_CLAIM: z.string().optional(),
  /** Most a minute, by token or address; 0 for no limit. */
  LIMIT_REQUESTS: count(0, 1_000_000).default(6_000),
  LIMIT_HEAVY: count(0, 1_000_000).default(240),
  LIMIT_MODEL: count(0, 1_000_000).default(120),
  /** Tokens of the language model a UTC day, by token or address. */
  LIMIT_MODEL_TOKENS: count(1, Number.MAX_SAFE_INTEGER).optional(),
  /** Different wrong tokens in a quarter of an hour, by address; 0 for no limit. */
  LIMIT_SIGN_INS: count(0, 1_000_000).default(20),
  DRAIN_SECONDS: count(1, 600).default(25),
  /** Part of it in which new connections are still taken, so that balancers can see that there are to be none. */
  DRAIN_PAUSE_SECONDS: count(0, 300).default(0),
  TRUSTED_PROXIES: count(0, 10).default(0),
  CORS_ORIGINS: list.default([]),
  ALLOWED_HOSTS: list.default([]),
  /** The host names a service for itself; set by the platform. */
  RENDER_EXTERNAL_HOSTNAME: list.default([]),
  /** Address of `/metrics`; none where no port is set. */
  METRICS_HOST: z.string().default("127.0.0.1"),
  METRICS_PORT: port.optional(),
  /** Where traces go; the exporter reads it and its other OTEL_ variables by itself. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: z
    .url({ protocol: /^https?$/ })
    .refine(
      (url) => !url.includes("@"),
      "expected an address without a user name; the key goes into OPENAI_API_KEY",
    )
    .default("https://api.openai.com/v1"),
  OPENAI_MODEL: z.string().default("gpt-4o-mini"),
  OPENAI_TEMPERATURE: z
    .union([z.literal("default").transform(() => null), z.coerce.number().min(0).max(2)], {
      error: 'expected a number from 0 to 2, or "default" for the endpoint\'s own',
    })
    .default(0),
  OPENAI_RESPONSE_FORMAT: z.enum(["json_object", "json_schema", "none"]).default("json_object"),
  INTERPRETER_DEADLINE_MS: count(100, 120_000).default(15_000),
  INTERPRETER_FALLBACK: onOff.default(true),
  INTERPRETER_CACHE: count(0, 100_000).default(500),
  INTERPRETER_DAILY_TOKENS: count(1, Number.MAX_SAFE_INTEGER).optional(),
});

const environmentSchema = variables.refine(
  ({ DRAIN_PAUSE_SECONDS, DRAIN_SECONDS }) => DRAIN_PAUSE_SECONDS <= DRAIN_SECONDS / 2,
  { path: ["DRAIN_PAUSE_SECONDS"], error: "expected at most half of DRAIN_SECONDS" },
);

/** The configuration as it is read from the environment. */
export type Config = z.infer<typeof environmentSchema>;

/**
 * Reads the configuration; the only place that looks at `process.env`.
 * @throws {ServiceError} `invalid-config`, naming each faulty variable, what it holds and what it may hold.
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = environmentSchema.safeParse(present);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const secret = /_(?:KEY|TOKENS?|SECRET|WEBHOOK)$/.test(name) || present[name]?.includes("@");
    const got = secret ? "a value" : JSON.stringify(present[name]);
    return `${name}: got ${got}. ${issue.message}`;
  });
  throw new ServiceError("invalid-config", `The configuration is not valid.\n  ${faults.join("\n  ")}`);
}
