import { isIPv6 } from "node:net";
import type { Request, Response } from "express";
import { type Caller, UNKNOWN_CALLER } from "../../contract/caller.ts";
import type { Session } from "../../service/access/sessions.ts";
import { clientOf } from "../operations/client.ts";

/** Who sent a request, as far as they said. */
export interface Asker {
  readonly caller: Caller;
  /** The page's session; null for who comes without one. */
  readonly session: Session | null;
  /** Where they are: an address, or an IPv6 network. */
  readonly place: string;
  /** What limits and queues know them by: their token, or their place. */
  readonly key: string;
  /** Why what they showed was not taken; null where it was, or they showed nothing. */
  readonly refusal: Error | null;
}

/** Who sent the request that this response answers, as `identify` found. */
export function askerOf(res: Response): Asker {
  const { asker } = res.locals as { asker?: Asker };
  return asker ?? { caller: UNKNOWN_CALLER, session: null, place: "", key: "", refusal: null };
}

/** The caller of the request that this response answers. */
export function callerOf(res: Response): Caller {
  return askerOf(res).caller;
}

/** Where a request comes from, as far as one client is told from another: of IPv6 the network. */
export function placeOf(req: Request): string {
  const address = clientOf(req);
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = "", tail] = address.split("::");
  const first = head === "" ? [] : head.split(":");
  const last = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = new Array<string>(tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length)).fill(
    "0",
  );
  return `${[...first, ...zeros, ...last].slice(0, 4).join(":")}::/64`;
}
