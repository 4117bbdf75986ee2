import { ContractError } from "./errors.ts";
import { pointerOf } from "./faults.ts";

/** Deepest nesting of a body; a turn's plan's tier sizes lie five deep. */
const MOST_LEVELS = 16;
/** Most fields of one object; the largest, tier sizes, has 26. */
const MOST_FIELDS = 100;
/** Most entries of one list; the longest, held accounts, has 10,000. */
const MOST_ENTRIES = 10_000;

const [QUOTE, BACKSLASH, COLON, COMMA] = [0x22, 0x5c, 0x3a, 0x2c];
const [LIST, LIST_END, OBJECT, OBJECT_END] = [0x5b, 0x5d, 0x7b, 0x7d];

/** An object or list that is open where the scan is. */
interface Open {
  readonly isList: boolean;
  /** Values that have ended. */
  count: number;
  /** Where the name of the field lies that the scan is in; 0 and 0 before the first. */
  from: number;
  to: number;
  /** Names of the fields that have come; null while there is at most one. */
  names: Set<string> | null;
}

/**
 * Refuses the JSON of a body that is deeper, or whose objects and lists are larger, than any schema takes, and a field
 * that stands twice in one object, of which a parser keeps the last. It does so before the body is parsed: 40,000 fields
 * take a parser some twenty times as long as their bytes take here. What is no JSON is the parser's to say. One pass that
 * ends at the first fault, O(bytes).
 * @param json UTF-8
 * @throws {ContractError} `invalid-body`, pointing at the object or list
 */
export function checkExtent(json: Uint8Array): void {
  const open: Open[] = [];
  let place: Open | undefined;
  /** Where the last string lies, without its quotes. */
  let [from, to] = [0, 0];
  for (let at = 0; at < json.length; at++) {
    switch (json[at]) {
      case QUOTE:
        from = at + 1;
        while (++at < json.length && json[at] !== QUOTE) if (json[at] === BACKSLASH) at++;
        to = at;
        break;
      case COLON:
        if (place === undefined) break;
        if (place.count > 0) {
          place.names ??= new Set([spelled(json, place.from, place.to)]);
          const name = spelled(json, from, to);
          if (place.names.has(name)) {
            [place.from, place.to] = [from, to];
            throw refused(json, open, "stands twice in its object; expected it once");
          }
          place.names.add(name);
        }
        [place.from, place.to] = [from, to];
        break;
      case COMMA:
        if (place !== undefined && ++place.count >= (place.isList ? MOST_ENTRIES : MOST_FIELDS)) {
          const most = place.isList ? `${MOST_ENTRIES} entries` : `${MOST_FIELDS} fields`;
          open.pop();
          throw refused(json, open, `got more than ${most}, which is the most`);
        }
        break;
      case LIST:
      case OBJECT:
        if (open.length > MOST_LEVELS) throw refused(json, open, `nested deeper than ${MOST_LEVELS} levels`);
        place = { isList: json[at] === LIST, count: 0, from: 0, to: 0, names: null };
        open.push(place);
        break;
      case LIST_END:
      case OBJECT_END:
        open.pop();
        place = open.at(-1);
    }
  }
}

/** @param open what holds the place, outermost first */
function refused(json: Uint8Array, open: readonly Open[], detail: string): ContractError {
  const names = open.map(({ isList, count, from, to }) => (isList ? count : spelled(json, from, to)));
  const pointer = pointerOf(names);
  return new ContractError("invalid-body", `The body is not valid: ${pointer}: ${detail}.`, {
    faults: [{ pointer, detail }],
  });
}

const utf8 = new TextDecoder();

/** The name of a field whose string lies there without its quotes; the string as it stands where it is none. */
function spelled(json: Uint8Array, from: number, to: number): string {
  const text = utf8.decode(json.subarray(from - 1, to + 1));
  try {
    return String(JSON.parse(text));
  } catch {
    return text;
  }
}
