import { randomBytes } from "node:crypto";

/** Who does something, and in which workspace. */
export interface Actor {
  readonly name: string;
  readonly workspace: string;
}

/** Who acts by itself: a clock, or an upgrade. */
export function automatic(name: "expiry" | "upgrade", workspace: string): Actor {
  return { name, workspace };
}

let count = 0;

/** A new id, 28 characters of 0–9 and a–z: later ones sort behind earlier ones of the same process. */
export function newId(now: Date): string {
  count = (count + 1) % 36 ** 3;
  const random = randomBytes(10).toString("hex").slice(0, 16);
  return `${firstIdOf(now)}${count.toString(36).padStart(3, "0")}${random}`;
}

/** What the ids of a moment begin with: earlier ones are less. */
export function firstIdOf(moment: Date): string {
  return moment.getTime().toString(36).padStart(9, "0");
}
