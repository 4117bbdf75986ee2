import type { Accounts, TextColumn } from "../accounts.ts";
import { numericFeatures } from "../features.ts";
import { requireTiers } from "../first-tiering.ts";
import { type Hooks, stopWhereAsked } from "../hooks.ts";
import type { Method, Weights } from "../plan/index.ts";
import { roundedDown, roundedUp } from "../report/round.ts";
import { type LiftParts, summarise } from "../report/summary.ts";
import type { TierInversion, TierOrder } from "../report/tier-order.ts";
import { createSplitColumns } from "../rules/cart.ts";
import type { Run } from "../run.ts";
import { separationsOf, type TierSeparation } from "./separate.ts";

/** A KPI before and after a run; null where undefined. */
export interface KpiChange {
  readonly kpi: "composite" | "TPA" | "TCI_PI" | "TCI_REV" | "SFI";
  readonly before: number | null;
  readonly after: number | null;
  readonly change: number | null;
}

/** What a tier looks like after a run; null where it is empty or nothing is defined. */
export interface TierProfile {
  readonly tier: string;
  readonly accountsBefore: number;
  readonly accountsAfter: number;
  readonly meanPotentialIndexBefore: number | null;
  readonly meanPotentialIndexAfter: number | null;
  readonly medianPotentialIndexBefore: number | null;
  readonly medianPotentialIndexAfter: number | null;
  /** Share of all current revenue, 0 … 1. */
  readonly revenueShareBefore: number | null;
  readonly revenueShareAfter: number | null;
}

/** How a group of accounts fared. */
export interface GroupChange {
  readonly column: string;
  readonly value: string;
  readonly up: number;
  readonly down: number;
}

/** The facts of a run's story: plain JSON; all shares are fractions. */
export interface StoryFacts {
  readonly method: Method;
  readonly weights: Weights;
  readonly accounts: number;
  readonly moved: {
    readonly count: number;
    readonly share: number;
    readonly up: number;
    readonly down: number;
  };
  readonly kpis: readonly KpiChange[];
  /** Accounts by where they came from and went to, the largest flow first. */
  readonly flows: readonly { readonly from: string; readonly to: string; readonly accounts: number }[];
  /** Geographies and categories with most accounts up, net; at most three. */
  readonly gained: readonly GroupChange[];
  /** Those with most accounts down, net; at most three. */
  readonly lost: readonly GroupChange[];
  /** Current revenue of the accounts that moved. */
  readonly revenueUp: number;
  readonly revenueDown: number;
  /** Business rules that the result does not keep, and how many accounts break them. */
  readonly brokenRules: readonly {
    readonly rule: string;
    readonly limit: string;
    readonly accounts: number;
  }[];
  /**
   * How far the composite (or TPA) can be below the best possible one, as a share of it, rounded up to a hundredth
   * of a per cent; null where nothing is known.
   */
  readonly gap: number | null;
  readonly gapOf: "composite" | "TPA";
  /** True where it is proven that no result within the rules is better. */
  readonly best: boolean;
  /** What no result within the rules exceeds, rounded up to four digits; null where nothing is known. */
  readonly bound: number | null;
  /** Share of the possible lift that the run has at least, rounded down to a thousandth; null where none is certain. */
  readonly certainLift: number | null;
  /** What each KPI adds to the composite's lift; the four sum to it. */
  readonly contributions: LiftParts;
  /** Neighbouring tiers of which the lower one has the larger mean PI_acct after the run. */
  readonly inversions: readonly TierInversion[];
  readonly tiers: readonly TierProfile[];
  /** What separates each tier from the next, after the run. */
  readonly separations: readonly TierSeparation[];
}

/** Gathers the facts of a run. O(features · N). @throws TieringError `cancelled` */
export function gatherFacts(accounts: Accounts, run: Run, hooks: Hooks = {}): StoryFacts {
  const tick = () => stopWhereAsked(hooks, "The story");
  requireTiers(accounts, "a story could tell of");
  const summary = summarise(accounts, run);
  const migration = summary.migration!;
  const moved = summary.moved!;
  const features = numericFeatures(accounts, run.potential);
  const table = createSplitColumns(features.columns, tick);
  tick();
  const groups = [accounts.roles.geo, accounts.roles.category].flatMap((column, at) =>
    column === null ? [] : groupChanges(accounts, run, column, at === 0 ? accounts.geo : accounts.category),
  );
  const net = ({ up, down }: GroupChange) => up - down;
  const neighbours = Array.from({ length: run.tierCount - 1 }, (_, k) => [k, k + 1] as const);
  let revenueUp = 0;
  let revenueDown = 0;
  for (let i = 0; i < accounts.n; i++) {
    if (run.tiers[i]! < accounts.tier[i]!) revenueUp += accounts.revenue[i]!;
    if (run.tiers[i]! > accounts.tier[i]!) revenueDown += accounts.revenue[i]!;
  }
  return {
    method: run.plan.method,
    weights: run.plan.weights,
    accounts: accounts.n,
    moved,
    kpis: kpiChanges(run),
    flows: migration
      .flatMap((row, from) =>
        row.map((count, to) => ({
          from: accounts.tierNames[from]!,
          to: run.tierNames[to]!,
          accounts: count,
        })),
      )
      .filter(({ from, to, accounts: count }) => from !== to && count > 0)
      .sort((a, b) => b.accounts - a.accounts),
    gained: groups
      .filter((group) => net(group) > 0)
      .sort((a, b) => net(b) - net(a))
      .slice(0, 3),
    lost: groups
      .filter((group) => net(group) < 0)
      .sort((a, b) => net(a) - net(b))
      .slice(0, 3),
    revenueUp,
    revenueDown,
    brokenRules: run.rules
      .filter(({ kept }) => !kept)
      .map(({ rule, limit, accounts: count }) => ({ rule, limit, accounts: count })),
    ...certainty(run),
    contributions: withoutRounding(summary.contributions!),
    inversions: summary.tierOrder.inversions,
    tiers: profiles(accounts, run, summary.tierOrder),
    separations: separationsOf(table, features, run, neighbours, tick).map((separation) => ({
      ...separation,
      features: separation.features.slice(0, 3),
    })),
  };
}

