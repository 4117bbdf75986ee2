/** Deepest nesting that an answer may have; ours needs four levels. */
const MAX_DEPTH = 32;

const SIGN = /["{}[\]:]/g;

/**
 * What well-formed JSON text says that `JSON.parse` hides: a duplicate key (it would keep the last),
 * the key `__proto__`, or absurd nesting. Null where there is none. One pass, no recursion.
 * Input: text that `JSON.parse` has accepted; the caller checks.
 */
export function findStructureFault(text: string): string | null {
  const scopes: (Set<string> | null)[] = [];
  let string: string | null = null;
  // A whole string in one expression would overflow the engine's stack on megabytes.
  const sign = new RegExp(SIGN);
  for (let found = sign.exec(text); found !== null; found = sign.exec(text)) {
    const [token] = found;
    if (token === "{" || token === "[") {
      scopes.push(token === "{" ? new Set() : null);
      if (scopes.length > MAX_DEPTH) return `the answer is nested more than ${MAX_DEPTH} levels deep`;
    } else if (token === "}" || token === "]") {
      scopes.pop();
    } else if (token === ":") {
      // Outside strings a colon follows a key only.
      const key = JSON.parse(string ?? '""') as string;
      const keys = scopes.at(-1);
      if (key === "__proto__") return 'the key "__proto__" is not allowed';
      if (keys?.has(key)) return `the key ${JSON.stringify(key.slice(0, 40))} stands twice in one object`;
      keys?.add(key);
    } else {
      sign.lastIndex = endOfString(text, found.index);
      string = text.slice(found.index, sign.lastIndex);
    }
  }
  return null;
}

/** Index behind the quote that ends the string whose first quote is at `from`; O(its length). */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); ; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text[end - 1 - slashes] === "\\") slashes++;
    if (slashes % 2 === 0) return end + 1;
  }
}
