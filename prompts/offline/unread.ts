import type { Amount } from "./amounts.ts";
import { signalOf } from "./lexicon.ts";
import type { Token } from "./tokens.ts";

const RULED =
  /^(?:tiers?|accounts?|customers?|clients?|companies|moves?|moved|moving|changes?|book|revenue|budget|limit|limited|cap|capped|max|maximum|min|minimum)$/u;
const RULES =
  /^(?:freeze|freezing|frozen|lock|locked|locking|pin|pinned|cap|capped|limit|limited|restrict|restricted|ringfence|quota)$/u;
const COUNTED = /^(?:accounts?|customers?|clients?|companies)$/u;
/** Longest quotation of the user's words, characters. */
const MAX_QUOTE = 60;

/**
 * The clauses that look like a business rule (a number of accounts, "freeze …") of which no phrase was
 * read, in the user's words: they are said back rather than dropped.
 * @param left the tokens that no phrase has taken.
 * @param counted whether the weights were read from the numbers.
 * @param ruled whether some rule was read; a verb of rules that is left over then belongs to it.
 * @param n accounts in the book: that number is no rule.
 */
export function unreadClauses(
  left: readonly Token[],
  amounts: readonly Amount[],
  message: string,
  { counted, n, ruled }: { readonly counted: boolean; readonly n: number; readonly ruled: boolean },
): string[] {
  return clauses(left).flatMap((clause) => {
    if (clause.some(({ text }) => text.startsWith("@") || signalOf(text) !== null)) return [];
    const numbers = clause.flatMap(
      ({ text }) => amounts[text.startsWith("#") ? Number(text.slice(1)) : -1] ?? [],
    );
    const numbered =
      (!counted || clause.some((_, at) => countsAccounts(clause, at, amounts))) &&
      numbers.some(({ value }) => value !== n) &&
      clause.some(({ text }) => RULED.test(text) || RULES.test(text));
    if (!numbered && (ruled || !clause.some(({ text }) => RULES.test(text)))) return [];
    const words = message
      .slice(clause[0]?.start, clause.at(-1)?.end)
      .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
      .trim();
    return [
      words.length > MAX_QUOTE
        ? `${words
            .slice(0, MAX_QUOTE - 1)
            .toWellFormed()
            .trimEnd()}…`
        : words,
    ];
  });
}

/** The tokens without the numbers of accounts ("25 accounts per seller"), which are no weights. */
export function withoutCounts(left: readonly Token[], amounts: readonly Amount[]): Token[] {
  return left.filter((_, at) => !countsAccounts(left, at, amounts));
}

function countsAccounts(tokens: readonly Token[], at: number, amounts: readonly Amount[]): boolean {
  const text = tokens[at]?.text ?? "";
  const amount = text.startsWith("#") ? amounts[Number(text.slice(1))] : undefined;
  return amount?.kind === "plain" && COUNTED.test(tokens[at + 1]?.text ?? "");
}

function clauses(tokens: readonly Token[]): Token[][] {
  const out: Token[][] = [[]];
  for (const token of tokens)
    if (/^(?:[.,;!?]|and|but)$/u.test(token.text)) out.push([]);
    else out.at(-1)?.push(token);
  return out.filter((clause) => clause.length > 0);
}
