import type { z } from "zod";
import type { AnswerOf } from "../contract/answer-of.ts";
import type { auditAnswer, auditQuery } from "../contract/audit.ts";
import { renderCell } from "../data/csv/cell.ts";
import { identityOf, type Service } from "./service.ts";
import type { AuditEntry, AuditKind } from "./store/audit.ts";
import { noticeOf } from "./store/notice.ts";
import type { Store } from "./store/open-store.ts";

type AuditAnswer = AnswerOf<typeof auditAnswer>;
type AuditRequest = z.output<typeof auditQuery>;

/** A page of a workspace's audit trail, the latest entries first. @throws {ServiceError} `store-unavailable` */
export async function readAudit(
  service: Service,
  workspace: string,
  { ofBook: book, from, to, limit, ...query }: AuditRequest,
): Promise<AuditAnswer> {
  const { store } = service;
  // One more tells whether there is a next page.
  const bounds = { ...(from && { from: moment(from) }), ...(to && { to: moment(to) }) };
  const found = await store.audit.list(workspace, { ...query, ...bounds, book, limit: limit + 1 });
  const entries = found.slice(0, limit).map(({ workspace: _, kind, ...entry }) => ({
    ...entry,
    kind: kind as AuditKind,
  }));
  return {
    ...identityOf(service),
    entries,
    next: found.length > limit ? (entries.at(-1)?.id ?? null) : null,
    missing: missingOf(store),
    keptDays: store.audit.keptDays,
    notice: noticeOf(store),
  };
}

/** The columns of the trail as CSV. */
const COLUMNS = [
  "at",
  "who",
  "kind",
  "action",
  "query",
  "plan",
  "run",
  "book",
  "engine",
  "form",
  "bytes",
  "sha256",
  "detail",
] as const satisfies readonly (keyof AuditEntry)[];

/**
 * A page of the trail as CSV, no cell of which a spreadsheet takes for a formula. What the page lacks stands behind the
 * entries, in rows that have a detail alone.
 */
export function auditCsv({ entries, next, missing, notice }: AuditAnswer): Buffer[] {
  const rows = entries.map((entry) => COLUMNS.map((name) => renderCell(String(entry[name] ?? ""))).join(","));
  const older =
    next === null
      ? null
      : `Older entries than these ${entries.length} are left out; before=${next} gives them.`;
  const told = [older, missing, notice].filter((text) => text !== null);
  const notes = told.map((text) => ",".repeat(COLUMNS.length - 1) + renderCell(text));
  return [COLUMNS.join(","), ...rows, ...notes].map((row) => Buffer.from(`${row}\r\n`));
}

function moment(text: string): string {
  return new Date(text).toISOString();
}

function missingOf({ audit }: Store): string | null {
  const parts = [
    ...(audit.waiting > 0 ? [`${audit.waiting} entries wait until the store answers`] : []),
    ...(audit.lost > 0 ? [`${audit.lost} entries were lost while it was away`] : []),
  ];
  return parts.length === 0 ? null : `Not all is here: ${parts.join(", ")}.`;
}
