import type { Accounts } from "../accounts.ts";
import { descendingOrder } from "../ranks.ts";
import type { Run } from "../run.ts";
import { type MoveGain, moveGains } from "./gains.ts";

const NAMES = [
  ["tpa", "TPA"],
  ["sfi", "SFI"],
  ["tciPi", "TCI_PI"],
  ["tciRev", "TCI_REV"],
] as const;

/**
 * Prepares the one-line reason of each account's move, the CSV's Reason column; "" for accounts that
 * stay. O(N) once, then O(1) an account.
 */
export function createReasons(accounts: Accounts, run: Run): (i: number) => string {
  const order = descendingOrder(run.potential);
  const place = new Uint32Array(accounts.n);
  for (let at = 0; at < order.length; at++) place[order[at]!] = at + 1;
  const gainOf = moveGains(accounts, run);
  return (i) => {
    const from = accounts.tier[i]!;
    const to = run.tiers[i]!;
    if (from === to) return "";
    return `PI_acct ${standing(place[i]!, accounts.n)}; ${driver(gainOf(i, to))}`;
  };
}

/** Where an account stands by potential: `in the top 3 %`, `in the lowest 12 %`. */
function standing(place: number, n: number): string {
  const top = (place / n) * 100;
  return top <= 50 ? `in the top ${percent(top)}` : `in the lowest ${percent(100 - ((place - 1) / n) * 100)}`;
}

function percent(value: number): string {
  return `${value < 1 ? value.toFixed(2) : Math.round(value)} %`;
}

/** Which KPIs the move is for, by their share of what it gains. */
function driver(gain: MoveGain): string {
  const gaining = NAMES.filter(([key]) => gain[key] > 0).sort(([a], [b]) => gain[b] - gain[a]);
  const sum = gaining.reduce((total, [key]) => total + gain[key], 0);
  if (gain.total <= 0 || sum === 0) return "makes room for accounts that gain more";
  const named = gaining
    .filter(([key]) => gain[key] >= 0.1 * sum)
    .map(([key, name]) => `${name} ${Math.round((gain[key] / sum) * 100)} %`);
  return `raises ${named.join(", ")}`;
}
