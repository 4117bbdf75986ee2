/** x */
export const ORDINARY_WORDS: ReadonlySet<string> = new Set<string>([]);
