import type { Summary } from "../../tiering/index.ts";
import { count } from "../words/format.ts";

const WIDTH = 400;
const HEIGHT = 220;
const BAR = 14;
const GAP = 10;
/** Characters of a tier's name that are shown, and the room for one of them. */
const LONGEST = 14;
const CHARACTER = 6.5;

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
  const label = 12 + CHARACTER * Math.max(...tiers.map((tier) => briefly(tier).length));
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
            d={ribbon(y0, y1, Math.max(size, 0.75), label)}
          >
            <title>{`${tiers[from]} to ${tiers[to]}: ${count(accounts)}`}</title>
          </path>
        );
      })}
      {tiers.map((tier, at) => (
        <g key={tier}>
          <Bar tier={tier} x={label} {...left[at]!} />
          <Bar tier={tier} x={WIDTH - label - BAR} after {...right[at]!} />
        </g>
      ))}
    </svg>
  );
}

interface BarProps {
  readonly tier: string;
  readonly x: number;
  readonly start: number;
  readonly size: number;
  /** True on the right side. */
  readonly after?: boolean;
}

/** Those who leave a tier, or arrive in it; nothing where nobody does. */
function Bar({ tier, x, start, size, after = false }: BarProps) {
  if (size === 0) return null;
  return (
    <>
      <rect x={x} y={start} width={BAR} height={size} />
      <text x={after ? x + BAR + 6 : x - 6} y={start + size / 2} text-anchor={after ? "start" : "end"}>
        {briefly(tier)}
      </text>
    </>
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

function ribbon(y0: number, y1: number, size: number, label: number): string {
  const [x0, x1, middle] = [label + BAR, WIDTH - label - BAR, WIDTH / 2];
  return `M${x0} ${y0}C${middle} ${y0} ${middle} ${y1} ${x1} ${y1}v${size}C${middle} ${y1 + size} ${middle} ${y0 + size} ${x0} ${y0 + size}z`;
}

/** A tier's name where there is little room. */
function briefly(tier: string): string {
  return tier.length > LONGEST ? `${tier.slice(0, LONGEST - 1)}…` : tier;
}
