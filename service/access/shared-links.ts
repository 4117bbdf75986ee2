import { z } from "zod";
import { type Caller, callerNameSchema, workspaceSchema } from "../../contract/caller.ts";
import type { Signer } from "./signer.ts";

/** The parameter that carries a link's signature. */
export const LINK_PARAMETER = "token";

/** Who reads through a link: a viewer, who is told from the one who made it. */
export interface LinkReader {
  readonly caller: Caller;
  /** When the link ends, milliseconds since 1970. */
  readonly until: number;
  /** What it is called where issued links are kept. */
  readonly id: string;
}

/** What a link says beside its result: which one it is, and when it ends, milliseconds since 1970. */
export interface LinkTerms {
  readonly id: string;
  readonly until: number;
}

/**
 * Read-only links to one result each, which end by themselves, or with the secret that signed them; whether one was
 * taken back is for whoever keeps them to say.
 */
export interface SharedLinks {
  /** The path and query of a result with its signature. */
  sign(path: string, maker: Pick<Caller, "name" | "workspace">, terms: LinkTerms): string;
  /** Who reads a path and query by its signature; null where that is none of ours, for another, or over. */
  read(path: string, signature: string): LinkReader | null;
}

const contentSchema = z.object({
  by: callerNameSchema,
  in: workspaceSchema,
  until: z.int(),
  id: z.string(),
});

/** Makes and reads links. */
export function createSharedLinks(signer: Signer, now: () => number): SharedLinks {
  return {
    sign(path, { name, workspace }, { id, until }) {
      const content = { by: name, in: workspace, until, id };
      const signature = signer.sign("shared-link", content, oneSpelling(path));
      const unsigned = withoutSignature(path);
      return `${unsigned}${unsigned.includes("?") ? "&" : "?"}${LINK_PARAMETER}=${signature}`;
    },
    read(path, signature) {
      const parsed = contentSchema.safeParse(signer.read("shared-link", signature, oneSpelling(path)));
      if (!parsed.success || parsed.data.until <= now()) return null;
      const { by, in: workspace, until, id } = parsed.data;
      return { caller: { name: `link-of-${by}`.slice(0, 100), role: "viewer", workspace }, until, id };
    },
  };
}

/** A path and query without its signature; the rest stands as it was written. */
export function withoutSignature(path: string): string {
  const mark = path.indexOf("?");
  if (mark < 0) return path;
  const rest = path
    .slice(mark + 1)
    .split("&")
    .filter((part) => part !== LINK_PARAMETER && !part.startsWith(`${LINK_PARAMETER}=`));
  return path.slice(0, mark) + (rest.length === 0 ? "" : `?${rest.join("&")}`);
}

/** A path and query as every client spells it: some escape more than others. */
function oneSpelling(path: string): string {
  const unsigned = withoutSignature(path);
  const mark = unsigned.indexOf("?");
  if (mark < 0) return unsigned;
  return `${unsigned.slice(0, mark)}?${new URLSearchParams(unsigned.slice(mark + 1))}`;
}
