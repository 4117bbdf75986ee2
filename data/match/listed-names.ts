/** Names that a question lists. */
const LISTED = 3;

/** The first names in quotes, and how many more there are. */
export function listed(names: readonly string[]): string {
  const first = names.slice(0, LISTED).map((name) => JSON.stringify(name));
  return `${first.join(", ")}${names.length > LISTED ? ` and ${names.length - LISTED} more` : ""}`;
}
