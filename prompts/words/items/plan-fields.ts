import type { Token } from "./token.ts";

/**
 * Tokens of a plan as the API spells it, in words: `tier:A`, `scope Geo_Entity:Africa`, `strategicTiers: revenue:0.75`,
 * `hold top:50:Revenue`. O(tokens).
 */
export function fieldsAsWords(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  const text = (at: number) => tokens[at]?.text ?? "";
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (!FIELD.test(token.text)) {
      out.push(token);
      continue;
    }
    const word = (said: string) => ({ ...token, text: said });
    const adjoins = tokens[at + 1]?.start === token.end && tokens[at + 2]?.start === tokens[at + 1]?.end;
    const isPair = text(at + 1) === ":" && adjoins;
    // "policy: { … }", "mayFall: none"
    const none = /^may(rise|fall)$/u.exec(token.text)?.[1];
    if (/^(?:policy|plan|config)$/u.test(token.text) && opens(out) && FIELDS.test(text(at + 1))) {
      if (text(at + 1) === ":") at++;
    } else if (none !== undefined && /^[=:]$/u.test(text(at + 1)) && text(at + 2) === "none") {
      out.push(word("no"), word(none === "rise" ? "promotions" : "demotions"));
      at += 2;
    }
    // "tier:A"
    else if (token.text === "tier" && isPair && /^\p{L}/u.test(text(at + 2))) {
      out.push(token);
      at++;
    } else if (token.text === "revenue" && isPair && /^0?\.\d+$/u.test(text(at + 2))) {
      const share = tokens[at + 2]!;
      const percent = { ...share, text: `${Number((Number(share.text) * 100).toFixed(6))}` };
      out.push(word("cover"), percent, { ...share, text: "%" }, word("of"), token);
      at += 2;
    } else if (token.text === "top" && isPair && text(at + 3) === ":" && /^\d+$/u.test(text(at + 2))) {
      out.push(word("the"), tokens[at + 2]!, word("largest"), word("accounts"), word("by"));
      at += 3;
    } else if (token.text === "scope" && opens(out) && names(tokens, at + 1)) {
      out.push(word("only"));
      if (/^(?:[=:]|is)$/u.test(text(at + 1))) at++;
    } else if (token.text === "tiersizes") {
      out.push(word("tier"), word("sizes"));
      if (/^(?:to|=)$/u.test(text(at + 1))) at++;
    } else if (token.text === "strategictiers") {
      out.push(word("strategic"), word("tiers"), word("="));
      if (/^(?:to|[=:])$/u.test(text(at + 1))) at++;
    } else if (token.text === "maxmovedshare") {
      out.push(word("cap"));
    } else out.push(token);
  }
  return out;
}

/** The words that a field or a part of one begins with. */
const FIELD = /^(?:may|policy|plan|config|tier|revenue|top|scope|strategic|max)/u;
const FIELDS =
  /^(?::|maxmovedshare|maxtierstep|hold|scope|tiersizes|strategictiers|mayrise|mayfall|method|weights)$/u;

/** Whether what is behind stands at the head of a clause. */
const opens = (out: readonly Token[]): boolean =>
  /^(?:[.,;:{(\n&]|and|with|use|set|keep)?$/u.test(out.at(-1)?.text ?? "");

/** Whether a scope names something, and is none that is spoken of. */
const names = (tokens: readonly Token[], at: number): boolean => {
  const next = tokens[at]?.text ?? "";
  const behind = /^(?:[=:]|is)$/u.test(next) ? (tokens[at + 1]?.text ?? "") : next;
  return (
    /^["'[{]?$|^\p{L}/u.test(behind) &&
    !/^(?:to|is|stays?|of|for|in|was|and|or|restriction|limit|rule|again|back)$/u.test(behind) &&
    behind !== ""
  );
};
