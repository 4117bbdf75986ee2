import type { Item } from "./item.ts";

/** Words that say that revenue falls. */
export const FALLS =
  /^(?:negative|falling|falls|declining|shrinking|shrink|shrinks|shrunk|shrank|decreasing|dwindling|sinking|dropping|decline|declines|declined)$/u;

/** Words that say that it rises. */
export const RISES = /^(?:positive|rising|increasing|growing|grows)$/u;

/** Whose growth, or loss, it is. */
export const REVENUE = /^(?:revenues?|sales|turnover|business|spend|spending)$/u;

/** Words of a loss that need to be told what is lost: revenue, or how much. */
export const LOSES = /^(?:losing|loses|lose|lost|fell|dropped|sank)$/u;

/** Words between growth and how much it is. */
const BETWEEN =
  /^(?:by|at|of|is|are|was|rates?|faster|quicker|slower|only|than|(?:more|less|greater|higher|lower|faster|slower) than|at (?:least|most)|no (?:more|less) than|not (?:more|less) than|up to|above|over|below|under)$/u;

/** What a number says the growth, or loss, of: "growing by at least 8 %"; null where it is of something else. O(items). */
export function growthBehind(items: readonly Item[], number: Item): Item | null {
  const ahead = items.slice(0, items.indexOf(number));
  const grown = ({ signals }: Item) => signals.join() === "growth";
  const last = ahead.findLast(({ text }) => !BETWEEN.test(text) && !REVENUE.test(text));
  // "faster than 10 percent", with nothing ahead of it.
  const said = last === undefined || last.kind === "stop" ? ahead.findLast(grown) : last;
  const grows = said !== undefined && said.signals.join() === "growth";
  return said !== undefined && (grows || FALLS.test(said.text) || LOSES.test(said.text)) ? said : null;
}
