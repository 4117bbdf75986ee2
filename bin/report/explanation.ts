import type { ComparedSegmentation, Comparison } from "../../tiering/index.ts";
import type { ReportRow } from "./rows.ts";

/** Paragraphs on where and why the computed figures differ from the published ones. */
export function explainDifferences(comparison: Comparison, rows: readonly ReportRow[]): string[] {
  return [
    "**The book is another one.** The published book is not public. The demonstration book is drawn from a model " +
      "whose global parameters were fitted to published totals, quantiles and KPIs, not to any clustering. The " +
      "methods' rows, which depend on those totals, come out close; clusters depend on the shape of the far tail " +
      "(a few dozen giant accounts), which no published figure pins down.",
    shape(comparison, rows),
    tiedPolicies(comparison.segmentations),
    "**K-means.** The published runs of K-means and K-means++ agree to three digits. Ours are each the best of ten " +
      "starts; where the two rows differ, the objective has several local optima that are nearly as good, which part " +
      "the giants in slightly different ways.",
    "**K-medoids.** Sampled (2,000 accounts, five samples) and so a matter of the draw. B3 weighs PI_acct as it was " +
      "meant to; in the published run that column was missing, so that its B3 repeats B1. The published silhouette " +
      "of the behaviour-only variant was probably measured in its own two columns, where the demonstration book's groups " +
      "reach about .51; ours is measured over the principal components, like every other row, where groups by growth " +
      "and runway overlap.",
    "**HDBSCAN** depends on where the book is dense, and a synthetic book's cores have another shape than the " +
      "published book's. Noise has no tier and is left out of the KPIs, as published; its share is shown.",
    "**Hybrid.** The published hybrid is a greedy search by swaps; ours comes with a bound on the best possible.",
  ].filter((paragraph) => paragraph !== "");
}

/** How lopsided Ward's clusters are, in numbers. */
function shape({ accounts }: Comparison, rows: readonly ReportRow[]): string {
  const ward = rows.find(({ name }) => name.startsWith("Ward K=4"));
  if (ward === undefined) return "";
  const largest = Math.max(...ward.sizes);
  const smallest = Math.min(...ward.sizes);
  return (
    `**Ward** splits off the giants first: at K = 4 its clusters hold from ${smallest.toLocaleString("en")} to ` +
    `${largest.toLocaleString("en")} accounts (${((100 * largest) / accounts).toFixed(1)} % of the book in one). That is what ` +
    "lifts TCI_REV and, with policy v1, leaves SFI low: the top two tiers are rich but few. It is the published finding too; " +
    "the sizes of those small clusters, and with them SFI and silhouette, differ from book to book."
  );
}

/** Which rows rank by v2 although all of their scores tie, and what that means. */
function tiedPolicies(segmentations: readonly ComparedSegmentation[]): string {
  const tied = segmentations
    .filter((row) => row.options.policy === "v2" && row.allTied)
    .map(({ name }) => name);
  const seen =
    tied.length === 0
      ? "In this book no row is a complete tie."
      : `In this book every score ties in ${tied.join("; ")}: there our documented tie-break (the higher mean PI first) decides.`;
  return (
    "**Policy v2 is not a policy.** It adds the ranks of mean PI and of total revenue. Small rich clusters rank first " +
    "in one and last in the other, so all scores come out equal, and the published v2 rows are an accident of sort order " +
    "(published SFI under v1 and v2 at K = 4 adds up to 1: the same tiers, upside down). We report them under the " +
    `documented tie-break instead of matching them. ${seen} \`blend\` weighs standardised mean PI against standardised log ` +
    "total revenue and so has no ties; but where one cluster holds nearly all accounts it also holds most revenue, and half " +
    "the weight on totals can put that cluster on top: no tier policy makes balanced tiers of lopsided clusters."
  );
}
