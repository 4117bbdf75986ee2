import type { Plan } from "../../tiering/index.ts";
import type { HistoryTurn } from "../api/answers.ts";
import { planName } from "../words/plan-words.ts";
import type { Entry } from "./model.ts";

/** Most turns that the server takes. */
const TURNS = 20;

/**
 * The conversation as the server wants it: what was said and answered, with the plan that each answer
 * ran; a plan changed by hand is an answer too, so that "a bit more geo" builds on it.
 */
export function historyOf(log: readonly Entry[]): HistoryTurn[] {
  const turns = log.flatMap((entry): HistoryTurn[] => {
    if (entry.kind === "said") return [{ role: "user", content: entry.text }];
    if (entry.kind === "adjusted") {
      return [
        { role: "assistant", content: `Plan ${entry.how}: ${planName(entry.plan)}.`, plan: entry.plan },
      ];
    }
    return entry.turn === null ? [] : [entry.turn];
  });
  const latest = turns.slice(-TURNS);
  const inForce = turns.findLast(({ plan }) => plan !== undefined);
  // However many questions were asked since, the plan in force is told.
  return inForce === undefined || latest.includes(inForce) ? latest : [inForce, ...latest.slice(1)];
}

/** The plan that the conversation has come to; null where it has come to none. */
export function planInForce(log: readonly Entry[]): Plan | null {
  return historyOf(log).findLast(({ plan }) => plan !== undefined)?.plan ?? null;
}
