import { type Clause, has, ofKind } from "../clauses/clauses.ts";
import type { Cue } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";

/** "see our best customers in A", "get more of them into B": where accounts are to land is no scope. */
export function aimedTier(clause: Clause): Item | null {
  // "no promotions to tier A", "only these may drop into C"
  const landing = clause.items.findIndex(
    (item, place) =>
      item.kind === "tier" &&
      item.became === null &&
      (/^(?:reach|reaches|enter|enters|join|joins)$/u.test(clause.items[place - 1]?.text ?? "") ||
        (/^(?:to|into)$/u.test(clause.items[place - 1]?.text ?? "") &&
          ["rise", "fall"].some((cue) => clause.items[place - 2]?.cues.has(cue as Cue)))),
  );
  if (landing >= 0) return clause.items[landing] as Item;
  if (has(clause, "only", "hold", "not", "fall", "except") || ofKind(clause, "amount").length > 0)
    return null;
  const at = clause.items.findIndex(
    (item, place) =>
      item.kind === "tier" &&
      item.became === null &&
      /^(?:in|into|to|inside)$/u.test(clause.items[place - 1]?.text ?? ""),
  );
  const aimed = clause.items.slice(0, Math.max(0, at)).some((item) => AIMS.test(item.text));
  return aimed ? (clause.items[at] as Item) : null;
}

const AIMS =
  /^(?:see|seeing|want|get|getting|put|putting|bring|bringing|land|promote|promoted|lift|push|pull|find|prefer|place|belong|belongs|end up|more)$/u;
