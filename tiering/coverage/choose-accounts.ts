import type { PartClass } from "./part.ts";

/** Worth of a kept owner where continuity has no weight: it breaks ties alone. */
export const TIE_BREAK = 1e-9;

/** Which accounts of a class are covered, and which of them keep their owner. */
export interface ChosenAccounts {
  /** Places within the class, ascending, which is best first. */
  readonly covered: readonly number[];
  /** Local seller by place. */
  readonly kept: ReadonlyMap<number, number>;
}

/**
 * Chooses which accounts of a class are covered and which of them keep their owner, given each seller's places. The
 * worth of covered accounts plus a bonus for each kept one, up to each owner's places, is a laminar concave function, so
 * taking the greatest gain each time is optimal. O(accounts + places log places).
 */
export function chooseAccounts(
  { worth, owner }: Pick<PartClass, "worth" | "owner">,
  bonus: number,
  places: ReadonlyMap<number, number>,
): ChosenAccounts {
  const gain = Math.max(bonus, TIE_BREAK);
  const wanted = Array.from(places.values()).reduce((sum, n) => sum + n, 0);
  const room = new Map(places);
  const kept = new Map<number, number>();
  const covered: number[] = [];
  /** Accounts of this class whose owner has places, best first; and all the others. */
  const own: number[] = [];
  const others: number[] = [];
  for (let k = 0; k < worth.length; k++) (places.has(owner[k]!) ? own : others).push(k);
  /** Owned accounts whose owner's places are full: they count like the others. */
  const late: number[] = [];
  let [a, b, c] = [0, 0, 0];
  while (covered.length < wanted) {
    while (a < own.length && room.get(owner[own[a]!]!) === 0) late.push(own[a++]!);
    const ofOwn = a < own.length ? worth[own[a]!]! + gain : -1;
    const ofOther = b < others.length ? worth[others[b]!]! : -1;
    const ofLate = c < late.length ? worth[late[c]!]! : -1;
    if (ofOwn >= ofOther && ofOwn >= ofLate) {
      const k = own[a++]!;
      room.set(owner[k]!, room.get(owner[k]!)! - 1);
      kept.set(k, owner[k]!);
      covered.push(k);
    } else covered.push(ofOther >= ofLate ? others[b++]! : late[c++]!);
  }
  return { covered: covered.sort((x, y) => x - y), kept };
}
