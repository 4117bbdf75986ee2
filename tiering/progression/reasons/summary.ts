import { formatCount, formatShare } from "../../rules/format.ts";
import type { SplitEvaluation } from "../evaluation/evaluate-split.ts";
import { LEAST_PEERS } from "../lists/frozen.ts";
import { MISFIT_BELOW } from "../lists/misfit.ts";
import type { Progression } from "../progression.ts";

/** Length of the list that the headline speaks of, where the book is large enough. */
const HEADLINE_TOP = 500;

/**
 * What may be believed, in sentences: the headline first, then what the lists rest on, then what could not
 * be done and why.
 */
export function sayProgression(progression: Progression): string[] {
  const { outlook, availability, misfitEvidence } = progression;
  const time = progression.evaluations.find(({ kind }) => kind === "time");
  const random = progression.evaluations.find(({ kind }) => kind === "random");
  const sentences: string[] = [];
  if (time) sentences.push(sayTimeSplit(time, random));
  else if (random) {
    sentences.push(
      `A diagnostic, not a forecast: within ${random.tested} its macro-F1 is ${decimals(random.evaluation.macroF1)} on accounts set aside; ` +
        "how it would do on a later year cannot be tested with this book.",
    );
  }
  if (outlook) {
    const [up, , down] = outlook.changes;
    const sample =
      outlook.trained < outlook.eligible
        ? ` (a random sample of ${formatCount(outlook.trained)} of ${formatCount(outlook.eligible)} accounts)`
        : ` (${formatCount(outlook.trained)} accounts)`;
    sentences.push(
      `The outlook is learned from ${outlook.learned}${sample}, in which ${formatCount(up)} moved up and ${formatCount(down)} down.`,
    );
    if (up === 0 || down === 0) {
      const never = up === 0 ? "moved up" : "fell";
      sentences.push(`No account ${never} in ${outlook.learned}, so no such move can be foreseen.`);
    }
  }
  if (misfitEvidence && misfitEvidence.moved !== null && misfitEvidence.othersMoved !== null) {
    sentences.push(
      `Misfits are accounts whose own tier has a chance below ${formatShare(MISFIT_BELOW)} in a model that sees no tier: of the ` +
        `${formatCount(misfitEvidence.misfits)} of ${misfitEvidence.from}, ${formatShare(misfitEvidence.moved)} moved in ${misfitEvidence.to}, ` +
        `of the others ${formatShare(misfitEvidence.othersMoved)}.`,
    );
  }
  if (availability.frozen === null && progression.frozen.every(Number.isNaN)) {
    sentences.push(
      `No account that never moved has ${LEAST_PEERS} peers to compare it with, so none is called frozen.`,
    );
  }
  const missing = [availability.changes, availability.timeSplit, availability.misfit, availability.frozen];
  return [...sentences, ...new Set(missing.filter((sentence) => sentence !== null))];
}

function sayTimeSplit(time: SplitEvaluation, random: SplitEvaluation | undefined): string {
  const { move } = time.evaluation.lift;
  const lift = move.find(({ top }) => top === HEADLINE_TOP) ?? move[move.length - 1];
  const beside = random
    ? `; ${decimals(random.evaluation.macroF1)} when accounts of the same year are set aside, which explains that year but predicts none`
    : "";
  return (
    `A diagnostic, not a forecast: learned from ${time.learned} and tested on ${time.tested}, of the ${formatCount(lift.top)} accounts ` +
    `least likely to stay ${formatShare(lift.share)} did move (${formatShare(lift.base)} of all). Macro-F1 is ${decimals(time.evaluation.macroF1)} there` +
    `${beside}; always saying "stays" scores ${decimals(time.nobodyChanges)}.`
  );
}

function decimals(value: number | null): string {
  return value === null ? "undefined" : value.toFixed(2).replace(/^0/, "");
}
