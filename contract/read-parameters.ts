import { ContractError } from "./errors.ts";

/** Most parameters of a query, repeated ones counted each time; a plan that needs more goes into a body. */
const MOST_PARAMETERS = 1_000;

/**
 * Query parameters by name; a repeated one is an array, in the order given. O(length).
 * @throws {ContractError} `invalid-query` where there are more than 1,000, or where one is not encoded as an address is
 */
export function readParameters(url: string): Record<string, string | string[]> {
  const parameters: Record<string, string | string[]> = Object.create(null);
  const start = url.indexOf("?");
  const query = start < 0 ? "" : url.slice(start);
  let separators = 0;
  for (let at = query.indexOf("&"); at >= 0; at = query.indexOf("&", at + 1)) separators++;
  if (separators >= MOST_PARAMETERS) {
    const detail = `got ${separators + 1} parameters, expected at most ${MOST_PARAMETERS}`;
    throw new ContractError("invalid-query", `The query is not valid: ${detail}.`, { faults: [{ detail }] });
  }
  refuseMalformed(query);
  for (const [name, value] of new URLSearchParams(query)) {
    const before = parameters[name];
    if (before === undefined) parameters[name] = value;
    else if (Array.isArray(before)) before.push(value);
    else parameters[name] = [before, value];
  }
  return parameters;
}

/** Whether a text is percent-encoded UTF-8, as paths and queries are. */
export function isWellEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** What is not well encoded would be read as something else: `%E9` as U+FFFD. */
function refuseMalformed(query: string): void {
  if (isWellEncoded(query)) return;
  const faulty = query
    .slice(1)
    .split("&")
    .find((part) => !isWellEncoded(part))!;
  const got = JSON.stringify(faulty.length <= 80 ? faulty : `${faulty.slice(0, 80)}…`);
  const detail = `got ${got}, expected percent-encoded UTF-8, in which % itself is %25`;
  throw new ContractError("invalid-query", `The query is not valid: ${detail}.`, { faults: [{ detail }] });
}
