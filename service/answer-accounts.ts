import type { AnswerTable, QuestionAnswer } from "../contract/chat.ts";
import { planToQuery } from "../contract/plan-query.ts";
import type { Question } from "../contract/question.ts";
import {
  type AccountCounts,
  type AccountSum,
  type CountQuery,
  columnWords,
  formatAmount,
  formatCount,
  formatShare,
  type Plan,
  selectorWords,
  tierWords,
} from "../tiering/index.ts";
import { listOf } from "./list-answer.ts";
import { type Measuring, measuredText, measuredValue, measuringOf } from "./measured-text.ts";
import type { Results } from "./results.ts";
import type { Service } from "./service.ts";
import type { JobOptions } from "./workers/lane.ts";

type AccountsQuestion = Extract<Question, { kind: "accounts" }>;

/** Groups that are named in the text; the table has them all. */
const NAMED = 5;

/** Groups that are told where the question says no number. */
const TOLD = 20;

/** Which accounts there are: counted, counted by the values of a column, or listed, with their tiers before and after. */
export async function answerAccounts(
  service: Pick<Service, "book"> & Results,
  { plan, question }: { readonly plan: Plan; readonly question: AccountsQuestion },
  job: JobOptions,
): Promise<QuestionAnswer> {
  const { by, limit, where = [] } = question;
  const among = question.among ?? [];
  const ascending = question.ascending ?? false;
  const measuring = measuringOf(question, service.book);
  const order = by === null ? columnOf(question.order, service.book) : question.order;
  const amount: keyof AccountSum = order === "revenue" || order === "potential" ? order : "accounts";
  const measure = measuring === null ? {} : { measure: measuring.column };
  const ranked: CountQuery["by"] =
    measuring === null || question.order != null ? amount : measuring.mean ? "mean" : "sum";
  const grouped =
    by === null
      ? measure
      : {
          column: by,
          by: ranked,
          ascending,
          limit: limit ?? TOLD,
          tiers: question.tiers ?? false,
          ...measure,
        };
  const data = await service.findOfRun("counts", plan, { query: { where, among, ...grouped } }, job);
  const parameters = planToQuery(plan);
  for (const selector of where) parameters.append("where", selector);
  const { currency } = service.book;
  const head = headText(data, { where, among, currency });
  if (by === null && limit !== null && data.total.accounts > 0) {
    const table = await listOf(service, { plan, where, order, limit, ascending }, job);
    const shown = formatCount(table.rows.length);
    const first =
      order === null
        ? `The first ${shown} by ID:`
        : `The ${shown} with the ${ascending ? "least" : "most"} ${columnWords(order)}:`;
    const text = `${head} ${table.rows.length === data.total.accounts && order === null ? "They are:" : first}`;
    parameters.set("limit", String(limit));
    if (order !== null) parameters.set("sort", order);
    if (order !== null && !ascending) parameters.set("descending", "1");
    return { kind: "accounts", text, data, link: `/v1/accounts?${parameters}`, table };
  }
  const text =
    by === null
      ? `${head}${measuring === null ? tierText(data) : meansText(data, measuring)}`
      : `${head}${groupText(data, { by, order: amount, currency, measuring, ascending })}`;
  const table = by === null ? tierTable(data, measuring) : groupTable(data, by, amount, measuring);
  return { kind: "accounts", text, data, link: `/v1/accounts?${parameters}`, table };
}

/** The number column that a list is ordered by: "revenue" and "potential" are the current ones, as for groups. */
function columnOf(order: string | null, { roles }: Service["book"]): string | null {
  if (order === "revenue") return roles.revenues[0] ?? null;
  return order === "potential" ? roles.potential : order;
}

/** How many match, and what they bring, beside the whole book. */
function headText(
  { total, whole }: AccountCounts,
  {
    among,
    currency,
    where,
  }: {
    readonly where: readonly string[];
    readonly among: readonly string[];
    readonly currency: string | null;
  },
): string {
  if (where.length === 0)
    return `The book has ${formatCount(total.accounts)} accounts: ${sumText(total, currency)}.`;
  const conditions = where.map(todaysWords).join(", ");
  if (among.length > 0) {
    const of = `${formatCount(whole.accounts)} accounts (${among.map(todaysWords).join(", ")})`;
    const [accounts, revenue] = [total.accounts / whole.accounts, total.revenue / whole.revenue];
    if (whole.accounts === 0) return `No account matches (${among.map(todaysWords).join(", ")}).`;
    const share = whole.revenue > 0 ? ` and ${formatShare(revenue)} of their revenue` : "";
    return `${formatShare(accounts)} of ${of} (${conditions}): ${formatCount(total.accounts)} accounts${share}.`;
  }
  if (total.accounts === 0)
    return `None of the ${formatCount(whole.accounts)} accounts matches (${conditions}).`;
  const part =
    whole.revenue > 0 ? `, ${formatShare(total.revenue / whole.revenue)} of the book's revenue` : "";
  return `${formatCount(total.accounts)} of ${formatCount(whole.accounts)} accounts (${conditions}): ${sumText(total, currency)}${part}.`;
}

