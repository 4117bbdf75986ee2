import type { z } from "zod";
import type { Caller, Role } from "../../contract/caller.ts";
import { type PlanQuery, planQuery } from "../../contract/plan-query.ts";
import type { TokenBudget } from "../../prompts/index.ts";
import type { Session } from "../../service/access/sessions.ts";
import type { Cost } from "../../service/limits/limits.ts";
import type { JobOptions } from "../../service/workers/lane.ts";
import type { Plan } from "../../tiering/index.ts";

/** The media type of a workbook. */
export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The media type of a presentation. */
export const PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

/** The media types of answers. */
export type MediaType =
  | "text/csv"
  | typeof XLSX
  | typeof PPTX
  | "application/json"
  | "text/event-stream"
  | "text/html"
  | "text/plain"
  | "application/sql";

type BesidePlan<Q> = "maxMovedShare" extends keyof Q ? Omit<Q, keyof PlanQuery> : Q;

/** A request, read and checked. */
export interface Call<Q extends z.ZodObject, B extends z.ZodType, P extends z.ZodObject> {
  /** The plan that the query spells; the default plan where the operation takes none. */
  readonly plan: Plan;
  /** What the query says beside the plan. */
  readonly query: BesidePlan<z.output<Q>>;
  readonly body: z.output<B>;
  readonly path: z.output<P>;
  /** The one query that spells this request. */
  readonly spelled: string;
  /** What of it stands beside the plan. */
  readonly beside: string;
  /** This server as the client names it, such as `https://tiers.example`. */
  readonly origin: string;
  /** The media type that the client prefers. @throws {ServerError} `not-acceptable` */
  readonly wanted: () => MediaType;
}

/** What a maker may use: who asks, a signal of their leaving, a receiver of progress, a stopwatch. */
export interface Work extends JobOptions {
  /** Who asks: what is kept, found and noted is theirs and their workspace's. */
  readonly caller: Caller;
  /** The Idempotency-Key of a request that writes; null where it has none. */
  readonly key: string | null;
  /** The page's session; null for who comes without one. */
  readonly session: Session | null;
  /** Where they are, as far as one client is told from another: an address, or an IPv6 network. */
  readonly place: string;
  /** Tokens of the language model that are left to whoever asks. */
  readonly budget: TokenBudget;
  /** Ends a stage of `Server-Timing` that began at the last mark. */
  mark(stage: string): void;
}

/** What is known of an answer before it is made. */
export interface Opening<S extends object> {
  /** Handed to the makers beside the call. */
  readonly state?: S;
  readonly headers?: Readonly<Record<string, string>>;
  /** The media type to answer with, whatever the client prefers. */
  readonly form?: MediaType;
}

type Make<C, T> = (call: C, work: Work) => Promise<T> | T;

/** How an operation's answers are made, by media type; all that can fail is done before a maker returns. */
export interface Makers<C> {
  readonly "text/csv"?: Make<C, Iterable<Uint8Array>>;
  readonly [XLSX]?: Make<C, Iterable<Uint8Array>>;
  readonly "application/json"?: { readonly schema: z.ZodType; readonly make: Make<C, object> };
  readonly [PPTX]?: Make<C, Iterable<Uint8Array>>;
  readonly "text/html"?: Make<C, string>;
  readonly "text/plain"?: Make<C, string>;
  readonly "application/sql"?: Make<C, string>;
}

/** What one method of a path takes and gives: the same schemas validate and document it. */
export interface Operation<
  Q extends z.ZodObject,
  B extends z.ZodType,
  P extends z.ZodObject,
  S extends object,
> {
  readonly method: "get" | "post" | "delete";
  /** Path in Express's notation, such as `/v1/columns/:name/values`. */
  readonly path: string;
  /** The least role that a caller has to have. */
  readonly role: Role;
  /** What a call counts as, which may depend on what it asks. */
  readonly cost: Cost | ((call: Call<Q, B, P>) => Cost);
  readonly summary: string;
  readonly description?: string;
  readonly pathParameters?: P;
  /** Unknown parameters are refused; where absent, none is looked at. */
  readonly query?: Q;
  readonly body?: B;
  /** Largest body that is read, bytes; 512 KiB where absent. */
  readonly bodyLimit?: number;
  /** Problems that may be answered, beside those that any request may meet. */
  readonly problems?: readonly number[];
  /** Status of a good answer; 200 where absent. */
  readonly status?: 200 | 201;
  /** True where it writes: it takes an Idempotency-Key, under which it writes once. */
  readonly writes?: boolean;
  /** False where the answer to a GET is no pure function of request, book and engine: no validator. */
  readonly stable?: boolean;
  /** Does what goes before the making, such as reading the words. */
  readonly open?: (call: Call<Q, B, P>, work: Work) => Opening<S> | Promise<Opening<S>>;
  /** What the first event says; where absent, the operation has no events. */
  readonly about?: (call: Call<Q, B, P> & S) => object;
  readonly answers: Makers<Call<Q, B, P> & S>;
}

/** Any operation, as the framework sees it. */
// biome-ignore lint/suspicious/noExplicitAny: each operation's own types end here
export type AnyOperation = Operation<any, any, any, any>;

/** Checks an operation's types: what its schemas give is what its makers take. */
export function operation<
  Q extends z.ZodObject = z.ZodObject<Record<never, never>>,
  B extends z.ZodType = z.ZodUndefined,
  P extends z.ZodObject = z.ZodObject<Record<never, never>>,
  S extends object = object,
>(described: Operation<Q, B, P, S>): AnyOperation {
  return described;
}

/** Names of the parameters that spell a plan. */
export const PLAN_PARAMETERS = Object.keys(planQuery.shape) as (keyof PlanQuery)[];

/** Whether an operation's query carries a plan. */
export function takesPlan({ query }: AnyOperation): boolean {
  return query !== undefined && "maxMovedShare" in query.shape;
}

/** The media types that an operation offers, the first where the client has no preference. */
export function offeredBy({
  answers,
  about,
}: {
  readonly answers: object;
  readonly about?: unknown;
}): MediaType[] {
  const made = Object.keys(answers) as MediaType[];
  return about ? [...made, "text/event-stream"] : made;
}
