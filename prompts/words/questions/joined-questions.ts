import type { Question } from "../../../contract/question.ts";

/**
 * Two questions of a message as one: "retire seller 17. Remote for all C.", "how many went up and how many went down?"; null
 * where they are two.
 */
export function joined(a: Question, b: Question): Question | null {
  if (a.kind === "movers" && b.kind === "movers") {
    const either = { ...a, direction: null };
    return a.direction !== b.direction && JSON.stringify(either) === JSON.stringify({ ...b, direction: null })
      ? either
      : null;
  }
  if (a.kind !== "scenario" || b.kind !== "scenario") return null;
  const [retire, add, lose] = [
    [...a.retire, ...b.retire],
    [...a.add, ...b.add],
    [...a.lose, ...b.lose],
  ];
  const presence = [...a.presence, ...b.presence];
  return { kind: "scenario", retire, add, lose, presence, minAccounts: b.minAccounts ?? a.minAccounts };
}
