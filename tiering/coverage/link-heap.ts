/** A binary heap of links, greatest key first, then the lower link. */
export class LinkHeap {
  readonly #links: Int32Array;
  readonly #keys: Float64Array;
  #size = 0;
  /** Key of the link that was popped last. */
  lastKey = 0;

  constructor(capacity: number) {
    this.#links = new Int32Array(capacity);
    this.#keys = new Float64Array(capacity);
  }

  push(link: number, key: number): void {
    let at = this.#size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#before(key, link, parent)) break;
      this.#links[at] = this.#links[parent]!;
      this.#keys[at] = this.#keys[parent]!;
      at = parent;
    }
    this.#links[at] = link;
    this.#keys[at] = key;
  }

  /** The first link, or −1. */
  pop(): number {
    if (this.#size === 0) return -1;
    const top = this.#links[0]!;
    this.lastKey = this.#keys[0]!;
    const link = this.#links[--this.#size]!;
    const key = this.#keys[this.#size]!;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#size) break;
      if (child + 1 < this.#size && this.#before(this.#keys[child + 1]!, this.#links[child + 1]!, child))
        child++;
      if (this.#before(key, link, child)) break;
      this.#links[at] = this.#links[child]!;
      this.#keys[at] = this.#keys[child]!;
      at = child;
    }
    this.#links[at] = link;
    this.#keys[at] = key;
    return top;
  }

  #before(key: number, link: number, other: number): boolean {
    return key > this.#keys[other]! || (key === this.#keys[other] && link < this.#links[other]!);
  }
}
