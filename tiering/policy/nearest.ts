/** Names that are offered when one was not found. */
const OFFERED = 3;

/**
 * The known names nearest to one that was not found, best first, at most three; equal distances in the
 * order given. Case and surrounding space do not count. O(names · length²).
 */
export function nearestNames(name: string, known: Iterable<string>): string[] {
  const wanted = name.trim().toLowerCase().slice(0, 80);
  const found: { name: string; distance: number }[] = [];
  for (const candidate of known) {
    const distance = editDistance(wanted, candidate.toLowerCase().slice(0, 80));
    found.push({ name: candidate, distance });
  }
  found.sort((a, b) => a.distance - b.distance);
  return found.slice(0, OFFERED).map((each) => each.name);
}

/** Edits (insert, delete, replace, swap of neighbours) that turn one word into the other. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let edits = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        edits = Math.min(edits, before[j - 2]! + 1);
      row.push(edits);
    }
    before = above;
    above = row;
  }
  return above[b.length]!;
}
