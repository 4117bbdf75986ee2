import type { NodeBound } from "./relaxation.ts";

/** Open nodes of a branch and bound: a binary heap, the largest bound first. */
export class NodeQueue {
  readonly #heap: NodeBound[] = [];

  /** Adds a node; O(log size). */
  push(node: NodeBound): void {
    const heap = this.#heap;
    let at = heap.push(node) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (heap[parent]!.bound >= heap[at]!.bound) return;
      swap(heap, at, parent);
      at = parent;
    }
  }

  /** Takes the node with the largest bound; null where none is open. O(log size). */
  takeWorst(): NodeBound | null {
    const heap = this.#heap;
    const worst = heap[0];
    if (worst === undefined) return null;
    const end = heap.pop()!;
    if (heap.length > 0) {
      heap[0] = end;
      for (let at = 0; ; ) {
        const left = 2 * at + 1;
        let first = at;
        if (left < heap.length && heap[left]!.bound > heap[first]!.bound) first = left;
        if (left + 1 < heap.length && heap[left + 1]!.bound > heap[first]!.bound) first = left + 1;
        if (first === at) break;
        swap(heap, at, first);
        at = first;
      }
    }
    return worst;
  }
}

function swap(heap: NodeBound[], a: number, b: number): void {
  const node = heap[a]!;
  heap[a] = heap[b]!;
  heap[b] = node;
}
