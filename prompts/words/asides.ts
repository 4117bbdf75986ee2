import type { Clause } from "./clauses.ts";
import { spend } from "./spend.ts";

/** "growth less unless it is in Africa", "hold Africa or hold Asia": which of the two is for nobody to guess. */
export function isConditional({ items }: Clause): boolean {
  const weighed = items.some(({ became, kind }) => kind === "signal" && became !== null);
  return items.some(({ text }, at) => {
    const next = items[at + 1];
    const before = items[at - 1]?.text ?? "";
    if (/^(?:unless|if|provided)$/u.test(text))
      return (
        weighed &&
        !/^(?:what|as|even|how about|happens?)$/u.test(before) &&
        !/^(?:possible|needed|you)$/u.test(next?.text ?? "")
      );
    return text === "or" && next?.kind === "word" && next.cues.has("hold") && next.became === "hold";
  });
}

/** "Finance told us to freeze Africa": who says so is none of the accounts. */
export function reported({ items }: Clause): void {
  const at = items.findIndex(({ text }) =>
    /^(?:told|said|says|asked|asks|insists|insisted|decided|agreed)$/u.test(text),
  );
  if (at >= 0 && at <= 4) spend(items.slice(0, at + 1), "a story");
}
