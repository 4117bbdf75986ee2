/** Reads a tier label, `Tier A` or `A` in any case, as its index (A → 0); undefined for anything else. */
export function parseTierLabel(label: string): number | undefined {
  const match = /^(?:tier\s*)?([a-z])$/i.exec(label.trim());
  return match === null ? undefined : match[1]!.toUpperCase().charCodeAt(0) - 65;
}
