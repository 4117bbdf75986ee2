import { z } from "zod";
import type { AnswerOf } from "./answer-of.ts";

/**
 * Who may do what, each what those before it may: anyone learns what this server is, a viewer reads results,
 * an analyst runs, uploads and holds, an admin keeps books, tokens and audit.
 */
export const ROLES = ["anyone", "viewer", "analyst", "admin"] as const;

/** A role that an operation asks for, or that a caller has. */
export type Role = (typeof ROLES)[number];

/** Roles that a token or a claim can give. */
export const GIVEN_ROLES = ["viewer", "analyst", "admin"] as const;

/** The workspace of whatever names none. */
export const DEFAULT_WORKSPACE = "default";

/** The name of a token or a person: what fits a log and a header. */
export const callerNameSchema = z.string().regex(/^[A-Za-z0-9][\w.@+-]{0,99}$/, {
  error: "expected up to 100 letters, digits and . _ @ + -, the first a letter or digit",
});

/** A workspace, by a name that any file system can keep. */
export const workspaceSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, {
    error: "expected up to 63 small letters, digits and _ -, the first a letter or digit",
  })
  .describe("Whose books, scenarios and runs are seen: those of no other workspace.");

/** Schema of a caller. */
export const callerSchema = z
  .object({ name: callerNameSchema, role: z.enum(ROLES), workspace: workspaceSchema })
  .meta({ id: "Caller" });

/** Who asks: the name of a token or of a person, what they may do, and in which workspace. */
export type Caller = Readonly<AnswerOf<typeof callerSchema>>;

/** The caller of a server without sign-in: whoever can reach it. */
export const LOCAL_CALLER: Caller = { name: "local", role: "admin", workspace: DEFAULT_WORKSPACE };

/** A caller who has not said who they are, where that is needed; a workspace of this name cannot be given. */
export const UNKNOWN_CALLER: Caller = { name: "unknown", role: "anyone", workspace: "" };

/** Whether a caller has at least this role. */
export function mayAct({ role }: Caller, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}
