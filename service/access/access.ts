import type { Caller } from "../../contract/caller.ts";
import type { Oidc } from "./oidc.ts";
import type { Sessions } from "./sessions.ts";
import type { SharedLinks } from "./shared-links.ts";
import type { TokenDirectory } from "./token-directory.ts";
import type { Verify } from "./verifier.ts";

/** Who may come in, and how. */
export interface Access {
  /** Whom everybody is where nobody has to sign in; null where they have to. */
  readonly everybody: Caller | null;
  /** The workspace of the configured book. */
  readonly home: string;
  readonly tokens: TokenDirectory;
  readonly verify: Verify;
  readonly sessions: Sessions;
  readonly links: SharedLinks;
  /** Signing in at an identity provider; null where none is configured. */
  readonly oidc: Oidc | null;
  /** Whether a caller may approve what they proposed themselves. */
  approvesOwn(caller: Caller): boolean;
  /** Whether sessions and links outlive the process. */
  readonly lasting: boolean;
}
