import type { Accounts } from "../../accounts.ts";
import { tierWords } from "../../policy/selector-words.ts";
import { formatShare } from "../../rules/format.ts";
import { LEAST_PEERS } from "../lists/frozen.ts";
import { PROGRESSION_LISTS, type ProgressionList } from "../lists/lists.ts";
import { panelSource } from "../panel/source.ts";
import { CHANGES, type Change, STAY } from "../panel/transition.ts";
import { changeSet, type Progression } from "../progression.ts";
import { ReasonFinder, type Reasons, sayReason, tellingReasons } from "./reasons.ts";

/** Most reasons in a sentence. */
const SPOKEN = 3;

/** What the coming year may bring an account; a diagnostic, not a forecast. */
export interface AccountOutlook {
  readonly probabilities: Readonly<Record<Change, number>>;
  /** What is said under the tuned thresholds. */
  readonly said: Change;
  /** What cannot be excluded: the conformal set at 90 %. */
  readonly possible: readonly Change[];
  /** The likelier of the two moves, and what speaks for it against staying. */
  readonly move: Change;
  readonly reasons: Reasons;
}

/** How an account's tier fits the account. */
export interface AccountFit {
  /** Probability of its own tier by a model that sees no tier. */
  readonly ownTier: number;
  /** Name of the tier that it looks like. */
  readonly looksLike: string;
  /** What speaks for that tier against its own; null where they are the same. */
  readonly reasons: Reasons | null;
}

/** One account's progression with its reasons. */
export interface AccountProgression {
  readonly lists: readonly ProgressionList[];
  readonly outlook: AccountOutlook | null;
  readonly fit: AccountFit | null;
  /** Share of its peers that moved while it never did; null where that says nothing. */
  readonly peersMoved: number | null;
  /** All of it as sentences. */
  readonly sentences: readonly string[];
}

/** Explains accounts of an assessed book; made once, it holds the features and their medians. */
export class ProgressionExplainer {
  readonly #accounts: Accounts;
  readonly #progression: Progression;
  readonly #coming: ReasonFinder | null;
  readonly #fit: ReasonFinder | null;
  readonly #members: ReadonlyMap<ProgressionList, ReadonlySet<number>>;

  /** O(n · features). */
  constructor(accounts: Accounts, progression: Progression) {
    const { outlook, tierFit, lists } = progression;
    const source = panelSource(accounts);
    const { tierNames, currency } = accounts;
    this.#accounts = accounts;
    this.#progression = progression;
    this.#coming = outlook && new ReasonFinder({ ...outlook, source, tierNames, currency });
    this.#fit = tierFit && new ReasonFinder({ ...tierFit, source, tierNames, currency });
    this.#members = new Map(PROGRESSION_LISTS.map((list) => [list, new Set(lists[list])]));
  }

  /** Progression of account i with exact reasons; a few milliseconds. */
  explain(i: number): AccountProgression {
    const outlook = this.#outlook(i);
    const fit = this.#tierFit(i);
    const share = this.#progression.frozen[i];
    const lists = PROGRESSION_LISTS.filter((list) => this.#members.get(list)!.has(i));
    const peersMoved = Number.isNaN(share) ? null : share;
    const { tier: tiers, tierNames } = this.#accounts;
    const sentences = [
      ...(outlook ? [sayOutlook(outlook)] : []),
      ...(fit ? [sayFit(fit, tierNames[tiers[i]])] : []),
      ...(peersMoved !== null && lists.includes("frozen")
        ? [
            `It has not changed tier in ${this.#progression.years.length} years, though ${formatShare(peersMoved)} of its peers ` +
              `(at least ${LEAST_PEERS} accounts that began in its tier with like revenue and growth) did.`,
          ]
        : []),
    ];
    return { lists, outlook, fit, peersMoved, sentences };
  }

  #outlook(i: number): AccountOutlook | null {
    const { outlook } = this.#progression;
    if (outlook === null || this.#coming === null) return null;
    const { probabilities, learnedChanges, predicted } = outlook;
    const [up, stay, down] = probabilities.subarray(3 * i, 3 * i + 3);
    const move = up >= down ? 0 : 2;
    return {
      probabilities: { up, stay, down },
      said: CHANGES[predicted[i]],
      possible: changeSet(learnedChanges.conformal, probabilities, i).map((c) => CHANGES[c]),
      move: CHANGES[move],
      reasons: this.#coming.explain(learnedChanges.model, i, move, STAY),
    };
  }

  #tierFit(i: number): AccountFit | null {
    const { tierFit } = this.#progression;
    if (tierFit === null || this.#fit === null) return null;
    const own = this.#accounts.tier[i];
    const looks = tierFit.likeliest[i];
    const model = tierFit.models[tierFit.modelOf[i]];
    return {
      ownTier: tierFit.ownTier[i],
      looksLike: this.#accounts.tierNames[looks],
      reasons: looks === own ? null : this.#fit.explain(model, i, looks, own),
    };
  }
}

function sayOutlook({ probabilities, move, reasons }: AccountOutlook): string {
  const { up, stay, down } = probabilities;
  return (
    `Chance to move up ${sayChance(up)}, to stay ${sayChance(stay)}, to fall ${sayChance(down)} (a diagnostic, not a forecast). ` +
    `On ${move === "up" ? "moving up" : "falling"} against staying: ${spoken(reasons)}.`
  );
}

function sayFit({ ownTier, looksLike, reasons }: AccountFit, tier: string): string {
  if (reasons === null) return `Without seeing tiers, a model takes it for ${tierWords(tier)}, where it is.`;
  return (
    `Without seeing tiers, a model takes it for ${tierWords(looksLike)}; its own ${tierWords(tier)} has a chance of ${sayChance(ownTier)}. ` +
    `On ${tierWords(looksLike)} against ${tierWords(tier)}: ${spoken(reasons)}.`
  );
}

function spoken({ reasons }: Reasons): string {
  return reasons.length === 0
    ? "no feature tells it apart"
    : tellingReasons(reasons, SPOKEN).map(sayReason).join("; ");
}

/** A chance in per cent; never "0 %" or "100 %" for what is neither. */
function sayChance(p: number): string {
  if (p > 0 && p < 0.0005) return "under 0.1 %";
  if (p < 1 && p > 0.9995) return "over 99.9 %";
  return formatShare(p);
}
