import { ContractError } from "./errors.ts";
import { pointerOf } from "./faults.ts";

/** Deepest nesting of a body; a turn's plan's tier sizes lie five deep. */
const MOST_LEVELS = 16;
/** Most fields of one object; the largest, tier sizes, has 26. */
const MOST_FIELDS = 100;
/** Most entries of one list; the longest, held accounts, has 10,000. */
const MOST_ENTRIES = 10_000;

interface Place {
  readonly value: object;
  readonly path: readonly PropertyKey[];
}

/**
 * Refuses a body that is deeper, or whose objects and lists are larger, than any schema takes, before the
 * schema looks at each part of them. One pass without recursion, O(values).
 * @throws {ContractError} `invalid-body`, pointing at the object
 */
export function checkExtent(body: unknown): void {
  const places: Place[] = isObject(body) ? [{ value: body, path: [] }] : [];
  for (let place = places.pop(); place !== undefined; place = places.pop()) {
    const { value, path } = place;
    if (path.length > MOST_LEVELS) throw tooMuch(path, `nested deeper than ${MOST_LEVELS} levels`);
    const isList = Array.isArray(value);
    // Counted before a pair is made of each: that takes several times as long.
    const count = isList ? value.length : Object.keys(value).length;
    const most = isList ? MOST_ENTRIES : MOST_FIELDS;
    if (count > most)
      throw tooMuch(path, `got ${count} ${isList ? "entries" : "fields"}, expected at most ${most}`);
    for (const [name, inner] of Object.entries(value)) {
      if (isObject(inner)) places.push({ value: inner, path: [...path, name] });
    }
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function tooMuch(path: readonly PropertyKey[], detail: string): ContractError {
  const pointer = pointerOf(path);
  return new ContractError("invalid-body", `The body is not valid: ${pointer}: ${detail}.`, {
    faults: [{ pointer, detail }],
  });
}
