const PIECE = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:]/gs;

/**
 * The path to the first field that stands twice in its object, of which a parser would keep the last without a word; null
 * where each stands once.
 * @param json text that is JSON
 * Cost: O(text).
 */
export function repeatedField(json: string): string | null {
  const open: { readonly names: Set<string> | null; name: string }[] = [];
  let last = "";
  for (const [piece] of json.matchAll(PIECE)) {
    const place = open.at(-1);
    if (piece === "{" || piece === "[") open.push({ names: piece === "{" ? new Set() : null, name: "" });
    else if (piece === "}" || piece === "]") open.pop();
    else if (piece !== ":") last = piece;
    else if (place?.names) {
      place.name = String(JSON.parse(last));
      if (place.names.has(place.name))
        return `/${open.flatMap(({ name, names }) => (names ? [name] : [])).join("/")}`;
      place.names.add(place.name);
    }
  }
  return null;
}
