/** Change in the number of moved accounts that an arc brings: back home, aside, or away from home. */
export type MoveChange = -1 | 0 | 1;

/**
 * For each ordered pair of tiers and each change in the number of moves: the accounts that could go that
 * way, best gain first, equal gains by account. Entries of accounts that have left their tier are
 * dropped when they reach the top.
 */
export class ArcQueues {
  readonly tierCount: number;
  readonly #heaps: { item: number[]; gain: number[] }[] = [];
  readonly #tierOf: Uint8Array;

  /** `tierOf` is read at every look: the present tier of each item. */
  constructor(tierCount: number, tierOf: Uint8Array) {
    this.tierCount = tierCount;
    this.#tierOf = tierOf;
    const arcs = tierCount * tierCount * 3;
    for (let arc = 0; arc < arcs; arc++) this.#heaps.push({ item: [], gain: [] });
  }

  /** Adds an item that could go from one tier to another with this gain. O(log size). */
  push(from: number, to: number, change: MoveChange, item: number, gain: number): void {
    const heap = this.#heap(from, to, change);
    let at = heap.item.length;
    heap.item.push(item);
    heap.gain.push(gain);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(heap, at, parent)) break;
      swap(heap, at, parent);
      at = parent;
    }
  }

  /** The best item from one tier to another, or −1. */
  bestItem(from: number, to: number, change: MoveChange): number {
    const heap = this.#heap(from, to, change);
    while (heap.item.length > 0 && this.#tierOf[heap.item[0]!] !== from) pop(heap);
    return heap.item.length > 0 ? heap.item[0]! : -1;
  }

  /** Gain of the best item, or −∞. */
  bestGain(from: number, to: number, change: MoveChange): number {
    return this.bestItem(from, to, change) < 0
      ? Number.NEGATIVE_INFINITY
      : this.#heap(from, to, change).gain[0]!;
  }

  #heap(from: number, to: number, change: MoveChange): { item: number[]; gain: number[] } {
    return this.#heaps[(from * this.tierCount + to) * 3 + change + 1]!;
  }
}

function before(heap: { item: number[]; gain: number[] }, a: number, b: number): boolean {
  const difference = heap.gain[a]! - heap.gain[b]!;
  return difference > 0 || (difference === 0 && heap.item[a]! < heap.item[b]!);
}

function swap(heap: { item: number[]; gain: number[] }, a: number, b: number): void {
  const item = heap.item[a]!;
  const gain = heap.gain[a]!;
  heap.item[a] = heap.item[b]!;
  heap.gain[a] = heap.gain[b]!;
  heap.item[b] = item;
  heap.gain[b] = gain;
}

function pop(heap: { item: number[]; gain: number[] }): void {
  const end = heap.item.length - 1;
  swap(heap, 0, end);
  heap.item.pop();
  heap.gain.pop();
  for (let at = 0; ; ) {
    const left = 2 * at + 1;
    const right = left + 1;
    let first = at;
    if (left < end && before(heap, left, first)) first = left;
    if (right < end && before(heap, right, first)) first = right;
    if (first === at) return;
    swap(heap, at, first);
    at = first;
  }
}
