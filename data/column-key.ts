/** What two spellings of one column name have in common: case, blanks and a byte-order mark do not matter. */
export function columnKey(name: string): string {
  return name.replace(/[\s\u00A0\uFEFF]/g, "").toLowerCase();
}
