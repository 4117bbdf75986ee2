import type { Operation } from "../../merge/operations.ts";
import { type Clause, textOf } from "../clauses/clauses.ts";
import { speaksOf } from "./list-entries.ts";

/**
 * The rules that a clause states, beside those that the message has stated before.
 * @param before what the message has said so far
 */
export function besideSaid(
  clause: Clause,
  read: readonly Operation[],
  before: readonly Operation[],
): Operation[] {
  return withoutPermissions(read, before).map((one) => united(alike(clause, one, before), before));
}

/** "Tier A is off limits. Likewise for Brazil", "…, and so is Brazil": the rule that was said last holds for it too. */
function alike(clause: Clause, operation: Operation, before: readonly Operation[]): Operation {
  if (operation.on !== "rules" || operation.change.kind !== "replace" || !ALIKE.test(textOf(clause)))
    return operation;
  const last = before.findLast((one) => one.on === "rules" && "entries" in one.change);
  if (last?.on !== "rules" || !("rule" in last.change) || !("entries" in last.change)) return operation;
  const { entries, kind, rule } = last.change;
  const also = operation.change.entries;
  if (kind === "remove" || also.length !== 1) return operation;
  // "no downgrades in Spain, same goes for Italy": everywhere but in both.
  const [except, one] = [
    /^([^:!<>&]+)!:([^&]+)$/u.exec(entries[0]!),
    /^([^:!<>&]+):([^&]+)$/u.exec(also[0]!),
  ];
  if (entries.length === 1 && except !== null) {
    if (one === null) return operation;
    const both = one[1] === except[1] ? `${except[0]}|${one[2]}` : `${except[0]}&${one[1]}!:${one[2]}`;
    return { on: "rules", change: { kind: "replace", rule, entries: [both] } };
  }
  // A hold names accounts by their IDs alone.
  const held = also.flatMap((entry) => (entry.startsWith("id:") ? entry.slice(3).split("|") : [entry]));
  return { on: "rules", change: { kind: "add", rule, entries: rule === "hold" ? held : also } };
}

const ALIKE = /^(?:(?:and|but|please) )*(?:(?:the )?same (?:goes )?for|likewise|ditto|so (?:is|are))\b/u;

/**
 * "Healthcare may not fall. They can go up.": a permission beside the other way's prohibition leaves everybody else as free
 * as before.
 */
function withoutPermissions(read: readonly Operation[], before: readonly Operation[]): Operation[] {
  return read.filter((one) => {
    if (one.on !== "rules" || one.change.kind !== "replace") return true;
    const { entries, rule } = one.change;
    if (rule !== "mayRise" && rule !== "mayFall") return true;
    const whom = entries.map(opposite).join();
    return !before.some(
      (other) =>
        other.on === "rules" &&
        other.change.kind === "add" &&
        other.change.rule === (rule === "mayRise" ? "mayFall" : "mayRise") &&
        other.change.entries.join() === whom,
    );
  });
}

/** `Column:value` as `Column!:value`. */
function opposite(entry: string): string {
  return entry.replace(/^([^:!<>&]+):/u, "$1!:");
}

/** "only from Italy and from France": what a message says of a list twice adds up. */
function united(operation: Operation, before: readonly Operation[]): Operation {
  if (operation.on !== "rules" || operation.change.kind !== "replace") return operation;
  const { entries, rule } = operation.change;
  const said = before.some(
    (one) => one.on === "rules" && one.change.kind === "replace" && one.change.rule === rule,
  );
  // "zoom in on APAC. Actually just South-East Asia": some of those.
  const among = before.some(
    (one) =>
      one.on === "rules" &&
      one.change.kind === "replace" &&
      one.change.rule === rule &&
      speaksOf(one.change.entries, entries),
  );
  return said && !among && !entries.includes("none")
    ? { on: "rules", change: { kind: "add", rule, entries } }
    : operation;
}
