import type { QuestionAnswer } from "../contract/chat.ts";
import { planToQuery } from "../contract/plan-query.ts";
import type { Question } from "../contract/question.ts";
import {
  type Certificate,
  certaintyWords,
  type Flow,
  type Frontier,
  formatCount,
  formatMoney,
  formatShare,
  type Movers,
  type Plan,
  SIGNAL_NAMES,
  SIGNALS,
} from "../tiering/index.ts";
import type { Results } from "./results.ts";
import type { JobOptions } from "./workers/lane.ts";

/** Budgets of a frontier that is answered in words. */
const POINTS = 20;

/** Movers that are named where the question says no number. */
const NAMED = 20;

/** What a further part of movement gains. */
export async function answerFrontier(
  results: Results,
  { plan, question }: { readonly plan: Plan; readonly question: Extract<Question, { kind: "frontier" }> },
  job: JobOptions,
): Promise<QuestionAnswer> {
  const data = await results.find("frontier", { plan, points: POINTS }, job);
  const steps = data.points
    .filter((_, at) => at % Math.ceil(data.points.length / 5) === 0)
    .map(({ lift, share }) => `${formatShare(share)} of accounts ${lift.toFixed(4)}`);
  const said = data.advice?.sentence ?? data.stopped?.text;
  const text = `${partText(data, question)}${said ?? "Moving accounts brings no lift under these rules."} Lift of the composite by share moved: ${steps.join(", ")}.`;
  const query = planToQuery(plan);
  query.delete("method");
  return { kind: "frontier", text, data, link: `/v1/frontier?${query}` };
}

/** The fewest moves tried that bring a part of the whole gain, and what so many moves bring; empty where neither is asked. */
function partText(
  { points, stopped }: Frontier,
  { gain, moves }: Extract<Question, { kind: "frontier" }>,
): string {
  const most = points.at(-1);
  if (most === undefined || most.lift <= 0) return "";
  const whole = `${formatCount(most.moved)} moves${stopped === null ? ", beyond which none helps" : ", the most that were tried in time"}`;
  const told: string[] = [];
  const enough = gain == null ? undefined : points.find(({ lift }) => lift >= gain * most.lift);
  if (gain != null && enough !== undefined) {
    const before = points[points.indexOf(enough) - 1];
    const less =
      before === undefined
        ? ""
        : `; ${formatCount(before.moved)} bring ${formatShare(before.lift / most.lift)}`;
    told.push(
      `Of what is gained with ${whole}, ${formatCount(enough.moved)} moves bring ${formatShare(enough.lift / most.lift)}${less}.`,
    );
  }
  const within = moves == null ? undefined : points.findLast(({ moved }) => moved <= moves);
  if (within !== undefined)
    told.push(
      `Of what is gained with ${whole}, ${formatCount(within.moved)} moves bring ${formatShare(within.lift / most.lift)}.`,
    );
  return told.map((sentence) => `${sentence} `).join("");
}

/** How the moves stand up to a change of the weights. */
export async function answerStability(
  results: Results,
  plan: Plan,
  job: JobOptions,
): Promise<QuestionAnswer> {
  const [judged, ran] = await Promise.all([
    results.findOfRun("stability", plan, {}, job),
    results.runPlan(plan, job),
  ]);
  const link = `/v1/stability?${planToQuery(plan)}`;
  const proof = proofText(ran.summary.certificate);
  if (judged === null || judged.surviving === null)
    return {
      kind: "stability",
      text: `${
        judged === null
          ? "Only a hybrid run, or one under limits, has moves that can be judged."
          : "No account moves, so nothing can change with the weights."
      }${proof}`,
      data: null,
      link,
    };
  const { bySignal, moves, surviving } = judged;
  const each = SIGNALS.flatMap((signal) => {
    const share = bySignal[signal];
    return share === null ? [] : [`${SIGNAL_NAMES[signal]} ${formatShare(share)}`];
  }).join(", ");
  const text = `${formatShare(surviving)} of the ${formatCount(moves)} moves are made again where any one weight is changed by 10 %; by weight: ${each}.${proof}`;
  return { kind: "stability", text, data: { surviving, bySignal, moves }, link };
}

/** The gap that the bound of a story is narrowed to, as wherever a result is told. */
const BOUND = 0.001;

/** How far a run can be from the best; empty where nothing is known of that. */
function proofText(certificate: Certificate | null): string {
  return certificate === null ? "" : ` ${certaintyWords(certificate)}.`;
}

