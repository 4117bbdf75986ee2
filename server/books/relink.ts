/** Keys under which answers keep links, or objects that do. */
const HOLDERS = ["links", "copy", "scenarios", "runs", "account", "turn"] as const;

/** A link to this server's API with the book that it is about. */
function withBook(text: string, id: string): string {
  return text.replace(/(\/v1\/[a-z-]+(?:\.csv|\.xlsx)?\?)/g, `$1book=${id}&`);
}

/** An answer about an uploaded book whose links name it; O(links). */
export function relinked(answer: unknown, id: string): unknown {
  if (typeof answer === "string") return withBook(answer, id);
  if (Array.isArray(answer)) return answer.map((each) => relinked(each, id));
  if (typeof answer !== "object" || answer === null) return answer;
  const copy: Record<string, unknown> = { ...answer };
  for (const key of HOLDERS)
    if (key in copy)
      copy[key] = key === "links" || key === "copy" ? allOf(copy[key], id) : relinkedHolder(copy[key], id);
  return copy;
}

function allOf(links: unknown, id: string): unknown {
  if (typeof links !== "object" || links === null) return links;
  return Object.fromEntries(
    Object.entries(links).map(([name, link]) => [name, typeof link === "string" ? withBook(link, id) : link]),
  );
}

function relinkedHolder(value: unknown, id: string): unknown {
  return typeof value === "string" ? value : relinked(value, id);
}
