import type { Question } from "../../contract/question.ts";
import { columnWords, KPI_NAMES, kpiLabel, measureWords, tierWords } from "../../tiering/index.ts";
import { peopleReply } from "./people-reply.ts";
import { selectorWords } from "./rule-words.ts";

const SAID: Partial<Record<Question["kind"], string>> = {
  undo: "Taken back.",
  rules: "The rules that describe the tiers, learnt as a decision tree.",
  compare:
    "The methods side by side: hybrid raises the overall score by few moves, kpi ranks by potential within one tier, direct ranks by potential freely, baseline leaves the tiers as they are.",
  stability:
    "How the moves stand up to a change of the weights, and how far the result can be from the best.",
  story: "The run in words.",
  changes: "What is other than under the plan before.",
  whatIf: "What that would change; the plan stays as it is.",
};

/** What is said first when something is asked; the service adds the content. */
export function askReply(ask: Question): string {
  switch (ask.kind) {
    case "pair":
      return `Accounts ${ask.id} and ${ask.other} side by side.`;
    case "size":
      return `How ${tierWords(ask.tier)} came to its number of accounts.`;
    case "account":
      return `Account ${ask.id}: why it is in its tier, and what would change that.`;
    case "boundary":
      return `What separates Tier ${ask.tiers[0]} from Tier ${ask.tiers[1]}.`;
    case "segment":
      return `Natural groups of the accounts${ask.algorithm === null ? "" : ` by ${ask.algorithm}`}${ask.k === null ? "" : `, ${ask.k} of them`}.`;
    case "goal":
      return `The smallest change that brings ${kpiSpoken(ask.kpi)} to at least ${ask.kpi === "sfi" ? `${Number((ask.atLeast * 100).toFixed(4))} %` : ask.atLeast}.`;
    case "frontier":
      return frontierReply(ask);
    case "movers":
      return moversReply(ask);
    case "accounts":
      return accountsReply(ask);
    default:
      return SAID[ask.kind] ?? peopleReply(ask as Parameters<typeof peopleReply>[0]);
  }
}

function frontierReply({ gain, moves }: Extract<Question, { kind: "frontier" }>): string {
  const part =
    gain == null ? "" : ` The fewest moves for ${Number((gain * 100).toFixed(2))} % of the whole gain first.`;
  const most = moves == null ? "" : ` What ${moves.toLocaleString("en")} moves bring of it first.`;
  return `What each further part of the accounts moved would gain.${part}${most}`;
}

function moversReply({
  by,
  direction,
  limit,
  order,
  steps,
  to,
  where = [],
}: Extract<Question, { kind: "movers" }>): string {
  const which = direction === "up" ? "promoted" : direction === "down" ? "demoted" : "moved";
  const far = steps == null ? "" : ` by ${steps === 1 ? "a tier" : `${steps} tiers`} or more`;
  const aim = to == null ? "" : ` to Tier ${to}`;
  const among = where.length === 0 ? "" : ` among ${where.map(selectorWords).join(" and ")}`;
  const first =
    order != null
      ? `, by ${measureWords(order)}`
      : by === null
        ? ", most tiers first and then by revenue"
        : "";
  const most = `${among}${first}${limit === null ? "" : `, the first ${limit}`}`;
  return by === null
    ? `The accounts that were ${which}${far}${aim}${most}.`
    : `The accounts that were ${which}${far}${aim}, counted by ${by}${most}.`;
}

function accountsReply(ask: Extract<Question, { kind: "accounts" }>): string {
  const { among, ascending, tiers, by, limit, measure, net, order, statistic, where = [] } = ask;
  const which = where.length === 0 ? "" : ` (${where.map(selectorWords).join(" and ")})`;
  const sums =
    measure == null && statistic == null
      ? ""
      : `, with their ${statistic === "sum" ? "total" : (statistic ?? "mean")} ${measureWords(measure ?? "revenue")}`;
  const least = ascending ? ", the least first" : "";
  const shown = limit === null ? "" : `, the first ${limit}`;
  if (among != null)
    return `What share of the accounts of ${among.map(selectorWords).join(" and ")} that is${which}.`;
  const parted = tiers ? " and tier" : "";
  if (by !== null && net != null)
    return `How many accounts ${tierWords(net)} gains, by ${columnWords(by)}${which}, the greatest ${ascending ? "loss" : "gain"} first${shown}.`;
  if (by !== null)
    return `The accounts${which}, counted by ${columnWords(by)}${parted}${sums}${least}${shown}.`;
  if (sums !== "") return `The accounts${which}${sums}, in all and by tier.`;
  const first = order === null ? "" : `, by ${measureWords(order)}`;
  return limit === null
    ? `How many accounts there are${which}.`
    : `The accounts${which}${first}${least}, the first ${limit}.`;
}

/** A measure in plain words, its code behind them. */
function kpiSpoken(kpi: keyof typeof KPI_NAMES): string {
  return `${kpiLabel(kpi)} (${KPI_NAMES[kpi].name})`;
}
