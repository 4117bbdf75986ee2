import { parseMapping } from "../../data/mapping.ts";

/** Longest mapping that is read ahead, characters; the worst of this length takes some 50 ms of the event loop. */
const AHEAD = 2 ** 14;

/**
 * Refuses a faulty mapping before its file waits for a thread that reads it; a long one is read there.
 * @throws DataError `invalid-mapping`
 */
export function refuseMapping(mapping: string | null): void {
  if (mapping !== null && mapping.length <= AHEAD) parseMapping(mapping, "mapping");
}
