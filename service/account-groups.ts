import type { AnswerTable } from "../contract/chat.ts";
import {
  type AccountCounts,
  type AccountGroup,
  type AccountSum,
  columnWords,
  formatAmount,
  formatCount,
  tierWords,
} from "../tiering/index.ts";
import { type Measuring, measuredText, measuredValue } from "./measured-text.ts";

/** Groups that are named in the text; the table has them all. */
const NAMED = 5;

/** By what accounts are parted, and what is told of each group. */
export interface Grouping {
  readonly by: string;
  /** The tier whose gain is asked for. */
  readonly net: string | null;
  readonly order: keyof AccountSum;
  readonly measuring: Measuring | null;
}

/** Groups with what they are ordered by. */
export function groupText(
  { groups, measured, values }: AccountCounts,
  {
    ascending,
    by,
    currency,
    measuring,
    net,
    order,
  }: Grouping & { readonly ascending: boolean; readonly currency: string | null },
): string {
  const told = (groups ?? []).slice(0, NAMED);
  if (told.length === 0) return "";
  const figure = (group: AccountGroup) => {
    if (group.net !== undefined) return netText(group.net);
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
    net !== null
      ? `, gain of accounts in ${tierWords(net)} (today → under this plan)`
      : measuring !== null
        ? `, ${measuring.label.toLowerCase()}`
        : order === "accounts"
          ? ""
          : `, ${order}`;
  return `${all} By ${columnWords(by)}${what}${ascending ? `, the ${net === null ? "least" : "greatest loss"} first` : ""}: ${each.join(", ")}${more}.`;
}

/** "+5 (25 → 30)" */
function netText({ after, before }: NonNullable<AccountGroup["net"]>): string {
  const gain = after - before;
  const sign = gain > 0 ? "+" : gain < 0 ? "−" : "";
  return `${sign}${formatCount(Math.abs(gain))} (${formatCount(before)} → ${formatCount(after)})`;
}

/** Every group with its accounts, what it brings, its tiers and what one of them gains. */
export function groupTable(
  { afterNames, groups, values }: AccountCounts,
  { by, measuring, net, order }: Grouping,
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
    ...(group.net === undefined
      ? []
      : [group.net.before, group.net.after, group.net.after - group.net.before]),
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
    ...(net === null
      ? []
      : [`${tierWords(net)} today`, "Under this plan", "Gain"].map((name) => ({
          name,
          unit: "count" as const,
        }))),
  ];
  return { columns: [...columns, ...more], rows, total: values };
}