/** The run in words. */
export async function answerStory(results: Results, plan: Plan, job: JobOptions): Promise<QuestionAnswer> {
  const data = await results.findOfRun("story", plan, {}, { ...job, bound: BOUND });
  return { kind: "story", text: data.text, data, link: `/v1/story?${planToQuery(plan)}&bound=${BOUND}` };
}

/** Who moves: by the values of a column, else account by account. */
export async function answerMovers(
  results: Results,
  { plan, question }: { readonly plan: Plan; readonly question: Extract<Question, { kind: "movers" }> },
  job: JobOptions,
): Promise<QuestionAnswer> {
  const { by: column, direction, where = [] } = question;
  const among = {
    ...(where.length === 0 ? {} : { where }),
    ...(question.to == null ? {} : { to: question.to }),
    ...(question.steps == null ? {} : { steps: question.steps }),
  };
  const limit = question.limit ?? NAMED;
  const query = {
    ...(column === null ? {} : { column }),
    direction: direction ?? ("both" as const),
    ...among,
    by: amountOf(question.order),
    limit,
  };
  const counted = await results.findOfRun("movers", plan, { query }, job);
  const parameters = planToQuery(plan);
  for (const [name, value] of Object.entries(query))
    for (const text of [value].flat()) parameters.append(name, String(text));
  const total = [
    direction === "down" ? "" : flowText(counted.up, "promoted"),
    direction === "up" ? "" : flowText(counted.down, "downgraded"),
  ];
  const part =
    where.length === 0
      ? ""
      : partOfAll(counted, await results.findOfRun("movers", plan, { query: {} }, job), direction);
  const head = `${total.filter((part) => part !== "").join("; ")}${part}.`;
  if (column !== null) {
    const groups = counted.groups.map(
      ({ down, up, value }) =>
        `${value === "" ? "(blank)" : value} ${formatCount(up.accounts)} up, ${formatCount(down.accounts)} down`,
    );
    const more =
      counted.values > counted.groups.length
        ? ` and ${formatCount(counted.values - counted.groups.length)} more values`
        : "";
    return {
      kind: "movers",
      text: groups.length === 0 ? head : `${head} By ${column}: ${groups.join("; ")}${more}.`,
      data: counted,
      link: `/v1/movers?${parameters}`,
    };
  }
  const { order = null } = question;
  const page = { columns: ["ID", "PreviousTier", "Tier", "Change"], offset: 0, limit };
  const asked = {
    change: direction ?? ("moved" as const),
    ...among,
    ...(order === null ? { farthest: true } : { sort: order, descending: true }),
  };
  const { columns, total: all } = await results.findOfRun("accounts", plan, { query: asked, page }, job);
  const [ids, previous, tiers, changes] = columns.map(({ cells }) => cells.map(String));
  const accounts = ids!.map((id, at) => ({
    id,
    previousTier: previous![at]!,
    tier: tiers![at]!,
    change: changes![at]!,
  }));
  const named = accounts.map(
    ({ change, id, previousTier, tier }) => `${id} ${previousTier} → ${tier} (${change})`,
  );
  const text = `${head} ${named.length < all ? `The first ${formatCount(named.length)}` : "They are"}${order === null ? ", most tiers first and then by revenue" : ` by ${order}`}: ${named.join(", ")}.`;
  return {
    kind: "movers",
    text: named.length === 0 ? head : text,
    data: { ...counted, accounts },
    link: `/v1/movers?${parameters}`,
  };
}

/** What part of all moves, in the direction that is asked for, some are. */
function partOfAll(own: Movers, all: Movers, direction: "up" | "down" | null): string {
  const moves = ({ down, up }: Movers) =>
    (direction === "down" ? 0 : up.accounts) + (direction === "up" ? 0 : down.accounts);
  const called = direction === null ? "moves" : direction === "up" ? "promotions" : "downgrades";
  return moves(own) === 0 ? "" : `: ${formatShare(moves(own) / moves(all))} of all ${called} of the run`;
}

/** What groups of movers are ordered by. */
function amountOf(order: string | null | undefined): "accounts" | "revenue" | "potential" {
  return order === "revenue" || order === "potential" ? order : "accounts";
}

function flowText({ accounts, revenue }: Flow, verb: string): string {
  return `${formatCount(accounts)} ${accounts === 1 ? "account" : "accounts"} ${verb} with revenue ${formatMoney(revenue)}`;
}
