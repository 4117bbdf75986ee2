import type { Item } from "../items/item.ts";
import type { Clause } from "./clauses.ts";

const DENIES =
  /^(?:not|no|never|none|nobody|nothing|neither|nor|without|no longer|not any ?more|stop|stopped|stopping|quit|cease|under no circumstances|in no case|avoid(?:ing)?|forbid(?:s|den)?|prohibit(?:ed)?|prevent|disallow(?:ed)?|banned|any ?more|any longer)$/u;
const COMPARES =
  /^(?:than|(?:more|less|fewer|rather|other|no more|not more) than|as (?:much|many|big|important) as|twice|half as|instead of)$/u;

/** Whether a word denies what stands beside it: read by what makes something of the denial, and by nothing else. */
export const denies = ({ text }: Item): boolean => DENIES.test(text);

/** Whether a word compares: read by what knows both sides of it, and by nothing else. */
export const compares = ({ text }: Item): boolean => COMPARES.test(text);

/** "less than before" compares with nothing that a plan could say; "less than 20 %" bounds a number. */
export const isBound =
  ({ items }: Clause) =>
  (item: Item): boolean =>
    !compares(item) ||
    (items.slice(items.indexOf(item) + 1).find(({ text }) => !/^(?:an?|the)$/u.test(text))?.kind ??
      "amount") === "amount";
