/** Disjoint sets of 0 … n − 1, merged by size with path halving. */
export class Components {
  private readonly parent: Int32Array;
  private readonly size: Int32Array;
  /** Number of sets. */
  count: number;

  constructor(n: number) {
    this.parent = Int32Array.from({ length: n }, (_, i) => i);
    this.size = new Int32Array(n).fill(1);
    this.count = n;
  }

  /** Representative of i's set. */
  find(i: number): number {
    let root = i;
    while (this.parent[root] !== root) {
      this.parent[root] = this.parent[this.parent[root]];
      root = this.parent[root];
    }
    return root;
  }

  /** Joins the sets of a and b; returns the representative, or −1 where they were one already. */
  union(a: number, b: number): number {
    let x = this.find(a);
    let y = this.find(b);
    if (x === y) return -1;
    if (this.size[x] < this.size[y]) [x, y] = [y, x];
    this.parent[y] = x;
    this.size[x] += this.size[y];
    this.count--;
    return x;
  }
}