function kpiChanges(run: Run): KpiChange[] {
  const { after } = run;
  const before = run.before!;
  const change = (kpi: KpiChange["kpi"], a: number | null, b: number | null): KpiChange => ({
    kpi,
    before: a,
    after: b,
    change: a === null || b === null ? null : difference(a, b),
  });
  return [
    change("composite", before.composite, after.composite),
    change("TPA", before.tpa, after.tpa),
    change("TCI_PI", before.tciPi, after.tciPi),
    change("TCI_REV", before.tciRev, after.tciRev),
    change("SFI", before.sfi, after.sfi),
  ];
}

function groupChanges(accounts: Accounts, run: Run, column: string, of: TextColumn): GroupChange[] {
  const up = new Uint32Array(of.values.length);
  const down = new Uint32Array(of.values.length);
  for (let i = 0; i < accounts.n; i++) {
    const code = of.codes[i]!;
    if (run.tiers[i]! < accounts.tier[i]!) up[code]!++;
    if (run.tiers[i]! > accounts.tier[i]!) down[code]!++;
  }
  return of.values.map((value, code) => ({ column, value, up: up[code]!, down: down[code]! }));
}

/** KPIs that differ by less differ by rounding. */
const ROUNDING = 1e-12;

function difference(before: number, after: number): number {
  return Math.abs(after - before) <= ROUNDING ? 0 : after - before;
}

/** The contributions without those that are rounding. */
function withoutRounding({ tpa, tciPi, tciRev, sfi }: LiftParts): LiftParts {
  const part = (value: number) => difference(0, value);
  return { tpa: part(tpa), tciPi: part(tciPi), tciRev: part(tciRev), sfi: part(sfi) };
}

function certainty({
  certificate,
}: Run): Pick<StoryFacts, "gap" | "gapOf" | "best" | "bound" | "certainLift"> {
  const gap = certificate?.gap ?? null;
  const liftGap = certificate?.liftGap ?? null;
  return {
    gap: gap === null ? null : Number(roundedUp(gap, 4)),
    gapOf: certificate?.of === "tpa" ? "TPA" : "composite",
    best: gap === 0,
    bound: certificate == null ? null : Number(roundedUp(certificate.bound, 4)),
    certainLift: liftGap === null ? null : Number(roundedDown(Math.max(0, 1 - liftGap), 3)),
  };
}

function profiles(accounts: Accounts, run: Run, order: TierOrder): TierProfile[] {
  const total = sumOf(accounts.revenue, () => true).sum;
  return Array.from({ length: run.tierCount }, (_, k): TierProfile => {
    const was = (i: number) => accounts.tier[i] === k;
    const is = (i: number) => run.tiers[i] === k;
    const [piBefore, piAfter] = [sumOf(run.potential, was), sumOf(run.potential, is)];
    const share = (within: (i: number) => boolean) =>
      total > 0 ? sumOf(accounts.revenue, within).sum / total : null;
    return {
      tier: run.tierNames[k]!,
      accountsBefore: piBefore.count,
      accountsAfter: piAfter.count,
      meanPotentialIndexBefore: piBefore.count === 0 ? null : piBefore.sum / piBefore.count,
      meanPotentialIndexAfter: piAfter.count === 0 ? null : piAfter.sum / piAfter.count,
      medianPotentialIndexBefore: order.tiers[k]!.medianBefore,
      medianPotentialIndexAfter: order.tiers[k]!.medianAfter,
      revenueShareBefore: share(was),
      revenueShareAfter: share(is),
    };
  });
}

function sumOf(values: Float64Array, within: (i: number) => boolean): { sum: number; count: number } {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    if (!within(i)) continue;
    sum += values[i]!;
    count++;
  }
  return { sum, count };
}
