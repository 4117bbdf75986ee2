import type { z } from "zod";
import type { auditAnswer } from "../../contract/audit.ts";
import type { HoldsBody, holdsAnswer } from "../../contract/holds.ts";
import type { runAnswer } from "../../contract/run.ts";
import type { sharedLinkAnswer, sharedLinksAnswer } from "../../contract/shared-link.ts";
import { getJson } from "./call.ts";
import { sendJson } from "./send.ts";

/** Answer of `GET /v1/holds`. */
export type HoldsAnswer = z.output<typeof holdsAnswer>;
/** Answer of `GET /v1/links`. */
export type LinksAnswer = z.output<typeof sharedLinksAnswer>;
/** Answer of `GET /v1/audit`. */
export type AuditAnswer = z.output<typeof auditAnswer>;
/** Answer of `GET /v1/runs/:id`. */
export type RunAnswer = z.output<typeof runAnswer>;

/** The workspace's holds. @throws {RequestError} */
export const listHolds = () => getJson<HoldsAnswer>("v1/holds");

/** Holds accounts for every plan of the workspace. @throws {RequestError} */
export const addHolds = (holds: HoldsBody["holds"]) => sendJson<HoldsAnswer>("POST", "v1/holds", { holds });

/** Ends a hold. @throws {RequestError} */
export const endHold = (id: string) => sendJson<HoldsAnswer>("DELETE", `v1/holds/${id}`);

/** The links that one may take back. @throws {RequestError} */
export const listLinks = () => getJson<LinksAnswer>("v1/links");

/** Makes a link to a result. @throws {RequestError} */
export const addLink = (url: string, days: number) =>
  sendJson<z.output<typeof sharedLinkAnswer>>("POST", "v1/links", { url, days });

/** Takes a link back. @throws {RequestError} */
export const endLink = (id: string) => sendJson<LinksAnswer>("DELETE", `v1/links/${id}`);

/** A page of the audit trail. @throws {RequestError} */
export const readAudit = (query: URLSearchParams) => getJson<AuditAnswer>(`v1/audit?${query}`);

/** A recorded run, made again. @throws {RequestError} */
export const replayRun = (id: string) => getJson<RunAnswer>(`v1/runs/${encodeURIComponent(id)}`);
