import type { AnswerOf } from "../contract/answer-of.ts";
import type { stabilitySchema } from "../contract/stability.ts";
import type { Book } from "../data/book.ts";
import { accountId, type Plan, SIGNALS, type Signal, type WeightStability } from "../tiering/index.ts";
import type { Service } from "./service.ts";
import type { JobOptions } from "./workers/lane.ts";

/** Which moves are listed, by ID: from `offset` on, at most `limit`. */
interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** How firmly the moves of a plan's run stand when a weight changes; null where the method has no prices. */
export async function listStability(
  service: Service,
  plan: Plan,
  { offset, limit }: Page,
  job: JobOptions,
): Promise<AnswerOf<typeof stabilitySchema> | null> {
  const judged = await service.findOfRun("stability", plan, {}, job);
  if (judged === null) return null;
  const { run } = await service.runPlan(plan, job);
  const { surviving, bySignal, moves: total } = judged;
  const spanOf = ({ low, high }: WeightStability["searched"][Signal]) => [low, high] as const;
  const searched = {
    runway: spanOf(judged.searched.runway),
    growth: spanOf(judged.searched.growth),
    geo: spanOf(judged.searched.geo),
    category: spanOf(judged.searched.category),
  };
  const listed = { from: offset, to: offset + limit };
  return {
    surviving,
    bySignal,
    searched,
    total,
    offset,
    moves: listMoves(service.book, run.tiers, judged, listed),
  };
}

function listMoves(
  book: Book,
  tiers: Uint8Array,
  { accounts, ranges }: WeightStability,
  { from, to }: { readonly from: number; readonly to: number },
) {
  return [...accounts.subarray(from, to)].map((i, at) => {
    const rangeOf = ({ low, high }: WeightStability["ranges"][Signal]) =>
      [low[from + at]!, high[from + at]!] as const;
    return {
      id: accountId(book, i),
      previousTier: book.tierNames[book.tier[i]!]!,
      tier: book.tierNames[tiers[i]!]!,
      ranges: Object.fromEntries(SIGNALS.map((signal) => [signal, rangeOf(ranges[signal])])) as Record<
        Signal,
        readonly [number, number]
      >,
    };
  });
}
