/** Change in the number of moved accounts that an arc brings: back home, aside, or away from home. */
export type MoveChange = -1 | 0 | 1;

/** The accounts that could go one way, as a heap: best gain first, equal gains by account. */
export interface Arc {
  readonly from: number;
  readonly to: number;
  readonly change: MoveChange;
  readonly item: number[];
  readonly gain: number[];
}

/**
 * The arcs between tiers: for each ordered pair and each change in the number of moves the accounts that
 * could go that way. Accounts that have left their tier are dropped when they reach the top.
 */
export class ArcQueues {
  readonly #tierCount: number;
  readonly #tierOf: Uint8Array;
  readonly #byKey = new Map<number, Arc>();
  readonly #leaving: Arc[][];

  /** `tierOf` is read at every look: the present tier of each item. */
  constructor(tierCount: number, tierOf: Uint8Array) {
    this.#tierCount = tierCount;
    this.#tierOf = tierOf;
    this.#leaving = Array.from({ length: tierCount }, () => []);
  }

  /** The arcs that leave a tier, in the order in which they came up. */
  leaving(tier: number): readonly Arc[] {
    return this.#leaving[tier]!;
  }

  /** Adds an item that could go from one tier to another with this gain. O(log size). */
  push(from: number, to: number, change: MoveChange, item: number, gain: number): void {
    const key = (from * this.#tierCount + to) * 3 + change + 1;
    let arc = this.#byKey.get(key);
    if (arc === undefined) {
      arc = { from, to, change, item: [], gain: [] };
      this.#byKey.set(key, arc);
      this.#leaving[from]!.push(arc);
    }
    let at = arc.item.length;
    arc.item.push(item);
    arc.gain.push(gain);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(arc, at, parent)) break;
      swap(arc, at, parent);
      at = parent;
    }
  }

  /** Gain of the best item that could still go this way, or −∞; the item is `arc.item[0]` then. */
  best(arc: Arc): number {
    while (arc.item.length > 0 && this.#tierOf[arc.item[0]!] !== arc.from) pop(arc);
    return arc.item.length > 0 ? arc.gain[0]! : Number.NEGATIVE_INFINITY;
  }
}

function before(arc: Arc, a: number, b: number): boolean {
  const difference = arc.gain[a]! - arc.gain[b]!;
  return difference > 0 || (difference === 0 && arc.item[a]! < arc.item[b]!);
}

function swap(arc: Arc, a: number, b: number): void {
  const item = arc.item[a]!;
  const gain = arc.gain[a]!;
  arc.item[a] = arc.item[b]!;
  arc.gain[a] = arc.gain[b]!;
  arc.item[b] = item;
  arc.gain[b] = gain;
}

function pop(arc: Arc): void {
  const end = arc.item.length - 1;
  swap(arc, 0, end);
  arc.item.pop();
  arc.gain.pop();
  for (let at = 0; ; ) {
    const left = 2 * at + 1;
    const right = left + 1;
    let first = at;
    if (left < end && before(arc, left, first)) first = left;
    if (right < end && before(arc, right, first)) first = right;
    if (first === at) return;
    swap(arc, at, first);
    at = first;
  }
}
