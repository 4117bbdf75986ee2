import { belowZeroOf } from "../items/below-zero.ts";
import type { Item } from "../items/item.ts";

/** Words that restrict or negate; where one is unread, nothing runs without a question. */
const RESTRICTS =
  /^(?:not|no|never|none|nobody|nothing|neither|nor|without|only|solely|exclusively|except|except for|other than|apart from|excluding|unless|at most|no more than|not more than|max|maximum|up to|cap|limit|hold|freeze|frozen|lock|keep|protect|leave|few|fewer|fewest|as few|fewer than|less than|outside|exempt|restrict|drop|stop|forget|forget about|ignore|skip|omit|don't|than|more than|less than|rather than|as much as|as many as|half as|instead of|no longer|any more|anymore|any longer|stopped|stopping|quit|cease|neither)$/u;

/** Whether an item is a word that restricts or negates, or a number below zero, which only compares. */
export function restricts(item: Item): boolean {
  return item.kind === "word" && (RESTRICTS.test(item.text) || belowZeroOf(item.text) !== null);
}
