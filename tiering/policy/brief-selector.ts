/** Most IDs that are named one by one. */
const NAMED = 3;

/** A selector for people to read: a long list of IDs is told by its number, all else as it is written. */
export function briefSelector(selector: string): string {
  const text = selector.trim();
  const [head = "", not] = /^id(!?):/i.exec(text) ?? [];
  if (head === "") return selector;
  const join = text.indexOf("&");
  const end = join < 0 ? text.length : join;
  const count = text.slice(head.length, end).split("|").length;
  if (count <= NAMED) return selector;
  return `${not === "!" ? "all but " : ""}${count} named accounts${text.slice(end)}`;
}
