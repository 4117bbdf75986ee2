import type { QuestionAnswer } from "../../../contract/chat.ts";
import type { OwnForce } from "../../../contract/coverage.ts";
import { planToQuery } from "../../../contract/plan-query.ts";
import type { Question } from "../../../contract/question.ts";
import { formatCount, geographiesOf, type Plan, TieringError } from "../../../tiering/index.ts";
import type { Service } from "../../service.ts";
import type { JobOptions } from "../../workers/lane.ts";
import type { SalesForce } from "../sales-force.ts";
import { handoversAnswer, ownerAnswer, unassignedAnswer } from "./account-answers.ts";
import { carriedAnswer, openingsAnswer } from "./capacity-answers.ts";
import { findRole, findSeller } from "./name-sellers.ts";
import { scenarioAnswer } from "./scenario-answer.ts";
import { loadsAnswer, oneSeller } from "./seller-answers.ts";
import { type CoverageTalk, LISTED, type Said } from "./talk.ts";

/** A question about who looks after whom. */
export type CoverageQuestion = Extract<
  Question,
  { kind: "carried" | "owner" | "unassigned" | "sellers" | "openings" | "handovers" | "scenario" }
>;

/** A question of a plan's tiers, and the conversation's own sales force; null for the one on file. */
interface AskedOfCoverage {
  readonly plan: Plan;
  readonly question: CoverageQuestion;
  readonly own: OwnForce | null;
}

/** Answers a question about the coverage of a plan's tiers; what cannot be answered is said, not thrown. */
export async function answerCoverage(
  service: Pick<Service, "book" | "coverage">,
  { plan, question, own }: AskedOfCoverage,
  job: JobOptions,
): Promise<QuestionAnswer> {
  const force = await service.coverage.force();
  const ask = own ?? {};
  const talk: CoverageTalk = {
    service,
    plan,
    own,
    sellers: own?.sellers ?? force.sellers,
    perform: (name, args) => service.coverage.perform(name, { plan, ask, args }, job),
  };
  const { path = "/v1/coverage", ...answer } = await say(talk, question).catch(refusal);
  const text = answer.data === null ? answer.text : `${answer.text} ${whose(talk, force)}`;
  // No query can hold sellers: a link would show those on file. A scenario's request, which is to be posted, holds them.
  const isHeld = own === null || question.kind === "scenario";
  return { kind: question.kind, ...answer, text, link: isHeld ? `${path}?${planToQuery(plan)}` : null };
}

/** Whose coverage an answer is about: a page or a request may have sellers of its own. */
function whose({ sellers, own }: CoverageTalk, { source }: SalesForce): string {
  const count = formatCount(sellers.length);
  if (own !== null) return `This is about the ${count} sellers that were sent with the question.`;
  return source === "demonstration"
    ? `This is about the ${count} sellers made up for the demonstration.`
    : `This is about the ${count} sellers on file.`;
}

/** A request that this book or its sales force does not bear, in words. */
function refusal(error: unknown): Said {
  if (!(error instanceof TieringError) || error.code === "cancelled") throw error;
  return { text: `That cannot be answered: ${error.message}`, data: null };
}

async function say(talk: CoverageTalk, question: CoverageQuestion): Promise<Said> {
  const { sellers } = talk;
  if (sellers.length === 0)
    return {
      text: "This book has no sellers on file, so nobody can be said to cover anything; load sellers.csv on the Coverage tab, or send sellers to POST /v1/coverage.",
      data: null,
    };
  switch (question.kind) {
    case "carried":
      return carriedAnswer(talk, question.tiers);
    case "owner":
      return ownerAnswer(talk, question.account);
    case "unassigned":
      return unassignedAnswer(talk, question);
    case "handovers":
      return handoversAnswer(talk, question);
    case "openings":
      return openingsAnswer(talk, question);
    case "scenario":
      return scenarioAnswer(talk, question);
    case "sellers": {
      const loads = await talk.perform("sellers", {});
      if (question.seller === null) {
        const { where } = question;
        const geos = where.length === 0 ? null : geographiesOf(talk.service.book, where);
        const roles = [...new Set(sellers.map(({ role }) => role))];
        const named = question.role === null ? { found: null } : findRole(question.role, roles);
        if ("problem" in named) return { text: named.problem, data: null };
        const asked = named.found === null ? loads : loads.filter(({ role }) => role === named.found);
        return loadsAnswer(asked, { ...question, geos, limit: question.limit ?? LISTED });
      }
      const named = findSeller(question.seller, sellers);
      if ("problem" in named) return { text: named.problem, data: null };
      return oneSeller(loads.find(({ id }) => id === named.found.id)!);
    }
  }
}
