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
  type Measured,
  type Plan,
  runSelectorWords,
  selectorWords,
} from "../tiering/index.ts";
import { groupTable, groupText } from "./account-groups.ts";
import { listOf } from "./list-answer.ts";
import { type Measuring, measuredText, measuredValue, measuringOf } from "./measured-text.ts";
import type { Results } from "./results.ts";
import type { Service } from "./service.ts";
import type { JobOptions } from "./workers/lane.ts";

type AccountsQuestion = Extract<Question, { kind: "accounts" }>;

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
  const measure = measuring === null ? {} : { measure: measuring.column, statistic: measuring.statistic };
  const net = question.net ?? null;
  const ranked: CountQuery["by"] =
    net !== null ? "net" : measuring === null || question.order != null ? amount : "measure";
  const grouped =
    by === null
      ? measure
      : {
          column: by,
          by: ranked,
          ascending,
          limit: limit ?? TOLD,
          tiers: question.tiers ?? false,
          ...(net === null ? {} : { net }),
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
      : `${head}${groupText(data, { by, net, order: amount, currency, measuring, ascending })}`;
  const table =
    by === null ? tierTable(data, measuring) : groupTable(data, { by, net, order: amount, measuring });
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
  const share = formatShare(total.accounts / whole.accounts);
  // Of few among many the share would read as none.
  const told = share === "0 %" ? "" : `, ${share}`;
  return `${formatCount(total.accounts)} of ${formatCount(whole.accounts)} accounts${told} (${conditions}): ${sumText(total, currency)}${part}.`;
}

/** A condition in words; a tier is the one that the book has, whatever the run makes of it. */
function todaysWords(selector: string): string {
  const words = runSelectorWords(selector) ?? selectorWords(selector);
  return /^tier!?:[^&]*$/u.test(selector) ? `${words} today` : words;
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

/** What was asked for of all that match, and by their tier today and under the plan. */
function meansText({ afterNames, beforeNames, measured }: AccountCounts, measuring: Measuring): string {
  if (measured === undefined) return "";
  const told = (names: readonly string[], by: readonly Measured[]) =>
    names
      .flatMap((name, at) => (by[at]!.cells === 0 ? [] : [`${name} ${measuredText(by[at]!, measuring)}`]))
      .join(", ");
  const [today, then] = [told(beforeNames, measured.before), told(afterNames, measured.after)];
  const tiers =
    today === then || today === "" ? `by tier: ${then}` : `by tier today: ${today}; under this plan: ${then}`;
  return ` ${measuring.label}: ${measuredText(measured.total, measuring)}; ${tiers}.`;
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
