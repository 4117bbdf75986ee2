import { candidatesFor, isText } from "./candidates.ts";
import { listed } from "./listed-names.ts";
import type { ProposedMatch } from "./matches.ts";
import { scoreName } from "./name-score.ts";
import { isPartOfYear } from "./parts-of-years.ts";
import type { ColumnProfile } from "./profile.ts";
import type { Absence } from "./proposal.ts";
import { isNoRevenue } from "./synonyms.ts";

/** True for a column of a few repeated values whose order is not known. */
export const isUnordered = ({
  ladder,
  distinct,
  filled,
  likely,
}: Pick<ColumnProfile, "ladder" | "distinct" | "filled" | "likely">): boolean =>
  ladder === null && likely.length > 1 && filled >= 2 * distinct;

/** Share of a column's cells above which those written otherwise are no slips. */
const MANY_ODD = 0.1;

/**
 * Decimal signs of the columns whose cells read in two ways and do not tell themselves: that of the other
 * columns where these agree, else the one by which the column looks consistent. Columns that are clear by
 * themselves keep their own; it is proposed where more than a tenth of their rows is lost without it.
 */
export function proposeDecimals(
  columns: readonly ColumnProfile[],
): { signs: Record<string, "." | ",">; questions: string[] } | null {
  const doubtful = columns.filter(({ either, point, comma }) => either > 0 && point > 0 === comma > 0);
  const mixed = columns.filter(({ oddGroups, filled }) => oddGroups.count > MANY_ODD * filled);
  if (doubtful.length + mixed.length === 0) return null;
  const points = columns.some(({ point, comma }) => point > 0 && comma === 0);
  const commas = columns.some(({ point, comma }) => comma > 0 && point === 0);
  const beside = points === commas ? null : points ? "." : ",";
  const signs: Record<string, "." | ","> = {};
  const doubts = new Map<string, { sample: string; sign: string; names: string[] }>();
  for (const { name, samples, looksGrouped } of doubtful) {
    const sample = samples.find((text) => /[.,]\d{3}\b/.test(text)) ?? samples[0] ?? "";
    const mark = sample.includes(",") ? "," : ".";
    // Whole numbers without a mark beside it: the mark parts thousands.
    const own = looksGrouped || mark === "," ? (mark === "," ? "." : ",") : ".";
    const sign = beside ?? own;
    signs[name] = sign;
    const doubt = doubts.get(sign) ?? { sample, sign, names: [] };
    doubts.set(sign, doubt);
    doubt.names.push(name);
  }
  const why = beside === null ? "is a guess" : "is a guess by the other columns";
  const questions = [...doubts.values()].map(({ sample, sign, names }) => {
    const have = names.length === 1 ? "has" : "have";
    const entry = `${JSON.stringify(names[0])}: "${sign}"${names.length > 1 ? ", …" : ""}`;
    return `${listed(names)} ${have} values such as ${sample} that read in two ways: "decimal": {${entry}} ${why}, look at it.`;
  });
  for (const { name, point, oddGroups } of mixed) {
    const sign = point > 0 ? "." : ",";
    signs[name] = sign;
    questions.push(
      `"${name}" has values such as ${oddGroups.sample} with thousands parted, and others without: "decimal": {${JSON.stringify(name)}: "${sign}"} reads both, look at it; rows of the former are rejected without it.`,
    );
  }
  return { signs, questions };
}

/** What the file does not have, and what that means. */
export function absences(
  list: readonly ProposedMatch[],
  signals: Readonly<Partial<Record<string, string>>>,
): Absence[] {
  const targets = list.map(({ target }) => target);
  const has = (pattern: RegExp) => targets.some((target) => pattern.test(target));
  const revenues = [...new Set(targets.filter((target) => /^(?:sums\.)?totalrevenue/i.test(target)))];
  const isRevenue = list.some(
    ({ column, target }) => column === signals.runway && /^totalrevenue/i.test(target),
  );
  const withoutPotential = isRevenue
    ? `"${signals.runway}" is taken as the signal runway, as the only amount to go by,`
    : "no runway";
  const missing = [...(signals.geo ? [] : ["geo share"]), ...(signals.category ? [] : ["category share"])];
  const shares = missing.length === 2 ? ["market shares"] : missing;
  return [
    ...(has(/^(?:markettier|tier)/i)
      ? []
      : [{ what: "tier", means: "this will be a first tiering, without a before" }]),
    ...(revenues.length > 0 ? [] : [{ what: "revenue", means: "SFI and TCI_REV say nothing" }]),
    ...(has(/^potentialrevenue/i) || (signals.runway && !isRevenue)
      ? []
      : [
          {
            what: "potential",
            means:
              shares.length === 0
                ? withoutPotential.replace(/,$/, "")
                : `${withoutPotential} and no ${shares.join(" or ")}`,
          },
        ]),
    ...(revenues.length > 1 || signals.growth
      ? []
      : [{ what: "revenue of an earlier year", means: "no growth" }]),
    ...(has(/^geo_entity/i) || signals.geo ? [] : [{ what: "geography", means: "no geo share" }]),
    ...(has(/^commercial_category/i) || signals.category
      ? []
      : [{ what: "category", means: "no category share" }]),
    ...(shares.length === 0
      ? []
      : [
          {
            what: "market table",
            means: `no ${shares.join(" and ")} unless one is given, or "tam": "book" for shares of the book's own potential`,
          },
        ]),
  ];
}

