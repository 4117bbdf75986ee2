/** Most IDs that are named one by one. */
const NAMED = 3;

/** A selector for people to read: a long list of IDs is told by its number, all else as it is written. */
export function briefSelector(selector: string): string {
  const [, not, ids, rest] = /^id(!?):([^&]*)(.*)$/is.exec(selector.trim()) ?? [];
  const count = ids?.split("|").length ?? 0;
  if (count <= NAMED) return selector;
  return `${not === "!" ? "all but " : ""}${count} named accounts${rest}`;
}
