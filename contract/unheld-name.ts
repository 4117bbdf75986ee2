/** The one name that fields by name cannot hold: what is said under it would be lost. */
export const UNHELD_NAME = "__proto__";

/** Where a body says something under that name, at most as deep as bodies are; null where it does not. O(size). */
export function unheldPlace(body: unknown): readonly PropertyKey[] | null {
  if (typeof body !== "object" || body === null) return null;
  if (Object.hasOwn(body, UNHELD_NAME)) return [UNHELD_NAME];
  for (const [name, part] of Object.entries(body)) {
    const place = unheldPlace(part);
    if (place !== null) return [Array.isArray(body) ? Number(name) : name, ...place];
  }
  return null;
}