/** Asks for the order of tiers that cannot be known, with one to look at. */
export function tierQuestions(columns: readonly ColumnProfile[], list: readonly ProposedMatch[]): string[] {
  const tier = list.find(({ target }) => /^(?:markettier|tier)/i.test(target));
  const sample = ({ likely }: ColumnProfile) =>
    `"tiers": [${likely.map((value) => JSON.stringify(value)).join(", ")}]`;
  const asked = columns.find(({ name }) => name === tier?.column);
  if (asked !== undefined && isUnordered(asked)) {
    return [
      `Which order do the values of "${asked.name}" have? It is not known; add them, highest first: put them in your order, such as ${sample(asked)}.`,
    ];
  }
  if (tier !== undefined) return [];
  const used = new Set(list.map(({ column }) => column));
  const free = columns.filter(({ name }) => !used.has(name));
  const known = free.find(isTelling);
  if (known !== undefined) {
    const values = known.likely.slice(0, 6).join(", ");
    return [
      `Are the values of "${known.name}" (${values}) tiers? If so, map it to "MarketTier": ${JSON.stringify({ [known.name]: "MarketTier" })}.`,
    ];
  }
  const [maybe] = candidatesFor(free, "MarketTier", isUnordered);
  if (maybe === undefined) return [];
  return [
    `Are the values of "${maybe.column.name}" tiers? If so, map it to "MarketTier" and add their order, highest first, such as ${sample(maybe.column)}.`,
  ];
}

/** True for a column whose values stand on a ladder of letters or names that is known: A … D, Gold … Bronze. */
const isTelling = ({ ladder, likely, distinct, filled }: ColumnProfile): boolean =>
  ladder !== null &&
  ladder.kind !== "numbers" &&
  likely.length > 1 &&
  distinct <= 30 &&
  filled >= 2 * distinct;

/** What only a person can say before the book loads. */
export function questions(list: readonly ProposedMatch[]): string[] {
  const has = (pattern: RegExp) => list.some(({ target }) => pattern.test(target));
  return [
    ...(has(/^id$/i)
      ? []
      : [
          "Which column is the ID of the account? None is named like one, or has a value of its own in most rows. If the file has none, add one, such as the number of the row.",
        ]),
    ...(has(/^(?:totalrevenue|potentialrevenue|signals|sums)/i)
      ? []
      : ["Which column is an amount, such as the revenue?"]),
  ];
}

/** Asks for the whole year where only parts of it are there, and says which are not added up where others are. */
export function partQuestions(columns: readonly ColumnProfile[], list: readonly ProposedMatch[]): string[] {
  if (list.some(({ target }) => /^totalrevenue/i.test(target))) return [];
  const used = new Set(list.map(({ column }) => column));
  const parts = columns.filter(
    ({ name, amounts, filled }) =>
      filled > 0 && amounts > 0.7 && !used.has(name) && isPartOfYear(name) && !isNoRevenue(name),
  );
  if (parts.length === 0) return [];
  const named = parts.slice(0, 4).map(({ name }) => JSON.stringify(name));
  const listed = `${named.join(", ")}${parts.length > 4 ? ", …" : ""}`;
  if (list.some(({ target }) => target.startsWith("sums."))) {
    return [
      `${listed}: not added up, as not all of their year is there or they are amounts of something else.`,
    ];
  }
  return [
    `${listed} ${parts.length === 1 ? "is" : "are"} parts of a year: add a column with the amount of the whole year, or map the part to "TotalRevenue" if it is meant to stand for the year.`,
  ];
}

/** Most columns that one question about groups names. */
const NAMED_GROUPS = 3;

/**
 * Asks whether a column of a few repeated texts is the region or the industry where no header says one: what
 * they are called differs by trade, such as the setting of a clinic or the cuisine of a restaurant.
 */
export function groupQuestions(columns: readonly ColumnProfile[], list: readonly ProposedMatch[]): string[] {
  const has = (pattern: RegExp) => list.some(({ target }) => pattern.test(target));
  const missing = [
    ...(has(/^geo_entity|^signals\.geo$/i) ? [] : [["region", "Geo_Entity"] as const]),
    ...(has(/^commercial_category|^signals\.category$/i)
      ? []
      : [["industry", "Commercial_Category"] as const]),
  ];
  const used = new Set(list.map(({ column }) => column));
  const groups = columns.filter((column) => !used.has(column.name) && isGroup(column));
  const [first] = groups;
  if (missing.length === 0 || first === undefined) return [];
  const named = groups
    .slice(0, NAMED_GROUPS)
    .map(({ name, samples }) => `"${name}" (${samples.join(", ")}, …)`);
  const what = missing.map(([word]) => word).join(" or the ");
  const targets = missing.map(([, target]) => `"${target}"`).join(" or ");
  return [
    `No column is named like the ${what} of an account. Is ${named.join(" or ")} it? If so, map it to ${targets}: ${JSON.stringify({ [first.name]: missing.at(-1)?.[1] })}.`,
  ];
}

/** True for a column of three or more texts that repeat, without an order and not named like a tier. */
const isGroup = (column: ColumnProfile): boolean =>
  isText(column) &&
  column.codes < 0.5 &&
  column.distinct > 2 &&
  column.filled >= 4 * column.distinct &&
  2 * column.filled >= column.rows &&
  column.ladder === null &&
  scoreName(column.name, "MarketTier").score === 0;
