import type { Question } from "../../contract/question.ts";
import { tierWords } from "../../tiering/index.ts";
import { selectorWords } from "./rule-words.ts";

/** A question about who may change tier, or who looks after whom. */
type PeopleQuestion = Extract<
  Question,
  {
    kind:
      | "progression"
      | "carried"
      | "owner"
      | "unassigned"
      | "sellers"
      | "openings"
      | "handovers"
      | "scenario";
  }
>;

const LISTS = {
  risk: "Accounts that look likely to fall a tier",
  opportunity: "Accounts that look likely to rise a tier",
  misfit: "Accounts that look misplaced in their tier",
  frozen: "Accounts that never changed tier though accounts like them did",
} as const;

/** What is said first when one of these is asked: what was understood, with its filters. */
export function peopleReply(ask: PeopleQuestion): string {
  switch (ask.kind) {
    case "progression":
      if (ask.id !== null) return `Account ${ask.id}: its chances to rise, stay and fall.`;
      return `${ask.list === null ? "Accounts that look likely to change tier" : LISTS[ask.list]}${filterWords(ask)}.`;
    case "carried":
      return `How many accounts ${ask.tiers.length === 0 ? "of each tier" : `of ${ask.tiers.map(tierWords).join(" and ")}`} the sellers can carry.`;
    case "owner":
      return `Who looks after account ${ask.account}.`;
    case "unassigned":
      return `Accounts without a seller${filterWords(ask)}.`;
    case "sellers":
      return ask.seller === null
        ? `The sellers with the ${ask.order} load${filterWords(ask)}.`
        : `What seller ${ask.seller} has.`;
    case "openings":
      return `Where one more seller is worth most${filterWords({ ...ask, limit: null })}.`;
    case "handovers":
      return `Accounts that change hands${filterWords(ask)}.`;
    case "scenario":
      return `The sales force ${scenarioWords(ask)}, beside the present one; nothing is changed.`;
  }
}

function filterWords({
  limit,
  where,
}: {
  readonly where: readonly string[];
  readonly limit: number | null;
}): string {
  const which = where.length === 0 ? "" : ` (${where.map(selectorWords).join("; ")})`;
  return `${which}${limit === null ? "" : `, the first ${limit}`}`;
}

function scenarioWords(ask: Extract<PeopleQuestion, { kind: "scenario" }>): string {
  const heads = (list: typeof ask.add, word: string) =>
    list.map(
      ({ count, role, where }) =>
        `with ${count} ${word} ${role ?? "sellers"}${where.length === 0 ? "" : ` (${where.map(selectorWords).join("; ")})`}`,
    );
  return [
    ...(ask.retire.length === 0 ? [] : [`without seller ${ask.retire.join(", ")}`]),
    ...heads(ask.add, "more"),
    ...heads(ask.lose, "fewer"),
    ...ask.presence.map(
      ({ presence, tiers }) =>
        `with ${tiers.length === 0 ? "every tier" : tiers.map(tierWords).join(" and ")} served ${presence === "remote" ? "remotely" : "in person"}`,
    ),
    ...(ask.minAccounts === null ? [] : [`with at least ${ask.minAccounts} accounts a seller`]),
  ].join(", ");
}
