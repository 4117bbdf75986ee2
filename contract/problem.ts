import { z } from "zod";
import type { AnswerOf } from "./answer-of.ts";

const faultSchema = z.object({
  pointer: z.string().optional(),
  parameter: z.string().optional(),
  detail: z.string(),
  nearest: z.array(z.string()).optional(),
});

/**
 * One fault of a request: where it is (JSON pointer into the body as a URI fragment such as
 * `#/policy/scope/0`, or the name of a query or path parameter), and what would be right.
 */
export type Fault = AnswerOf<typeof faultSchema>;

/** An RFC 9457 problem. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    errors: z.array(faultSchema).optional(),
    instance: z.string(),
    requestId: z.string(),
  })
  .meta({ id: "Problem" });

/** An RFC 9457 problem. */
export type Problem = AnswerOf<typeof problemSchema>;
