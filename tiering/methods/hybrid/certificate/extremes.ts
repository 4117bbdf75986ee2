/**
 * The `count` largest of `values[start … end)`, in descending order (all of them where there are fewer).
 * Quickselect, then a sort of what was selected; O(end − start + count log count). Values are finite.
 */
export function largest(values: Float64Array, start: number, end: number, count: number): Float64Array {
  const all = values.slice(start, end);
  if (count >= all.length) return all.sort().reverse();
  let left = 0;
  let right = all.length - 1;
  // Everything left of place `count` ends up at least as large as everything right of it.
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
    if (count <= j) right = j;
    else if (count >= i) left = i;
    else break;
  }
  return all.slice(0, count).sort().reverse();
}

function median(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
