import { columnOfSignal } from "../../../tiering/index.ts";
import type { Vocabulary } from "../../book/vocabulary.ts";
import { type Item, NO_CUES } from "./item.ts";

const VERB = /^(?:is|are|of|was|be|stands? at|stays?)$/u;
const COMPARES =
  /^(?:above|over|more than|greater than|higher than|at least|exceeding|exceeds|below|under|less than|lower than|at most|up to|no more than|not more than|no less than|not less than|[<>]=?)$/u;
/** Potential in all, revenue included: a column of the book, and not what is left to win. */
const IN_ALL =
  /^(?:potential|potential revenue|revenue potential|future revenue|wallet|wallet size|estimated wallet)$/u;
/** From here on a number is an amount, and no weight. */
const LEAST_AMOUNT = 1_000;

/**
 * "accounts with whitespace above 1 million": an amount of a signal says which accounts, and is no weight: the signal's
 * column. O(items).
 */
export function amountsOfSignals(
  items: readonly Item[],
  { absentSignals, signalColumns = {} }: Vocabulary,
): Item[] {
  return items.map((item, at) => {
    const [signal, more] = item.signals;
    if (item.kind !== "signal" || signal !== "runway" || more !== undefined) return item;
    if (absentSignals?.runway !== undefined || IN_ALL.test(item.text)) return item;
    const behind = items.slice(at + 1, at + 4).filter(({ text }) => !VERB.test(text));
    const [word, number] = behind;
    const [amount, other] = number?.amounts ?? [];
    const isAmount = amount?.kind === "plain" && amount.value >= LEAST_AMOUNT && other === undefined;
    const column = signalColumns[signal] ?? columnOfSignal(signal);
    return word !== undefined && COMPARES.test(word.text) && isAmount
      ? { ...item, kind: "column", signals: [], cues: NO_CUES, names: [column] }
      : item;
  });
}
