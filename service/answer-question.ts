import type { QuestionAnswer } from "../contract/chat.ts";
import type { OwnForce } from "../contract/coverage.ts";
import { goalToQuery } from "../contract/goal.ts";
import { planToQuery } from "../contract/plan-query.ts";
import type { Question } from "../contract/question.ts";
import { segmentationToQuery } from "../contract/segmentation.ts";
import { type Plan, rulesText, tellAccount } from "../tiering/index.ts";
import { tellPair } from "./account-pair.ts";
import { answerAccounts } from "./answer-accounts.ts";
import { answerProgression } from "./answer-progression.ts";
import { comparisonText } from "./comparison-text.ts";
import { answerCoverage } from "./coverage/questions/answer-coverage.ts";
import { explainAccount } from "./explain-account.ts";
import { goalText } from "./goal-text.ts";
import { answerFrontier, answerMovers, answerStability, answerStory } from "./run-questions.ts";
import { segmentationText } from "./segmentation-text.ts";
import type { Service } from "./service.ts";
import { answerSize } from "./tier-size.ts";
import { answerChanges, answerWhatIf } from "./what-if.ts";
import type { JobOptions } from "./workers/lane.ts";

/** The algorithm that a plain word means. */
const ALGORITHMS = { ward: "ward", kmeans: "kmeans", kmedoids: "kmedoids-b4", hdbscan: "hdbscan" } as const;

/** What the words ask of a plan, and the sellers that they are about where those are not the ones on file. */
interface AskedOfPlan {
  readonly question: Question;
  readonly plan: Plan;
  readonly coverage?: OwnForce | undefined;
}

/** Answers what the words ask of a plan; null for what is no question about a run. */
export async function answerQuestion(
  service: Service,
  { question, plan, coverage }: AskedOfPlan,
  job: JobOptions,
): Promise<QuestionAnswer | null> {
  const query = planToQuery(plan);
  const { kind } = question;
  switch (kind) {
    case "pair": {
      const { id, other } = question;
      const [one, two] = await Promise.all(
        [id, other].map((each) =>
          explainAccount(service, { plan, id: each, kind: "plain", counterfactuals: false }, job),
        ),
      );
      query.append("where", `id:${id}|${other}`);
      return { kind, ...tellPair([one!, two!]), data: [one, two], link: `/v1/accounts?${query}` };
    }
    case "size":
      return answerSize(service, { plan, tier: question.tier }, job);
    case "account": {
      const { id } = question;
      const asked = { plan, id, kind: "plain", counterfactuals: true } as const;
      const data = await explainAccount(service, asked, job);
      const link = `/v1/accounts/${encodeURIComponent(id)}?${query}&counterfactuals=1`;
      return { kind, text: tellAccount(data), data, link };
    }
    case "boundary": {
      const { tiers } = question;
      const data = await service.findOfRun("boundary", plan, { tiers }, job);
      return { kind, text: data.text, data, link: `/v1/boundaries?${query}&between=${tiers.join(",")}` };
    }
    case "rules": {
      const data = await service.findOfRun("rules", plan, { learning: {} }, job);
      return { kind, text: rulesText(data, "plain"), data, link: `/v1/rules?${query}` };
    }
    case "compare": {
      const data = await service.find("compare", { plan, list: [] }, job);
      return { kind, text: comparisonText(data), data, link: `/v1/compare?${query}` };
    }
    case "segment": {
      const { algorithm, k } = question;
      const options = { algorithm: ALGORITHMS[algorithm ?? "ward"], k, weights: plan.weights };
      const { summary: data } = await service.find("segment", { options }, job);
      const link = `/v1/segmentations?${segmentationToQuery(options)}`;
      return { kind, text: segmentationText(data, service.book.currency), data, link };
    }
    case "goal": {
      const { kpi, atLeast } = question;
      const outcome = await service.find("goal", { plan, goal: { kpi, atLeast } }, job);
      const link = `/v1/goals?${goalToQuery(plan, { kpi, atLeast })}`;
      return { kind, text: goalText(outcome), data: outcome.found, link };
    }
    case "frontier":
      return answerFrontier(service, { plan, question }, job);
    case "stability":
      return answerStability(service, plan, job);
    case "story":
      return answerStory(service, plan, job);
    case "movers":
      return answerMovers(service, { plan, question }, job);
    case "accounts":
      return answerAccounts(service, { plan, question }, job);
    case "progression":
      return answerProgression(service, { plan, question }, job);
    case "changes":
      return answerChanges(service, { plan, question }, job);
    case "whatIf":
      return answerWhatIf(service, { plan, question }, job);
    case "undo":
      return null;
    default:
      return answerCoverage(service, { plan, question, own: coverage ?? null }, job);
  }
}
