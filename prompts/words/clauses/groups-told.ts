import type { Item } from "../items/item.ts";
import { type Clause, has } from "./clauses.ts";

const GROUPS =
  /^(?:the )?(?:countries|industries|regions|sectors|segments|markets|verticals|geographies|territories|categories|areas)$/u;
const END = /^(?:the )?(?:top|bottom|biggest|largest|smallest|highest|lowest|best|worst|strongest|weakest)$/u;
const WHICH = /^(?:that|which|whose)$/u;
/** Items between a group and the figure that tells which. */
const NEAR = 5;

/**
 * "the top three industries by growth", "countries with fewer than 100 accounts", "only industries that grow": groups told
 * by a figure of theirs, which no selector of accounts is, and no weight either.
 */
export function tellsGroups(clause: Clause): boolean {
  return clause.items.some((item, at) => {
    if (item.kind !== "signal" || !GROUPS.test(item.text)) return false;
    const [ahead, behind] = [
      clause.items.slice(Math.max(0, at - 2), at),
      clause.items.slice(at + 1, at + 1 + NEAR),
    ];
    const counted = (items: readonly Item[]) => items.some(({ kind }) => kind === "amount");
    const ranked = counted(ahead) && clause.items.slice(0, at).some(({ text }) => END.test(text));
    const bounded = /^(?:with|having)$/u.test(behind[0]?.text ?? "") && counted(behind);
    const relative =
      WHICH.test(behind[0]?.text ?? "") && has(clause, "only", "hold", "ignore", "not", "except");
    return ranked || bounded || relative;
  });
}
