import type { Caller } from "../../contract/caller.ts";
import type { TokenDirectory } from "./token-directory.ts";

/** What tells whether somebody else could approve. */
interface Others {
  /** What the configuration says; undefined where it says nothing. */
  readonly configured: boolean | undefined;
  /** Whether nobody has to say who they are. */
  readonly isOpen: boolean;
  /** Whether people come in whom no token tells of. */
  readonly hasProvider: boolean;
  readonly tokens: Pick<TokenDirectory, "list">;
  readonly now: () => number;
}

/**
 * Whether a caller may approve their own proposal: as the configuration says, else only where nobody else could, being
 * no other admin of their workspace with a token in force, and no identity provider.
 */
export function createOwnApproval({ configured, isOpen, hasProvider, tokens, now }: Others) {
  return ({ name, workspace }: Caller): boolean => {
    if (configured !== undefined) return configured;
    if (isOpen) return true;
    if (hasProvider) return false;
    return !tokens
      .list(workspace)
      .some(
        (entry) =>
          entry.role === "admin" && entry.name !== name && (entry.expires === null || entry.expires > now()),
      );
  };
}