/** A condition in words; a tier is the one that the book has, whatever the run makes of it. */
function todaysWords(selector: string): string {
  return /^tier!?:[^&]*$/u.test(selector) ? `${selectorWords(selector)} today` : selectorWords(selector);
}

function sumText({ potential, revenue }: AccountSum, currency: string | null): string {
  const more = potential === null ? "" : `, potential ${formatAmount(potential, currency)}`;
  return `revenue ${formatAmount(revenue, currency)}${more}`;
}

/** Accounts by tier, of the book and of the run. */
function tierText({ after, afterNames, before, beforeNames }: AccountCounts): string {
  const counts = (names: readonly string[], of: readonly number[]) =>
    names
      .map((name, at) => [name, of[at]!] as const)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${name} ${formatCount(count)}`)
      .join(", ");
  const today = counts(beforeNames, before);
  const then = counts(afterNames, after);
  return today === then || today === ""
    ? then === ""
      ? ""
      : ` By tier: ${then}.`
    : ` By tier today: ${today}; under this plan: ${then}.`;
}

/** What was asked for of all that match, and by their tier under the plan. */
function meansText({ afterNames, measured }: AccountCounts, measuring: Measuring): string {
  if (measured === undefined) return "";
  const told = afterNames.flatMap((name, at) => {
    const own = measured.after[at]!;
    return own.cells === 0 ? [] : [`${name} ${measuredText(own, measuring)}`];
  });
  return ` ${measuring.label}: ${measuredText(measured.total, measuring)}; by tier under this plan: ${told.join(", ")}.`;
}

function tierTable(
  { after, afterNames, before, beforeNames, measured }: AccountCounts,
  measuring: Measuring | null,
): AnswerTable {
  const names = [...new Set([...beforeNames, ...afterNames])];
  const at = (own: readonly string[], counts: readonly number[], name: string) =>
    own.includes(name) ? counts[own.indexOf(name)]! : null;
  const columns = [
    { name: "Tier", unit: "text" },
    { name: "Today", unit: "count" },
    { name: "Under this plan", unit: "count" },
  ] as const;
  const told = measuring === null || measured === undefined ? [] : [measured.before, measured.after];
  const sums = (name: string) =>
    told.map((own, side) => {
      const place = [beforeNames, afterNames][side]!.indexOf(name);
      return place < 0 || own[place] === undefined ? null : measuredValue(own[place], measuring!);
    });
  const rows = names.map((name) => [
    name,
    at(beforeNames, before, name),
    at(afterNames, after, name),
    ...sums(name),
  ]);
  const more = told.map((_, side) => ({
    name: `${measuring!.label} ${side === 0 ? "today" : "under this plan"}`,
    unit: measuring!.unit,
  }));
  return { columns: [...columns, ...more], rows, total: rows.length };
}

interface Grouping {
  readonly by: string;
  readonly order: keyof AccountSum;
  readonly currency: string | null;
  readonly measuring: Measuring | null;
  readonly ascending: boolean;
}

/** Groups with what they are ordered by. */
function groupText(
  { groups, measured, values }: AccountCounts,
  { ascending, by, currency, measuring, order }: Grouping,
): string {
  const told = (groups ?? []).slice(0, NAMED);
  const figure = (group: (typeof told)[number]) => {
    if (measuring !== null && group.measured !== undefined) return measuredText(group.measured, measuring);
    return order === "accounts" ? formatCount(group.accounts) : formatAmount(group[order] ?? 0, currency);
  };
  const each = told.map((group) => `${group.value === "" ? "(blank)" : group.value} ${figure(group)}`);
  const all =
    measuring === null || measured === undefined
      ? ""
      : ` ${measuring.label}: ${measuredText(measured.total, measuring)}.`;
  const more = values > told.length ? ` and ${formatCount(values - told.length)} more values` : "";
  const what =
    measuring !== null ? `, ${measuring.label.toLowerCase()}` : order === "accounts" ? "" : `, ${order}`;
  return `${all} By ${columnWords(by)}${what}${ascending ? ", the least first" : ""}: ${each.join(", ")}${more}.`;
}

function groupTable(
  { afterNames, groups, values }: AccountCounts,
  by: string,
  order: keyof AccountSum,
  measuring: Measuring | null,
): AnswerTable {
  const measure = order === "potential" ? "potential" : "revenue";
  const rows = (groups ?? []).map((group) => [
    group.value === "" ? "(blank)" : group.value,
    group.accounts,
    // A narrow chat has room for one amount.
    measuring === null || group.measured === undefined
      ? group[measure]
      : measuredValue(group.measured, measuring),
    ...(group.tiers ?? []),
  ]);
  const columns: AnswerTable["columns"] = [
    { name: columnWords(by), unit: "text" },
    { name: "Accounts", unit: "count" },
    measuring === null
      ? ({ name: measure === "potential" ? "Potential" : "Revenue", unit: "money" } as const)
      : { name: measuring.label, unit: measuring.unit },
  ];
  const more = [
    ...(groups?.[0]?.tiers ?? []).map((_, at) => ({
      name: tierWords(afterNames[at]!),
      unit: "count" as const,
    })),
  ];
  return { columns: [...columns, ...more], rows, total: values };
}
