import type { Item } from "./item.ts";

/** "growth/runway = 2", "growth : geo = 1.5": the one counts so many times as much as the other. O(items). */
export function quotients(items: readonly Item[]): Item[] {
  const out: Item[] = [];
  for (let at = 0; at < items.length; at++) {
    const [a, sign, b, is, number, behind] = items.slice(at, at + 6);
    const [amount, ...more] = number?.amounts ?? [];
    const isQuotient =
      a?.kind === "signal" &&
      b?.kind === "signal" &&
      /^[/:]$/u.test(sign?.text ?? "") &&
      is?.text === "=" &&
      amount?.kind === "plain" &&
      more.length === 0 &&
      (behind === undefined || /^[.,;\n]$/u.test(behind.text));
    if (isQuotient) {
      const { end, start } = sign!;
      out.push(a, { ...number!, start, end, amounts: [{ ...amount, kind: "times" }] }, b);
      at += 4;
    } else out.push(items[at]!);
  }
  return out;
}
