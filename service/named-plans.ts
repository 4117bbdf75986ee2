import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { planToQuery } from "../contract/plan-query.ts";
import type { Plan } from "../tiering/index.ts";
import { byteSize } from "./byte-size.ts";

/** Bytes of plans that are remembered. */
const KEPT_BYTES = 4 * 2 ** 20;

/** Plans by the id of their run. */
export interface NamedPlans {
  /** Names a plan: the same plan on the same book has the same id. */
  name(plan: Plan): string;
  /** The plan of an id; null where it was never named here, or is forgotten. */
  find(id: string): Plan | null;
}

/** The id of a plan's run: the same plan on the same book by the same engine has the same id. */
export function runIdOf(bookId: string, engine: string, plan: Plan): string {
  const spelled = JSON.stringify([bookId, engine, planToQuery(plan).toString()]);
  return createHash("sha256").update(spelled).digest("base64url").slice(0, 22);
}

/** Remembers the plans named last, for those that are too long for a header or a URL. */
export function createNamedPlans(bookId: string, engine: string): NamedPlans {
  const plans = new LRUCache<string, Plan>({
    maxSize: KEPT_BYTES,
    sizeCalculation: (plan) => Math.ceil(byteSize(plan)),
  });
  return {
    name(plan) {
      const id = runIdOf(bookId, engine, plan);
      plans.set(id, plan);
      return id;
    },
    find: (id) => plans.get(id) ?? null,
  };
}
