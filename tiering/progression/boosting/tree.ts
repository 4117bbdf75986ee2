/**
 * A regression tree over bins as parallel arrays, root first; the children of node v are
 * `left[v]` and `left[v] + 1`. A row goes left where `low[v] <= bin <= low[v] + span[v]`: one test for
 * "at most", for "equals category c", and for either side of a missing value (bin 0).
 */
export interface BoostedTree {
  /** Feature tested, −1 at a leaf; shape [nodes]. */
  readonly feature: Int16Array;
  readonly low: Uint8Array;
  readonly span: Uint8Array;
  readonly left: Int32Array;
  /** What a leaf adds to the margin, the learning rate included; 0 elsewhere. */
  readonly value: Float64Array;
  /** Sum of the learning rows' second derivatives in the node, > 0: the weights of TreeSHAP. */
  readonly cover: Float64Array;
}

/** Collects the nodes of a tree while it grows. */
export class TreeBuilder {
  readonly #feature: number[] = [];
  readonly #low: number[] = [];
  readonly #span: number[] = [];
  readonly #left: number[] = [];
  readonly #value: number[] = [];
  readonly #cover: number[] = [];

  /** Adds a leaf of value 0 and returns its number. */
  add(cover: number): number {
    this.#feature.push(-1);
    this.#low.push(0);
    this.#span.push(0);
    this.#left.push(-1);
    this.#value.push(0);
    // Subtracted histograms may leave a node of vanishing curvature a rounding error below zero.
    this.#cover.push(Math.max(cover, Number.MIN_VALUE));
    return this.#feature.length - 1;
  }

  /** Turns leaf `node` into a test with two new leaves; returns the left one's number. */
  split(
    node: number,
    test: { readonly feature: number; readonly low: number; readonly span: number },
    covers: { readonly left: number; readonly right: number },
  ): number {
    const left = this.add(covers.left);
    this.add(covers.right);
    this.#feature[node] = test.feature;
    this.#low[node] = test.low;
    this.#span[node] = test.span;
    this.#left[node] = left;
    return left;
  }

  setValue(node: number, value: number): void {
    this.#value[node] = value;
  }

  build(): BoostedTree {
    return {
      feature: Int16Array.from(this.#feature),
      low: Uint8Array.from(this.#low),
      span: Uint8Array.from(this.#span),
      left: Int32Array.from(this.#left),
      value: Float64Array.from(this.#value),
      cover: Float64Array.from(this.#cover),
    };
  }
}
