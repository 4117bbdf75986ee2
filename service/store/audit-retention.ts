import type { AuditTrail } from "./audit.ts";

const DAY_MS = 86_400_000;

/** What a look at the trail's age came to: entries that went, or why none could. */
export type Retained = { readonly gone: number } | { readonly trouble: string };

/**
 * Keeps the audit trail to so many days: at once, and every day from then on; each replica may do so.
 * @returns the end of it
 */
export function retainAudit(
  audit: Pick<AuditTrail, "keepDays">,
  days: number,
  tell: (retained: Retained) => void,
  every = DAY_MS,
): () => void {
  const look = async () => {
    try {
      tell({ gone: await audit.keepDays(days) });
    } catch (error) {
      tell({ trouble: error instanceof Error ? error.message : String(error) });
    }
  };
  void look();
  const timer = setInterval(() => void look(), every).unref();
  return () => clearInterval(timer);
}
