import type { AnswerTable, QuestionAnswer } from "../contract/chat.ts";
import { planToQuery } from "../contract/plan-query.ts";
import type { Question } from "../contract/question.ts";
import {
  type AccountCounts,
  type AccountSum,
  columnWords,
  formatAmount,
  formatCount,
  formatShare,
  type Plan,
  selectorWords,
} from "../tiering/index.ts";
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
  const order = by === null ? columnOf(question.order, service.book) : question.order;
  const amount: keyof AccountSum = order === "revenue" || order === "potential" ? order : "accounts";
  const grouped = by === null ? {} : { column: by, by: amount, limit: limit ?? TOLD };
  const data = await service.findOfRun("counts", plan, { query: { where, ...grouped } }, job);
  const parameters = planToQuery(plan);
  for (const selector of where) parameters.append("where", selector);
  const { currency } = service.book;
  const head = headText(data, where, currency);
  if (by === null && limit !== null && data.total.accounts > 0) {
    const table = await listOf(service, { plan, where, order, limit }, job);
    const shown = formatCount(table.rows.length);
    const first =
      order === null ? `The first ${shown} by ID:` : `The ${shown} with the most ${columnWords(order)}:`;
    const text = `${head} ${table.rows.length === data.total.accounts && order === null ? "They are:" : first}`;
    parameters.set("limit", String(limit));
    if (order !== null) parameters.set("sort", order);
    if (order !== null) parameters.set("descending", "1");
    return { kind: "accounts", text, data, link: `/v1/accounts?${parameters}`, table };
  }
  const text =
    by === null ? `${head}${tierText(data)}` : `${head}${groupText(data, { by, order: amount, currency })}`;
  const table = by === null ? tierTable(data) : groupTable(data, by, amount);
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
  where: readonly string[],
  currency: string | null,
): string {
  if (where.length === 0)
    return `The book has ${formatCount(total.accounts)} accounts: ${sumText(total, currency)}.`;
  const conditions = where.map(selectorWords).join(", ");
  if (total.accounts === 0)
    return `None of the ${formatCount(whole.accounts)} accounts matches (${conditions}).`;
  const part =
    whole.revenue > 0 ? `, ${formatShare(total.revenue / whole.revenue)} of the book's revenue` : "";
  return `${formatCount(total.accounts)} of ${formatCount(whole.accounts)} accounts (${conditions}): ${sumText(total, currency)}${part}.`;
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

function tierTable({ after, afterNames, before, beforeNames }: AccountCounts): AnswerTable {
  const names = [...new Set([...beforeNames, ...afterNames])];
  const at = (own: readonly string[], counts: readonly number[], name: string) =>
    own.includes(name) ? counts[own.indexOf(name)]! : null;
  const columns = [
    { name: "Tier", unit: "text" },
    { name: "Today", unit: "count" },
    { name: "Under this plan", unit: "count" },
  ] as const;
  const rows = names.map((name) => [name, at(beforeNames, before, name), at(afterNames, after, name)]);
  return { columns: [...columns], rows, total: rows.length };
}

interface Grouping {
  readonly by: string;
  readonly order: keyof AccountSum;
  readonly currency: string | null;
}

/** Groups with what they are ordered by. */
function groupText({ groups, values }: AccountCounts, { by, currency, order }: Grouping): string {
  const told = (groups ?? []).slice(0, NAMED);
  const each = told.map(
    (group) =>
      `${group.value === "" ? "(blank)" : group.value} ${order === "accounts" ? formatCount(group.accounts) : formatAmount(group[order] ?? 0, currency)}`,
  );
  const more = values > told.length ? ` and ${formatCount(values - told.length)} more values` : "";
  return ` By ${columnWords(by)}${order === "accounts" ? "" : `, ${order}`}: ${each.join(", ")}${more}.`;
}

function groupTable({ groups, values }: AccountCounts, by: string, order: keyof AccountSum): AnswerTable {
  const measure = order === "potential" ? "potential" : "revenue";
  const rows = (groups ?? []).map((group) => [
    group.value === "" ? "(blank)" : group.value,
    group.accounts,
    group[measure],
  ]);
  const columns = [
    { name: columnWords(by), unit: "text" },
    { name: "Accounts", unit: "count" },
    { name: measure === "potential" ? "Potential" : "Revenue", unit: "money" },
  ] as const;
  return { columns: [...columns], rows, total: values };
}

interface Listing {
  readonly plan: Plan;
  readonly where: readonly string[];
  readonly order: string | null;
  readonly limit: number;
}

/** The accounts one by one: ID, name where the book has one, tier, and the amount that orders them, else the revenue. */
async function listOf(
  service: Pick<Service, "book"> & Results,
  { limit, order, plan, where }: Listing,
  job: JobOptions,
): Promise<AnswerTable> {
  const { name, revenues } = service.book.roles;
  const amount = order ?? revenues[0] ?? "";
  const unit =
    order === null || [...revenues, service.book.roles.potential].includes(order)
      ? ("money" as const)
      : ("count" as const);
  // A narrow chat has no room for a heading such as "TotalRevenue FY26".
  const called =
    amount === revenues[0]
      ? "Revenue"
      : amount === service.book.roles.potential
        ? "Potential"
        : columnWords(amount);
  const sorting = order === null ? {} : { sort: order, descending: true };
  const columns = [
    "ID",
    ...(name === null ? [] : [name]),
    "PreviousTier",
    "Tier",
    ...(amount === "" ? [] : [amount]),
  ];
  const asked = { query: { where, ...sorting }, page: { columns, offset: 0, limit } };
  const page = await service.findOfRun("accounts", plan, asked, job);
  const cells = (column: string) => page.columns.find((each) => each.name === column)?.cells ?? [];
  const [ids, names] = [cells("ID"), name === null ? [] : cells(name)];
  const text = (cell: unknown) => (cell === undefined || cell === null ? null : String(cell));
  return {
    columns: [
      { name: "Account", unit: "account" },
      { name: "Name", unit: "text" },
      { name: "Tier", unit: "text" },
      ...(amount === "" ? [] : [{ name: called, unit } as const]),
    ],
    rows: ids.map((id, at) => [
      String(id),
      text(names[at]),
      tierWords(text(cells("PreviousTier")[at]), text(cells("Tier")[at])),
      ...(amount === "" ? [] : [cells(amount)[at] === null ? null : Number(cells(amount)[at])]),
    ]),
    total: page.total,
  };
}

/** The tier today, and after the run where that is another. */
function tierWords(today: string | null, then: string | null): string | null {
  return today === null || today === then ? then : `${today} → ${then}`;
}
