import {
  type Accounts,
  assessProgression,
  availability,
  type ChangeEvaluation,
  changeSplits,
  DEFAULT_PROGRESSION,
  evaluateModels,
  type Hooks,
  type ModelRow,
  panelSource,
  partOf,
  type SplitEvaluation,
  sayProgression,
} from "../../tiering/index.ts";

/** A model of tier changes under each split that the book bears. */
export interface ChangeRow {
  readonly name: string;
  readonly evaluations: readonly ChangeEvaluation[];
  readonly published: PublishedChanges | null;
}

/** What the article's table 8 says of a model, precision and recall under their right headings. */
interface PublishedChanges {
  readonly macroF1: number;
  readonly macroPrecision?: number;
  readonly macroRecall?: number;
}

/** Table 8 on this book: the article's models and ours, on a random and on a time split. */
export interface TierChanges {
  readonly splits: readonly SplitEvaluation[];
  readonly rows: readonly ChangeRow[];
  /** What may be believed and what is missing. */
  readonly sentences: readonly string[];
}

const PUBLISHED: Readonly<Record<string, PublishedChanges>> = {
  "logistic plain": { macroF1: 0.37 },
  "network plain": { macroF1: 0.63 },
  "boosting plain": { macroF1: 0.76, macroPrecision: 0.94, macroRecall: 0.67 },
};

const NAMES = {
  logistic: "Logistic regression",
  network: "Neural network (10, 5)",
  boosting: "Boosted trees",
};

/** Part of the time that the article's models take. */
const MODELS_SHARE = 0.6;

/** Evaluates the article's seven models and ours. */
export function evaluateTierChanges(book: Accounts, hooks: Hooks): TierChanges {
  const source = panelSource(book);
  const splits = changeSplits(source, availability(book, source.years), DEFAULT_PROGRESSION);
  const models = evaluateModels(splits, DEFAULT_PROGRESSION.seed, partOf(hooks, 0, MODELS_SHARE));
  const progression = assessProgression(book, {}, partOf(hooks, MODELS_SHARE, 1));
  const { evaluations } = progression;
  const ours = {
    name: "Boosted trees, early stopping, thresholds tuned out of fold",
    evaluations: evaluations.map(({ evaluation }) => evaluation),
    published: null,
  };
  const rows = splits.length === 0 ? [] : [...models.map(nameModel), ours];
  return { splits: evaluations, rows, sentences: sayProgression(progression) };
}

function nameModel({ family, balance, evaluations }: ModelRow & Pick<ChangeRow, "evaluations">): ChangeRow {
  const key = `${family} ${balance}`;
  return { name: `${NAMES[family]}, ${balance}`, evaluations, published: PUBLISHED[key] ?? null };
}

/** The evaluation as Markdown paragraphs: one table a split, then what may be believed. */
export function tierChangesMarkdown({ splits, rows, sentences }: TierChanges): string[] {
  return [
    "## Tier changes (the article's table 8, corrected)",
    "The article prints precision and recall under each other's heading, and tests on accounts of the year that it learns " +
      "from. Below, each figure stands under its own name, and the same models are tested on a later year beside it.",
    ...splits.flatMap((split, s) => [
      split.kind === "random"
        ? `**Explains this year**: learned from 70 % of the accounts of ${split.learned}, tested on the other 30 %, as published.`
        : `**Would have predicted it**: learned from ${split.learned}, tested on ${split.tested}. Saying that nobody changes has macro-F1 ${figure(split.nobodyChanges)}.`,
      changeTable(rows, s, split.kind === "random"),
    ]),
    ...sentences,
  ];
}

function changeTable(rows: readonly ChangeRow[], split: number, withPublished: boolean): string {
  const header = [
    "Model",
    "Accuracy",
    "Macro-precision",
    "Macro-recall",
    "Macro-F1",
    "PR-AUC up",
    "PR-AUC down",
    "Log-loss",
    "Moved among the top",
  ];
  const lines = [header, header.map((_, at) => (at === 0 ? "---" : "---:"))];
  for (const { name, evaluations, published } of rows) {
    const e = evaluations[split]!;
    const lift = e.lift.move.find(({ top }) => top === 500) ?? e.lift.move.at(-1)!;
    lines.push([
      name,
      ...[e.accuracy, e.macroPrecision, e.macroRecall, e.macroF1].map(figure),
      figure(e.classes[0]!.prAuc),
      figure(e.classes[2]!.prAuc),
      figure(e.logLoss),
      `${(100 * lift.share).toFixed(1)} % of ${lift.top}`,
    ]);
    if (!withPublished || published === null) continue;
    const { macroPrecision, macroRecall, macroF1 } = published;
    const cells = [macroPrecision, macroRecall, macroF1].map((value) =>
      value === undefined ? "" : `*${figure(value)}*`,
    );
    lines.push(["*published*", "", ...cells, "", "", "", ""]);
  }
  return lines.map((line) => `| ${line.join(" | ")} |`).join("\n");
}

function figure(value: number | null): string {
  return value === null ? "–" : value.toFixed(3).replace(/^0\./, ".");
}
