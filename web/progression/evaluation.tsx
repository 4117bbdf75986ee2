import { useCallback, useState } from "preact/hooks";
import type { ProgressionSummary } from "../../tiering/index.ts";
import { Chart } from "../charts/chart.tsx";
import type { Plot } from "../charts/plot.ts";
import { count, measure, share } from "../words/format.ts";
import { liftOptions, reliabilityOptions } from "./evaluation-options.ts";

/** The list whose share is told in the sentence, where the book is large enough for it. */
const TOLD = 500;

/** How far the chances can be believed: a picture, one plain sentence, and the figures behind them. */
export function Evaluation({ progression }: { readonly progression: ProgressionSummary }) {
  const { evaluations, sentences } = progression;
  const [picture, setPicture] = useState<"lift" | "reliability">("lift");
  const judged = evaluations.find(({ kind }) => kind === "time") ?? evaluations[0] ?? null;
  const options = useCallback(
    (plot: Plot, width: number) =>
      picture === "lift" ? liftOptions(plot, evaluations, width) : reliabilityOptions(plot, judged!, width),
    [picture, evaluations],
  );
  return (
    <section class="card" aria-labelledby="evaluation-title">
      <div class="card-head">
        <h3 id="evaluation-title">How far to believe it</h3>
        {judged !== null && (
          <fieldset class="segments">
            <legend class="visually-hidden">Picture</legend>
            {(["lift", "reliability"] as const).map((each) => (
              <label key={each}>
                <input
                  type="radio"
                  name="evaluation-picture"
                  checked={picture === each}
                  onChange={() => setPicture(each)}
                />
                <span>{each === "lift" ? "Who did move" : "Said against happened"}</span>
              </label>
            ))}
          </fieldset>
        )}
      </div>
      {judged !== null && (
        <>
          <p class="lead">{leadOf(judged)}</p>
          <Chart options={options} />
          {picture === "lift" ? (
            <p class="hint legend">
              <span class="swatch all" /> all accounts <span class="swatch before" /> told from accounts of
              the same year, as published <span class="swatch after" /> told a year ahead, the honest figure
            </p>
          ) : (
            <p class="hint legend">
              <span class="swatch rise" /> rise <span class="swatch fall" /> fall; on the dashed line a chance
              could be taken at its word, above it more moved than was said
            </p>
          )}
        </>
      )}
      <details class="points" open={judged === null}>
        <summary>In figures and words</summary>
        {evaluations.length > 0 && <Figures evaluations={evaluations} />}
        {sentences.map((sentence) => (
          <p key={sentence} class="hint">
            {sentence}
          </p>
        ))}
      </details>
    </section>
  );
}

type Splits = ProgressionSummary["evaluations"];

/** What happened to the first accounts of the ranking, said of the past it was tested on. */
function leadOf({ kind, tested, evaluation }: Splits[number]): string {
  const lifts = evaluation.lift.move;
  const told = lifts.find(({ top }) => top === TOLD) ?? lifts.at(-1);
  if (told === undefined) return "A diagnostic, not a forecast: there are too few accounts to test it on.";
  const how =
    kind === "time"
      ? `learned from the year before and tested on ${tested}`
      : `tested on accounts of the same year, ${tested}, that were set aside, which predicts no year`;
  return (
    `A diagnostic, not a forecast: ${how}, of the ${count(told.top)} accounts at the top ` +
    `${share(told.share)} did move; of all accounts ${share(told.base)}.`
  );
}

function Figures({ evaluations }: { readonly evaluations: Splits }) {
  const rows: readonly (readonly [string, (split: Splits[number]) => string])[] = [
    ["Accounts tested", ({ evaluation }) => count(evaluation.accounts)],
    ["Macro-F1", ({ evaluation }) => measure(evaluation.macroF1, 2)],
    ["Macro-F1 of “nobody changes”", ({ nobodyChanges }) => measure(nobodyChanges, 2)],
    ["AUC for any move", ({ evaluation }) => measure(evaluation.moveAuc, 2)],
    ["Log-loss", ({ evaluation }) => measure(evaluation.logLoss, 3)],
    ["Moves up that were found", ({ evaluation }) => percent(evaluation.classes[0]?.recall)],
    ["Moves down that were found", ({ evaluation }) => percent(evaluation.classes[2]?.recall)],
  ];
  return (
    <table class="figures">
      <thead>
        <tr>
          <th scope="col">Measure</th>
          {evaluations.map(({ kind }) => (
            <th key={kind} scope="col">
              {kind === "time" ? "A year ahead" : "Same year"}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, cell]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {evaluations.map((split) => (
              <td key={split.kind}>{cell(split)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function percent(value: number | null | undefined): string {
  return value == null ? "–" : share(value);
}
