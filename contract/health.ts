import { z } from "zod";
import { identityShape } from "./identity.ts";

/** Answer of `GET /livez`. */
export const liveAnswer = z.object({ status: z.literal("live") });

/** Answer of `GET /readyz`. */
export const readyAnswer = z.object({ status: z.literal("ready"), ...identityShape });
