import type { Plan } from "../tiering/index.ts";

/** A word for a file name: letters, digits, dots and dashes. */
function word(text: string): string {
  const spelled = text
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9.]+/g, "-")
    .replace(/^[-.]+/, "")
    .slice(0, 40);
  let end = spelled.length;
  while (spelled[end - 1] === "-" || spelled[end - 1] === ".") end--;
  return spelled.slice(0, end);
}

/** The book's file without folders and endings. */
function bookName(file: string): string {
  return word(file.replace(/^.*[\\/]/, "").replace(/(?:\.(?:csv|tsv|txt|xlsx|parquet|gz))+$/i, "")) || "book";
}

/**
 * Name of a download: the book, the plan and the day, such as
 * `accounts-hybrid-runway40-growth30-geo15-category15-2026-03-31.csv`.
 */
export function downloadName(
  options: {
    readonly file: string;
    readonly plan: Pick<Plan, "method" | "weights"> | string;
    /** What it is, where it is not the tiers themselves: `progression`, `coverage/moves`. */
    readonly what?: string;
    readonly date: Date;
  },
  extension: "csv" | "xlsx" | "pptx",
): string {
  const { plan } = options;
  const weights = (of: Plan["weights"]) =>
    Object.entries(of)
      .filter(([, weight]) => weight > 0)
      .map(([signal, weight]) => `${signal}${Math.round(weight * 100)}`);
  const said = typeof plan === "string" ? word(plan) : [plan.method, ...weights(plan.weights)].join("-");
  const what = options.what === undefined ? "" : `${word(options.what)}-`;
  return `${bookName(options.file)}-${what}${said}-${options.date.toISOString().slice(0, 10)}.${extension}`;
}
