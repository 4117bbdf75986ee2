/** Elements of a long array that stand for the rest of it. */
const SAMPLE = 100;

/**
 * About how many bytes plain data takes, columns by their length and long arrays by their first elements.
 * O(size), but at most 100 elements of each array.
 */
export function byteSize(value: unknown): number {
  if (typeof value === "string") return 2 * value.length + 16;
  if (typeof value !== "object" || value === null) return 8;
  if (ArrayBuffer.isView(value)) return value.byteLength + 64;
  if (Array.isArray(value)) {
    const sample = value.slice(0, SAMPLE);
    const bytes = sample.reduce<number>((sum, element) => sum + byteSize(element), 0);
    return 16 + bytes * (value.length / Math.max(1, sample.length));
  }
  return Object.values(value).reduce<number>((sum, field) => sum + 16 + byteSize(field), 16);
}
