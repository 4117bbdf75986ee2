import type { Cue } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";
import { ORDERS } from "../items/order-words.ts";

/** "growth: 40", "tier A: 1,200 accounts": a colon behind a name alone. */
export function isHeading(said: readonly Item[]): boolean {
  const items = said.filter(({ text }) => text !== "please");
  if (
    items.length <= 3 &&
    items.some((item) => item.cues.has("strategic")) &&
    items.every((item) => item.kind === "word")
  )
    return true;
  const ranks =
    items.length <= 3 &&
    items.every(
      (item) =>
        item.kind === "word" &&
        ["first", "second", "third", "last", "strong", "afterwards", "matter"].some((cue) =>
          item.cues.has(cue as Cue),
        ),
    );
  const measure =
    items.length <= 6 &&
    items.at(-1)?.kind === "amount" &&
    items.some((item) => item.kind === "column" || /^(?:revenues?|sales|turnover|spend)$/u.test(item.text));
  // "Geo_Entity = Africa: freeze"
  const bare = items.filter(({ text }) => !/^['"]$/u.test(text));
  const condition =
    bare.length === 3 && bare[0]?.kind === "column" && bare[1]?.text === "=" && bare[2]?.kind === "values";
  // "Budget for reassignments: 0.5 %"
  const rule =
    (items.length === 1 ||
      (items.length <= 4 &&
        items.every(({ kind }) => kind === "word") &&
        items[0]?.cues.has("cap") === true)) &&
    ["cap", "tierword", "hold", "only", "sizes", "mine"].some((cue) => items[0]?.cues.has(cue as Cue));
  // "in order of importance: growth, runway, geo"
  const order =
    items.length <= 8 &&
    items.every(({ kind }) => kind === "word") &&
    ORDERS.some(([pattern]) => pattern.test(items.map(({ text }) => text).join(" ")));
  // "a third each: runway, growth, category"
  const portion = items.length === 2 && items[0]?.kind === "amount" && items[1]?.cues.has("each") === true;
  return (
    items.length > 0 &&
    (ranks ||
      portion ||
      order ||
      condition ||
      rule ||
      measure ||
      // "tier B in Financial Services: nobody moves"
      (items.length <= 5 &&
        items.at(-1)?.kind === "values" &&
        items.every(
          ({ kind, text }) => ["tier", "values"].includes(kind) || /^(?:in|of|the|and)$/u.test(text),
        )) ||
      (items.length <= 2 &&
        ["signal", "tier", "column", "values", "account"].includes(items.at(-1)?.kind ?? "")))
  );
}
