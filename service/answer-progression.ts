import type { AnswerTable, QuestionAnswer } from "../contract/chat.ts";
import { planToQuery } from "../contract/plan-query.ts";
import type { Question } from "../contract/question.ts";
import {
  formatCount,
  formatShare,
  type ListedProgression,
  type Plan,
  type ProgressionList,
  sayReason,
  TieringError,
  tellingReasons,
} from "../tiering/index.ts";
import { explainProgression, listProgression } from "./list-progression.ts";
import type { Results } from "./results.ts";
import type { JobOptions } from "./workers/lane.ts";

/** Accounts that are listed where the question names no number. */
const LISTED = 20;

/** Reasons of an account in a table. */
const REASONS = 2;

/** What each list holds, in what order, and what its number in the table is called. */
const LISTS: Readonly<Record<ProgressionList, readonly [holds: string, order: string, chance: string]>> = {
  risk: ["likely to fall", "by revenue", "Chance to fall"],
  opportunity: ["likely to rise", "by runway", "Chance to rise"],
  misfit: ["that look misplaced", "by how little they fit", "Chance of own tier"],
  frozen: [
    "that never changed tier though their peers did",
    "by the share of peers that moved",
    "Peers moved",
  ],
};

type Asked = Extract<Question, { kind: "progression" }>;

/** Who may rise or fall, looks misplaced or is stuck: how far to believe it first, then the list with reasons. */
export async function answerProgression(
  results: Results,
  { plan, question }: { readonly plan: Plan; readonly question: Asked },
  job: JobOptions,
): Promise<QuestionAnswer> {
  const { id, limit, list, where } = question;
  try {
    if (id !== null) return await oneAccount(results, plan, id, job);
    const lists: readonly ProgressionList[] = list === null ? ["opportunity", "risk"] : [list];
    const each = Math.min(100, limit ?? Math.ceil(LISTED / lists.length));
    const pages = [];
    for (const one of lists) {
      const query = { list: one, where, offset: 0, limit: each };
      pages.push({ list: one, ...(await listProgression(results, { plan, query }, job)) });
    }
    const { sentences } = pages[0]!.progression;
    const counts = pages.map((page) => countSaid(page.list, page, where));
    const link = new URLSearchParams([
      ...planToQuery(plan),
      ["list", lists[0]!],
      ...where.map((entry) => ["where", entry] as [string, string]),
    ]);
    return {
      kind: "progression",
      text: [sentences[0], ...counts].filter(Boolean).join(" "),
      data: pages.length === 1 ? pages[0] : { lists: pages },
      link: `/v1/progression?${link}`,
      table: tableOf(pages),
    };
  } catch (error) {
    if (!(error instanceof TieringError) || error.code === "cancelled") throw error;
    const link = `/v1/progression?${planToQuery(plan)}`;
    return {
      kind: "progression",
      text: `That cannot be answered: ${error.message}`,
      data: null,
      link,
    };
  }
}

interface Page {
  readonly list: ProgressionList;
  readonly total: number;
  readonly accounts: readonly ListedProgression[];
}

function countSaid(list: ProgressionList, { accounts, total }: Omit<Page, "list">, where: readonly string[]) {
  const [holds, order] = LISTS[list];
  const match = where.length === 0 ? "" : total === 1 ? ", and matches" : ", and match";
  if (total === 0)
    return `No account${where.length === 0 ? "" : " that matches"} is on the list of those ${holds}.`;
  const one = total === 1 ? "account is" : "accounts are";
  const shown = accounts.length < total ? ` The first ${formatCount(accounts.length)} ${order}:` : "";
  return `${formatCount(total)} ${one} on the list of those ${holds}${match}.${shown}`;
}

function tableOf(pages: readonly Page[]): AnswerTable {
  const names = pages.some(({ accounts }) => accounts.some(({ name }) => name !== null));
  const chance = pages.length === 1 ? LISTS[pages[0]!.list][2] : "Chance";
  const columns = [
    { name: "Account", unit: "account" as const },
    ...(names ? [{ name: "Name", unit: "text" as const }] : []),
    ...(pages.length > 1 ? [{ name: "Likely to", unit: "text" as const }] : []),
    { name: "Tier", unit: "text" as const },
    { name: "Tier under this plan", unit: "text" as const },
    { name: chance, unit: "share" as const },
    { name: "Revenue", unit: "money" as const },
    { name: "Runway", unit: "money" as const },
    { name: "What speaks for it", unit: "text" as const },
  ];
  const rows = pages.flatMap(({ accounts, list }) =>
    accounts.map((one) => [
      one.id,
      ...(names ? [one.name] : []),
      ...(pages.length > 1 ? [list === "risk" ? "fall" : "rise"] : []),
      one.tier,
      one.plannedTier,
      chanceOf(list, one),
      one.revenue,
      one.runway,
      whyOf(list, one),
    ]),
  );
  return { columns, rows, total: pages.reduce((sum, { total }) => sum + total, 0) };
}

function chanceOf(list: ProgressionList, { fit, outlook, peersMoved }: ListedProgression): number | null {
  if (list === "misfit") return fit?.ownTier ?? null;
  if (list === "frozen") return peersMoved;
  return (list === "risk" ? outlook?.probabilities.down : outlook?.probabilities.up) ?? null;
}

function whyOf(list: ProgressionList, { fit, outlook, peersMoved }: ListedProgression): string {
  if (list === "frozen")
    return peersMoved === null ? "" : `${formatShare(peersMoved)} of accounts like it moved`;
  const reasons = (list === "misfit" ? fit?.reasons : outlook?.reasons)?.reasons ?? [];
  const looks = list === "misfit" && fit !== null ? `Looks like ${fit.looksLike}: ` : "";
  const speaking = tellingReasons(
    reasons.filter(({ contribution }) => contribution > 0),
    REASONS,
  );
  return `${looks}${speaking.map(sayReason).join("; ")}`;
}

async function oneAccount(
  results: Results,
  plan: Plan,
  id: string,
  job: JobOptions,
): Promise<QuestionAnswer> {
  const data = await explainProgression(results, id, job);
  const link = `/v1/accounts/${encodeURIComponent(id)}?${planToQuery(plan)}&progression=1`;
  return { kind: "progression", text: `Account ${id}: ${data.sentences.join(" ")}`, data, link };
}
