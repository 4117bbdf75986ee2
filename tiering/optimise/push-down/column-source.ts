import type { Prices } from "../../run.ts";
import { alternativesOf } from "../alternatives.ts";
import { type Candidates, copyAccount, emptyCandidates, type Groups } from "../candidates.ts";
import {
  type AccountSource,
  type EdgeLimit,
  type MarginBin,
  marginBin,
  type OutlineBin,
  type ValueBin,
  valueBin,
} from "./account-source.ts";

/** Best and second best tier of an account at a point, and its reduced gains there. */
interface Choice {
  best: number;
  second: number;
  gain: number;
  margin: number;
}

/** Accounts whose columns are in memory, as a source: what a warehouse answers is held against it. */
export class ColumnSource implements AccountSource {
  readonly #candidates: Candidates;
  readonly groups: Groups;
  readonly tierCount: number;
  readonly outline: readonly OutlineBin[];
  /** Looks at every account so far. */
  scans = 0;

  constructor(candidates: Candidates) {
    this.#candidates = candidates;
    this.groups = candidates;
    this.tierCount = candidates.tierCount;
    this.outline = this.#binned("pi");
  }

  async margins(point: Prices, unit: number): Promise<readonly MarginBin[]> {
    const bins = new Map<string, { -readonly [K in keyof MarginBin]: MarginBin[K] }>();
    this.#choose(point, (j, group, { best, second, gain, margin }) => {
      const key = `${group} ${best} ${second} ${marginBin(margin, unit)}`;
      let bin = bins.get(key);
      if (bin === undefined) {
        const empty = { count: 0, gain: 0, low: margin, high: margin, rank: 0, pi: 0, revenue: 0 };
        bin = { group, best, second, ...empty };
        bins.set(key, bin);
      }
      bin.count++;
      bin.gain += gain;
      bin.low = Math.min(bin.low, margin);
      bin.high = Math.max(bin.high, margin);
      bin.rank += this.#candidates.rank[j]!;
      bin.pi += this.#candidates.pi[j]!;
      bin.revenue += this.#candidates.revenue[j]!;
    });
    return [...bins.values()];
  }

  async values(column: "pi" | "revenue"): Promise<readonly ValueBin[]> {
    if (column === "pi") return this.outline;
    this.scans++;
    return this.#binned(column);
  }

  #binned(column: "pi" | "revenue"): OutlineBin[] {
    const { home, start, size, rank, pi, revenue } = this.#candidates;
    const values = this.#candidates[column];
    const bins = new Map<string, { -readonly [K in keyof OutlineBin]: OutlineBin[K] }>();
    let sum = 0;
    for (let j = 0; j < size; j++) sum += Math.abs(values[j]!);
    const unit = sum > 0 ? sum / size : 1;
    for (let group = 0; group < home.length; group++) {
      for (let j = start[group]!; j < start[group + 1]!; j++) {
        const value = values[j]!;
        const key = `${group} ${valueBin(value, unit)}`;
        let bin = bins.get(key);
        if (bin === undefined) {
          bin = { group, count: 0, low: value, high: value, rank: 0, pi: 0, revenue: 0 };
          bins.set(key, bin);
        }
        bin.count++;
        bin.low = Math.min(bin.low, value);
        bin.high = Math.max(bin.high, value);
        bin.rank += rank[j]!;
        bin.pi += pi[j]!;
        bin.revenue += revenue[j]!;
      }
    }
    return [...bins.values()];
  }

  async edge(point: Prices, limits: readonly EdgeLimit[]): Promise<Candidates> {
    const within = new Map(
      limits.map((limit) => [`${limit.group} ${limit.best} ${limit.second}`, limit.margin]),
    );
    const places: number[] = [];
    const start = new Uint32Array(this.groups.home.length + 1);
    this.#choose(point, (j, group, { best, second, margin }) => {
      if (!(margin <= (within.get(`${group} ${best} ${second}`) ?? -1))) return;
      places.push(j);
      start[group + 1]!++;
    });
    const edge = emptyCandidates(this.tierCount, places.length, this.groups);
    places.forEach((j, at) => {
      copyAccount(this.#candidates, j, edge, at);
    });
    for (let g = 0; g < this.groups.home.length; g++) start[g + 1]! += start[g]!;
    edge.start.set(start);
    edge.size = places.length;
    return edge;
  }

  #choose(point: Prices, visit: (j: number, group: number, choice: Choice) => void): void {
    this.scans++;
    const { home, start, rank, pi, revenue } = this.#candidates;
    for (let group = 0; group < home.length; group++) {
      const alternatives = alternativesOf(this.#candidates, point, group);
      if (alternatives.length === 0) continue;
      for (let j = start[group]!; j < start[group + 1]!; j++) {
        const choice = {
          best: home[group]!,
          second: home[group]!,
          gain: 0,
          margin: Number.POSITIVE_INFINITY,
        };
        let second = Number.NEGATIVE_INFINITY;
        for (const { tier, price, ...slope } of alternatives) {
          const gain = slope.rank * rank[j]! + slope.pi * pi[j]! + slope.revenue * revenue[j]! - price;
          if (gain > choice.gain) {
            second = choice.gain;
            choice.second = choice.best;
            choice.gain = gain;
            choice.best = tier;
          } else if (gain > second) {
            second = gain;
            choice.second = tier;
          }
        }
        choice.margin = choice.gain - second;
        visit(j, group, choice);
      }
    }
  }
}
