import type { Presence } from "../../tiering/index.ts";
import { IN_PERSON, REMOTE } from "./column-names.ts";
import { plain } from "./columns.ts";

/** Reads how a seller meets customers: a word for it, or words of which all that are known say the same; null for none. */
export function readPresence(cell: string): Presence | null {
  const whole = plain(cell);
  if (REMOTE.has(whole)) return "remote";
  if (IN_PERSON.has(whole)) return "in-person";
  const words = cell.split(/[^\p{L}]+/u).map(plain);
  const isRemote = words.some((word) => word !== "" && REMOTE.has(word));
  const isInPerson = words.some((word) => word !== "" && IN_PERSON.has(word));
  if (isRemote === isInPerson) return null;
  return isRemote ? "remote" : "in-person";
}
