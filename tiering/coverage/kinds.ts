import { chooseAccounts } from "./choose-accounts.ts";
import type { Counts, Part, PartClass } from "./part.ts";

/** The classes of one kind as one: alike to every rule, told apart by worth and owner alone. */
export interface Kind extends Pick<PartClass, "worth" | "owner" | "geo" | "tier"> {
  /** Local class of each account, best first; shape [size]. */
  readonly classOf: Int32Array;
}

/** Joins the classes of each kind, accounts best first (ties: the lower class); O(accounts log accounts). */
export function joinKinds({ classes }: Part): Kind[] {
  const members = new Map<number, number[]>();
  classes.forEach(({ kind }, c) => {
    members.set(kind, [...(members.get(kind) ?? []), c]);
  });
  return Array.from({ length: members.size }, (_, kind) => {
    const ids = members.get(kind)!;
    const all = ids.flatMap((c) => Array.from(classes[c]!.worth, (worth, k) => ({ c, k, worth })));
    all.sort((a, b) => b.worth - a.worth || a.c - b.c || a.k - b.k);
    const { geo, tier } = classes[ids[0]!]!;
    return {
      geo,
      tier,
      worth: Float64Array.from(all, ({ worth }) => worth),
      owner: Int32Array.from(all, ({ c, k }) => classes[c]!.owner[k]!),
      classOf: Int32Array.from(all, ({ c }) => c),
    };
  });
}

/** Answers the link of a seller and a class; undefined where the rules permit none. */
export function linkIndex({
  classes,
  linkClass,
  linkSeller,
}: Part): (s: number, c: number) => number | undefined {
  const key = (s: number, c: number) => s * classes.length + c;
  const at = new Map(Array.from(linkSeller, (s, l) => [key(s, linkClass[l]!), l]));
  return (s, c) => at.get(key(s, c));
}

/**
 * Counts by link of whole numbers of accounts by kind and seller: the accounts of each kind are chosen at once, so that
 * what the classes of the kind promise apart they keep together. `totals` has a map from local seller to number by kind.
 */
export function countsOfKinds(
  part: Part,
  kinds: readonly Kind[],
  totals: readonly ReadonlyMap<number, number>[],
): Counts {
  const counts = new Int32Array(part.use.length);
  const linkOf = linkIndex(part);
  kinds.forEach((kind, k) => {
    const room = new Map(totals[k]!);
    const put = (account: number, s: number) => {
      room.set(s, room.get(s)! - 1);
      counts[linkOf(s, kind.classOf[account]!)!]!++;
    };
    const { covered, kept } = chooseAccounts(kind, part.bonus, room);
    for (const [account, s] of kept) put(account, s);
    const open = [...room.keys()];
    let at = 0;
    for (const account of covered) {
      if (kept.has(account)) continue;
      while (room.get(open[at]!) === 0) at++;
      put(account, open[at]!);
    }
  });
  return counts;
}
