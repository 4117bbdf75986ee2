import type { Policy } from "../../tiering/index.ts";
import type { Operation } from "../merge/operations.ts";
import { isOfScope } from "./across-clauses.ts";
import { type Clause, ofKind, textOf } from "./clauses/clauses.ts";
import { spend } from "./clauses/spend.ts";
import { symbolsOf } from "./clauses/symbols.ts";

const OTHERS_FREE =
  /^(?:(?:but|and|so|then|while) )*(?:(?:every|any)(?:thing|one|body) else|all (?:the )?(?:else|others?)|(?:all )?(?:the )?(?:others?|rest|remaining)|all (?:the )?(?:other|remaining)(?: \S+)?)(?: of (?:the |them|it)?\S*)?(?: accounts| customers| clients)? (?:may|can|is free to|are free to|is allowed to|are allowed to|is free|are free|is fair game|are fair game|is ok to|ok to|is open|are open|eligible|is eligible|are eligible|is in play|are in play|can go|may go)(?: still| freely| also| all)?(?: to)?(?: move| change| fall| drop| go down| be demoted| or| stay| be moved| be changed| be re ?tiered| shift| freely| as you like| as usual| if needed| happily| around)*$/u;

/** "only Healthcare", then "Healthcare shouldn't move, everyone else may": these are everybody else. Changes `operations`. */
export function freeScope(clauses: readonly Clause[], operations: Operation[], policy: Policy): void {
  const { scope } = policy;
  if (!clauses.some((clause) => OTHERS_FREE.test(textOf(clause)))) return;
  const held = operations.flatMap((one) =>
    one.on === "rules" && one.change.kind === "add" && one.change.rule === "hold" ? one.change.entries : [],
  );
  if (scope === undefined || operations.some(isOfScope) || !scope.every((entry) => held.includes(entry)))
    return;
  operations.push({ on: "rules", change: { kind: "lift", rule: "scope" } });
}

/** "…, whereas the United Kingdom is not": of a hold beside it. */
const NOT_HELD =
  /^(?:(?:but|and|whereas|while|though) )*(?:the )?V (?:(?:is|are) )?not(?: (?:frozen|held|locked|included|affected))?$/u;
/** "Healthcare still not": as before. */
const STILL_HELD =
  /^(?:(?:but|and) )*(?:the )?V (?:still (?:not|may not|can not|must not)|not yet)(?: move)?$/u;
/** "other tiers may absorb the difference": of sizes beside it. */
const OTHER_TIERS =
  /^(?:(?:and|but|so|then) )*(?:the )?(?:(?:other|remaining) tiers|others?|rest|remainder)(?: (?:may|can|should|will|to))? (?:absorb|take|takes|fall|falls|go|goes|adjust|adjusts|flex|float|follow|follows|move|spill)(?: (?:up|on|in|into|to|accordingly|as needed|as necessary|the difference|the slack|the rest|the others|whatever|it|them|T|tier))*$/u;

/** "tier A 200, the other tiers absorb the difference": beside sizes, what these say anyway. Spends words. O(words). */
export function spendOtherTiers(clauses: readonly Clause[], operations: readonly Operation[]): void {
  const isSized = operations.some((one) => one.on === "rules" && one.change.kind === "tierSizes");
  if (!isSized) return;
  for (const clause of clauses)
    if (OTHER_TIERS.test(symbolsOf(clause).text)) spend(clause.items, "the other tiers");
}

/** "hold Africa; everything else can move": beside a hold, what it says anyway. Spends words. O(words · entries held). */
export function spendFreeOthers(
  clauses: readonly Clause[],
  operations: readonly Operation[],
  policy: Policy,
): void {
  const holds = operations.some(
    (one) =>
      one.on === "rules" &&
      "rule" in one.change &&
      /^(?:hold|mayRise|mayFall)$/u.test(one.change.rule) &&
      one.change.kind !== "remove",
  );
  const isScoped = operations.some(
    (one) => isOfScope(one) && one.on === "rules" && one.change.kind !== "lift",
  );
  const isFreed = operations.some((one) => isOfScope(one) && !isScoped);
  const isReleased = operations.some((one) => one.on === "rules" && one.change.kind === "remove");
  if (!(holds || isReleased) || isScoped || (policy.scope !== undefined && !isFreed)) return;
  spendNotHeld(clauses, policy);
  for (const clause of clauses)
    if (
      OTHERS_FREE.test(textOf(clause)) &&
      ofKind(clause, "signal", "values", "tier", "account", "amount").length === 0
    )
      spend(clause.items, "the others may move");
}

/** "hold Ireland, whereas the United Kingdom is not": what the holds that are in force say of that name anyway. */
function spendNotHeld(clauses: readonly Clause[], policy: Policy): void {
  for (const clause of clauses) {
    const [name] = ofKind(clause, "values");
    const { column = "", values = [] } = name?.values ?? {};
    const isOf = (entry: string) =>
      entry.startsWith(`${column}:`) &&
      entry
        .slice(column.length + 1)
        .split("|")
        .some((value) => values.includes(value));
    const isFree = policy.hold?.some(isOf) !== true;
    const shape = symbolsOf(clause).text;
    if (isFree ? NOT_HELD.test(shape) : STILL_HELD.test(shape))
      spend(clause.items, isFree ? "not held" : "hold");
  }
}
