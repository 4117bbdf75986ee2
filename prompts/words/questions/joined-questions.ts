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
  // "what groups do we have? find seven with k-means"
  if (a.kind === "segment" && b.kind === "segment")
    return (a.k === null || b.k === null || a.k === b.k) &&
      (a.algorithm === null || b.algorithm === null || a.algorithm === b.algorithm)
      ? { ...a, k: a.k ?? b.k, algorithm: a.algorithm ?? b.algorithm }
      : null;
  if (a.kind !== "scenario" || b.kind !== "scenario") return null;
  const [retire, add, lose] = [
    [...a.retire, ...b.retire],
    [...a.add, ...b.add],
    [...a.lose, ...b.lose],
  ];
  const presence = [...a.presence, ...b.presence];
  return { kind: "scenario", retire, add, lose, presence, minAccounts: b.minAccounts ?? a.minAccounts };
}
