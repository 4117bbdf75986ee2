/** The largest and the smallest of some values. */
export interface Extremes {
  /** The largest, in descending order. */
  readonly top: Float64Array;
  /** The smallest, in ascending order. */
  readonly bottom: Float64Array;
}

/**
 * The `count` largest and the `count` smallest of `values[start … end)` (all of them where there are
 * fewer). Quickselect, then a sort of what was selected; O(end − start + count log count). Finite values.
 */
export function extremes(values: Float64Array, start: number, end: number, count: number): Extremes {
  const all = values.slice(start, end);
  if (count >= all.length) {
    const bottom = all.sort();
    return { top: bottom.slice().reverse(), bottom };
  }
  partition(all, 0, count);
  const top = all.slice(0, count).sort().reverse();
  // Where the two overlap, the smallest have to be looked for among all.
  partition(all, all.length - count < count ? 0 : count, all.length - count);
  return { top, bottom: all.slice(all.length - count).sort() };
}

/** Orders the values from place `from` on so that none before place `at` is smaller than one from `at` on. */
function partition(all: Float64Array, from: number, at: number): void {
  let left = from;
  let right = all.length - 1;
  while (left < right) {
    const pivot = median(all[left]!, all[(left + right) >> 1]!, all[right]!);
    let i = left;
    let j = right;
    while (i <= j) {
      while (all[i]! > pivot) i++;
      while (all[j]! < pivot) j--;
      if (i <= j) {
        const value = all[i]!;
        all[i++] = all[j]!;
        all[j--] = value;
      }
    }
    if (at <= j) right = j;
    else if (at >= i) left = i;
    else return;
  }
}

function median(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
