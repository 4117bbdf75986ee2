/** Renumbers labels in place by first row, so that equal partitions have equal labels; negative ones stay. O(n). */
export function numberByFirstRow(labels: Int32Array): Int32Array {
  const number = new Map<number, number>();
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] < 0) continue;
    if (!number.has(labels[i])) number.set(labels[i], number.size);
    labels[i] = number.get(labels[i])!;
  }
  return labels;
}
