import type { Token } from "./token.ts";

/** A message with the signs of programs and formulas as the plain ones that they stand for, each at its old place. */
export function asWritten(message: string): string {
  return (
    message
      .replaceAll(":=", " =")
      .replaceAll("==", " =")
      .replaceAll("&&", " &")
      .replaceAll("||", " ,")
      .replaceAll("≫", ">")
      .replaceAll("≪", "<")
      .replaceAll("∈", "=")
      .replaceAll("∧", "&")
      .replaceAll("∨", ",")
      .replace(/ ∉/gu, "!=")
      // "in {Africa, South Asia}", "in ('Africa', 'South Asia')"
      .replace(/(?<=[ =])(?:in )?[{(]([^{}():=]+)[})]/giu, (set, names: string) => setOf(set, names))
      // "w(growth) = .5"
      .replace(/(?<![\p{L}\p{N}])w\((\p{L}+)\)/giu, "  $1 ")
      // "'Utilities' | 'Retail'"
      .replace(/(?<=['"]) \| (?=['"])/gu, " , ")
      // "Geo_Entity = 'Africa'"
      .replace(/(?<=[=,] ?)(['"])([^'"=<>]{2,80})\1/gu, " $2 ")
      // "runway += 0.05"
      .replace(/[+-]= ?(?=[\d.])/gu, (step) => step.slice(0, 1).padStart(step.length))
      // "hold: ["tier:A"]"
      .replace(/\[([^[\]]*)\]/gu, (list, names: string) =>
        /\p{L}/u.test(names) ? ` ${names.replace(/["']/gu, " ")} ` : list,
      )
      // Weights as JSON or a set in mathematics.
      .replace(/(?<![\p{L}\p{N}])w(?=\s{0,3}[=:]\s{0,3}[{[])/giu, " ")
      .replace(/(?:[=:]\s{0,3})?\{[^{}]*\}/gu, (set) =>
        /[:=]/u.test(set.slice(3)) ? set.replace(/^[=:]|[{}"]/gu, " ") : set,
      )
      // "weights -> growth 55 | max 600"
      .replace(/(?<=weights?:? )[-=]>/gu, " -")
      .replace(/ \| /gu, " ; ")
  );
}

/** A set of names, its brackets left away: "in {…}" is "= …". Others stay as they are. */
function setOf(set: string, names: string): string {
  const isList = /^in [{(]/iu.test(set) || (set.startsWith("{") && names.includes(","));
  if (!isList || !/\p{L}/u.test(names)) return set;
  return set.replace(/^in /iu, " = ").replace(/[{}()]/gu, " ");
}

/** What data people call the moves, and their share, in one word. */
const MOVES =
  /^(?:(?:n|num|no|nr|count|total)_?(?:moves?|moved|movers|changes)|(?:moves?|moved|movers|changes)_(?:share|pct|percent|count|total)|(?:share|pct|percent)_moved|(?:moved_)?share_moved)$/u;
const MOST_MOVES = /^max(?:imum)?_?(?:n_?)?(?:moves?|moved|movers|changes)$/u;
const PLACES = /^(?:country|region|area|geo|geography|industry|sector|category|vertical|tier)$/u;
/** A distance between tiers. */
const STEP = /^(?:δ_?tiers?|delta_?tiers?|tier_?delta|tier_?steps?|step_?size)$/u;

/** How what is noted begins or what it has: most words are none of it. */
const NOTED =
  /[#|=_/δ]|^(?:abs|sum|count|n|num|nr|no|and|size|delta|step|max|mov|change|share|pct|percent|total|tier|with|having|country|region|area|geo|industry|sector|category|vertical)/u;

/** Tokens with names and signs of formulas as words: "n_moves", "|Δtier|", "|A| = 1200", "geo = category = 0". O(tokens). */
export function withoutNotation(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  const text = (at: number) => tokens[at]?.text ?? "";
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (!NOTED.test(token.text) && text(at + 1) !== "(") {
      out.push(token);
      continue;
    }
    const word = (said: string) => ({ ...token, text: said });
    const enclosed = enclosedAt(tokens, at);
    if (enclosed !== null) {
      out.push(
        ...enclosed.said.map((said) => ({ text: said, start: token.start, end: tokens[enclosed.last]!.end })),
      );
      at = enclosed.last;
    } else if (STEP.test(token.text)) out.push(word("tier"), word("step"));
    else if (/^max_?tier_?steps?$/u.test(token.text)) {
      const isSaid = /^(?:\d.*|[=:]|to)$/u.test(text(at + 1));
      out.push(word("tier"), word("step"), ...(isSaid ? [word("at"), word("most")] : [word("limit")]));
      if (/^[=:]$/u.test(text(at + 1))) at++;
    } else if (token.text === "moved" && text(at + 1) === "share") {
      out.push({ ...word("moves"), end: tokens[at + 1]!.end });
      at++;
    } else if (token.text === "having" && /^(?:are|am|is)$/u.test(text(at - 1))) {
      // "we are having a budget": they have it.
      const last = out.pop() as Token;
      out.push({ ...token, text: "have", start: last.start });
    } else if (PLACES.test(token.text) && text(at + 1) === "wise") {
      // "country-wise count"
      out.push(word("by"), { ...token, end: tokens[at + 1]!.end });
      at++;
    } else if (
      /^(?:moved|moves)$/u.test(token.text) &&
      text(at + 1) === "/" &&
      /^(?:n|and)$/u.test(text(at + 2))
    ) {
      // "moved/N <= .03"
      out.push({ ...word("moves"), end: tokens[at + 2]!.end });
      at += 2;
    } else if (token.text === "with" && text(at - 1) === "same" && !/^\p{L}/u.test(text(at + 1)))
      // "same w; …"
      out.push(word("weights"));
    else if (MOVES.test(token.text)) out.push(word("moves"));
    else if (MOST_MOVES.test(token.text)) {
      out.push(word("moves"), word("at"), word("most"));
      if (/^[=:]$/u.test(text(at + 1))) at++;
    } else {
      const both = token.text === "=" ? numberOfBoth(tokens, at) : null;
      out.push(...(both === null ? [token] : [...both, { ...token, text: "," }]));
    }
  }
  return out;
}

/** "|Δtier|", "|A|", "n(A)", "abs(step)", "sum(moves)", "#moves": what stands between the signs, as words, and the last token. */
function enclosedAt(tokens: readonly Token[], at: number): { said: readonly string[]; last: number } | null {
  if (!/^[#|]$/u.test(tokens[at]!.text) && tokens[at + 1]?.text !== "(") return null;
  const [open, inner, close, behind] = [0, 1, 2, 3].map((step) => tokens[at + step]?.text ?? "");
  if (open === "#" && MOVED.test(inner!)) return { said: ["moves"], last: at + 1 };
  if (open === "|" && close === "|") {
    if (STEP.test(inner!) || inner === "step") return { said: ["tier", "step"], last: at + 2 };
    return /^[a-z]$/u.test(inner!) && /^[=<>]/u.test(behind!)
      ? { said: ["tier", inner!], last: at + 2 }
      : null;
  }
  if (open === "|" && behind === "|" && `${inner} ${close}` === "delta tier")
    return { said: ["tier", "step"], last: at + 3 };
  if (inner !== "(" || behind !== ")") return null;
  if (open === "abs" && (STEP.test(close!) || close === "step"))
    return { said: ["tier", "step"], last: at + 3 };
  if (/^(?:sum|count|n|size)$/u.test(open!) && MOVED.test(close!)) return { said: ["moves"], last: at + 3 };
  return /^(?:n|and|count|size)$/u.test(open!) &&
    /^[=<>]/u.test(tokens[at + 4]?.text ?? "") &&
    /^[a-z]$/u.test(close!)
    ? { said: ["tier", close!], last: at + 3 }
    : null;
}

const MOVED = /^(?:moves|moved|movers|changes)$/u;

/** Words for signals in formulas. */
const SIGNAL =
  /^(?:runway|rw|growth|gr|momentum|geo|geography|region|territory|category|cat|industry|sector|vertical|potential|headroom|upside|share|weights?)$/u;

/** "runway = growth = 0.3": the number that the first of the two has as well, as tokens; null where it has its own. */
function numberOfBoth(tokens: readonly Token[], at: number): readonly Token[] | null {
  const next = tokens.findIndex(({ text }, place) => place > at && text === "=");
  if (next < 0 || next > at + 3) return null;
  const between = tokens.slice(at + 1, next);
  const number = tokens[next + 1];
  const sign = tokens[next + 2];
  if (
    !SIGNAL.test(tokens[at - 1]?.text ?? "") ||
    !between.every(({ text }) => SIGNAL.test(text)) ||
    !/^\.?\d/u.test(number?.text ?? "")
  )
    return null;
  return sign?.text === "%" ? [number!, sign] : [number!];
}
