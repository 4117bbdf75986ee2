import { z } from "zod";
import { callerSchema } from "./caller.ts";

/** Body of `POST /v1/session`. */
export const sessionBody = z.strictObject({
  token: z.string().min(1).max(512).describe("The token, or a password that stands for one."),
});

/** Answer of the calls of `/v1/session`: who asks, and how one signs in here. */
export const sessionAnswer = z
  .object({
    needed: z.boolean().describe("Whether this server wants to know who asks."),
    caller: callerSchema.nullable().describe("Who asks; null where they have not signed in."),
    approvesOwn: z.boolean().describe("Whether they may approve a plan that they proposed themselves."),
    until: z.string().nullable().describe("When the page's session ends; null without one."),
    ways: z.array(z.enum(["token", "oidc"])).describe("How one signs in; oidc at /v1/session/oidc."),
  })
  .meta({ id: "Session" });
