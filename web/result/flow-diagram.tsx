import type { Summary } from "../../tiering/index.ts";
import { count } from "../words/format.ts";

const WIDTH = 320;
const HEIGHT = 220;
const BAR = 14;
const GAP = 10;
const LABEL = 22;

interface Ribbon {
  readonly from: number;
  readonly to: number;
  readonly accounts: number;
}

/** Those who moved as ribbons from their tier before to their tier after; the table beside says the same. */
export function FlowDiagram({ summary }: { readonly summary: Summary }) {
  const { migration, tiers } = summary;
  if (migration === null) return null;
  const ribbons = migration.flatMap((row, from) =>
    row.flatMap((accounts, to): Ribbon[] => (from === to || accounts === 0 ? [] : [{ from, to, accounts }])),
  );
  const total = ribbons.reduce((sum, { accounts }) => sum + accounts, 0);
  if (total === 0) return null;
  const left = stack(tiers.length, total, (tier) => sumOf(ribbons, ({ from }) => from === tier));
  const right = stack(tiers.length, total, (tier) => sumOf(ribbons, ({ to }) => to === tier));
  const leaving = left.map(({ start }) => start);
  const arriving = right.map(({ start }) => start);
  return (
    <svg class="flow-diagram" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {ribbons.map(({ from, to, accounts }) => {
        const size = accounts * scale(tiers.length, total);
        const [y0, y1] = [leaving[from]!, arriving[to]!];
        leaving[from]! += size;
        arriving[to]! += size;
        return (
          <path
            key={`${from}-${to}`}
            class={to < from ? "up" : "down"}
            d={ribbon(y0, y1, Math.max(size, 0.75))}
          >
            <title>{`${tiers[from]} to ${tiers[to]}: ${count(accounts)}`}</title>
          </path>
        );
      })}
      {tiers.map((tier, at) => (
        <g key={tier}>
          <rect x={LABEL} y={left[at]!.start} width={BAR} height={left[at]!.size} />
          <text x={LABEL - 6} y={left[at]!.start + left[at]!.size / 2} text-anchor="end">
            {briefly(tier)}
          </text>
          <rect x={WIDTH - LABEL - BAR} y={right[at]!.start} width={BAR} height={right[at]!.size} />
          <text x={WIDTH - LABEL + 6} y={right[at]!.start + right[at]!.size / 2}>
            {briefly(tier)}
          </text>
        </g>
      ))}
    </svg>
  );
}

function scale(tiers: number, total: number): number {
  return (HEIGHT - GAP * (tiers + 1)) / total;
}

/** Where each tier's bar begins, and how tall it is. */
function stack(tiers: number, total: number, accountsOf: (tier: number) => number) {
  let start = GAP;
  return Array.from({ length: tiers }, (_, tier) => {
    const bar = { start, size: accountsOf(tier) * scale(tiers, total) };
    start += bar.size + GAP;
    return bar;
  });
}

function sumOf(ribbons: readonly Ribbon[], wanted: (ribbon: Ribbon) => boolean): number {
  return ribbons.filter(wanted).reduce((sum, { accounts }) => sum + accounts, 0);
}

function ribbon(y0: number, y1: number, size: number): string {
  const [x0, x1, middle] = [LABEL + BAR, WIDTH - LABEL - BAR, WIDTH / 2];
  return `M${x0} ${y0}C${middle} ${y0} ${middle} ${y1} ${x1} ${y1}v${size}C${middle} ${y1 + size} ${middle} ${y0 + size} ${x0} ${y0 + size}z`;
}

/** A tier's name where there is little room. */
function briefly(tier: string): string {
  return tier.length > 6 ? `${tier.slice(0, 5)}…` : tier;
}
