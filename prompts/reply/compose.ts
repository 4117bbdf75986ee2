import {
  type Plan,
  SIGNAL_NAMES,
  SIGNALS,
  type Signal,
  type Weights,
  weightPercents,
} from "../../tiering/index.ts";
import { cleanReply } from "./reply-text.ts";
import { type Book, defaultWords, leftOutWords, ruleWords, standstill } from "./rule-words.ts";

/** What a reply is composed from. */
export interface ReplyParts {
  /** The merged plan. */
  readonly plan: Plan;
  /** The plan before it; null for the first. */
  readonly previous: Plan | null;
  /** Phrases of the message that no operation came of. */
  readonly unread: readonly string[];
  readonly book: Book;
}

const METHOD_WORDS = { hybrid: "hybrid", kpi: "KPI", direct: "direct", baseline: "baseline" } as const;

/**
 * What a plan does, in words and from the plan alone: what counts, by which method, every rule in force
 * (what is new is marked so), the defaults that bind, and what was left unread. At most 2,000 characters.
 */
export function composeReply({ book, plan, previous, unread }: ReplyParts): string {
  const news = (changed: boolean) => (previous !== null && changed ? " (new)" : "");
  const { shares, absence } = countedShares(plan, book);
  const shown = weightsShown({ runway: 0, growth: 0, geo: 0, category: 0, ...shares });
  const ranked = SIGNALS.filter((signal) => shares[signal] !== undefined).sort(
    (a, b) => shares[b]! - shares[a]!,
  );
  const counts = ranked.map((signal) => `${SIGNAL_NAMES[signal]} ${shown[signal]}`).join(", ");
  const changed =
    previous === null ||
    SIGNALS.some((signal) => Math.abs(plan.weights[signal] - previous.weights[signal]) > 1e-9);
  const sentences = [
    `What counts: ${counts}${news(changed)}.`,
    book.isFirstTiering
      ? "Method: direct, as this is the book's first tiering."
      : `Method: ${METHOD_WORDS[plan.method]}${news(plan.method !== previous?.method)}.`,
  ];
  if (absence !== null) sentences.splice(1, 0, absence);
  const before = new Set(previous === null ? [] : ruleWords(previous, book).map(({ text }) => text));
  const rules = ruleWords(plan, book).map(({ text }) => `${text}${news(!before.has(text))}`);
  if (rules.length > 0) sentences.push(`Rules: ${rules.join("; ")}.`);
  const gone =
    previous === null
      ? []
      : ruleWords(previous, book).filter(
          ({ field }) => !ruleWords(plan, book).some((rule) => rule.field === field),
        );
  if (gone.length > 0) sentences.push(`No longer: ${gone.map(({ text }) => text).join("; ")}.`);
  const defaults = defaultWords(plan, book);
  if (defaults.length > 0) sentences.push(`By default: ${defaults.join("; ")}.`);
  const stuck = book.isFirstTiering ? leftOutWords(plan) : standstill(plan);
  if (stuck !== null) sentences.push(stuck);
  if (unread.length > 0) sentences.push(`Not used: ${unread.map((phrase) => `"${phrase}"`).join(", ")}.`);
  return cleanReply(sentences.join(" "));
}

/** What each signal that the book has counts for, and a sentence about those that it does not have. */
function countedShares(
  { weights }: Plan,
  { absentSignals = {} }: Book,
): { shares: Partial<Record<Signal, number>>; absence: string | null } {
  const missing = SIGNALS.filter((signal) => absentSignals[signal] !== undefined);
  const present = SIGNALS.filter((signal) => absentSignals[signal] === undefined);
  const lost = missing.filter((signal) => weights[signal] > 0);
  const total = present.reduce((sum, signal) => sum + weights[signal], 0);
  // With nothing left the run refuses, and says what is missing.
  if (lost.length === 0 || total === 0) return { shares: weights, absence: null };
  const causes = lost.map((signal) => `${SIGNAL_NAMES[signal]} (${absentSignals[signal]})`);
  const named = causes.length > 1 ? `${causes.slice(0, -1).join(", ")} and ${causes.at(-1)}` : causes[0]!;
  const [verb, whose] = lost.length > 1 ? ["do", "their"] : ["does", "its"];
  const absence = `${named.charAt(0).toUpperCase()}${named.slice(1)} ${verb} not count in this book: ${whose} weight goes to the others.`;
  return { shares: Object.fromEntries(present.map((signal) => [signal, weights[signal] / total])), absence };
}

/** Weights as replies show them, as the page does: per cents, 100 together. */
export function weightsShown(weights: Weights): Record<Signal, string> {
  const percents = weightPercents(weights);
  const shown = (signal: Signal) =>
    percents[signal] === "0" && weights[signal] > 0 ? "under 0.1 %" : `${percents[signal]} %`;
  return Object.fromEntries(SIGNALS.map((signal) => [signal, shown(signal)])) as Record<Signal, string>;
}
