import type { Store } from "./open-store.ts";

/** What whoever saves something has to know of where it is kept; null where there is nothing to say. */
export function noticeOf({ isKept }: Pick<Store, "isKept">): string | null {
  return isKept
    ? null
    : "This server keeps it in memory: it is gone when the server ends. TIERING_STORE or DATABASE_URL gives it a store.";
}
