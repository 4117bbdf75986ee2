import type { Policy, TierSize } from "../../tiering/index.ts";
import { DEFAULT_POLICY } from "../../tiering/index.ts";
import { readSelector, readStrategic, UnknownName } from "../book/selectors.ts";
import type { Vocabulary } from "../book/vocabulary.ts";
import type { SaidSizes } from "../conversation/conversation.ts";
import { forceInto, heldInstead, released } from "./merge-force.ts";
import type { ListRule, RuleOperation } from "./operations.ts";

/** Business rules while they are being merged. */
export interface DraftRules {
  policy: Policy;
  sizes: SaidSizes;
}

/**
 * The rules after a change. Names must be the book's.
 * @throws UnknownName
 */
export function changeRules(
  { policy, sizes }: DraftRules,
  change: RuleOperation,
  vocabulary: Vocabulary,
): DraftRules {
  switch (change.kind) {
    case "maxMovedShare":
    case "maxTierStep":
    case "coefficients":
    case "monotone":
      return { policy: { ...policy, [change.kind]: change.value }, sizes };
    case "strategicTiers":
      return { policy: { ...policy, strategicTiers: readStrategic(change.value, vocabulary) }, sizes };
    case "scaleBudget": {
      const share = (policy.maxMovedShare ?? DEFAULT_POLICY.maxMovedShare) * change.factor;
      return { policy: { ...policy, maxMovedShare: Math.min(1, Number(share.toPrecision(12))) }, sizes };
    }
    case "tierSizes":
      for (const tier of Object.keys(change.sizes)) readSelector(`tier:${tier}`, vocabulary, false);
      return { policy, sizes: { ...sizes, ...(change.sizes as SaidSizes) } };
    case "force":
      return { policy: forceInto(policy, change.entries, vocabulary), sizes };
    case "lift":
      return { policy: without(policy, change.rule), sizes: change.rule === "tierSizes" ? {} : sizes };
    case "add":
    case "remove":
    case "replace": {
      const ids = change.rule === "hold";
      const entries = change.entries.map((entry) =>
        entry === "none" ? entry : readSelector(entry, vocabulary, ids),
      );
      if (!ids) return { policy: changeList(policy, change.rule, change.kind, entries), sizes };
      if (change.kind !== "remove")
        return { policy: changeList(heldInstead(policy, entries), "hold", change.kind, entries), sizes };
      const { freed, policy: rest } = released(policy, entries);
      const held = entries.filter((entry) => !freed.includes(entry));
      return { policy: held.length === 0 ? rest : changeList(rest, "hold", "remove", held), sizes };
    }
  }
}

function changeList(
  policy: Policy,
  rule: ListRule,
  kind: "add" | "remove" | "replace",
  entries: readonly string[],
): Policy {
  const old = policy[rule] ?? [];
  // What is let go of and was never held is another name for what is: it must not be lost.
  if (kind === "remove" && old.length > 0 && subtract(old, entries).join() === old.join())
    throw new UnknownName(
      `No rule speaks of ${entries.join(" or ")}; this one does: ${old.join(", ")}.`,
      entries.join(),
    );
  const list =
    kind === "remove"
      ? subtract(old, entries)
      : kind === "replace"
        ? replaceColumns(old, entries)
        : rule === "hold"
          ? [...new Set([...old, ...entries])]
          : extend(old, entries);
  return list.length === 0 ? without(policy, rule) : { ...policy, [rule]: list };
}

/** Conditions on a column that has one already widen (or, of values that are ruled out, tighten) it. */
function extend(old: readonly string[], said: readonly string[]): readonly string[] {
  const list = old.filter((entry) => entry !== "none");
  for (const entry of said) {
    const [head, values] = partsOf(entry);
    const at = head === null ? -1 : list.findIndex((kept) => partsOf(kept)[0] === head);
    if (at < 0) list.push(entry);
    else list[at] = `${head}${[...new Set([...partsOf(list[at] as string)[1], ...values])].join("|")}`;
  }
  return [...new Set(list)];
}

/** A list said anew replaces the old one on the columns it names; `none` replaces it whole. */
function replaceColumns(old: readonly string[], said: readonly string[]): readonly string[] {
  if (said.includes("none")) return ["none"];
  const columns = new Set(said.map(columnOf));
  const kept = old.filter((entry) => entry !== "none" && !columns.has(columnOf(entry)));
  return [...new Set([...kept, ...said])];
}

/** Takes entries out, and single values out of entries that list several. */
function subtract(old: readonly string[], gone: readonly string[]): string[] {
  let left = [...old];
  for (const entry of gone) {
    const [column, values] = partsOf(entry);
    left = left.flatMap((kept) => {
      if (kept === entry) return [];
      const [own, list] = partsOf(kept);
      if (column === null || own !== column) return [kept];
      const rest = list.filter((value) => !values.includes(value));
      return rest.length === 0 ? [] : [`${own}${rest.join("|")}`];
    });
  }
  return left;
}

/** `Column:` and its values; null for what is no plain list of values. */
function partsOf(entry: string): [string | null, readonly string[]] {
  const match = /^([^:!<>&]+!?:)(.*)$/su.exec(entry);
  const term = match?.[2] ?? "";
  if (match === null || /^(?:top|bottom):/u.test(entry) || /&[^&|]*[:<>]/u.test(term)) return [null, []];
  return [match[1] as string, term.split("|")];
}

/** The columns of a selector, one after the other. */
function columnOf(entry: string): string {
  const [head = ""] = /^[^:!<>]+/u.exec(entry) ?? [];
  return head === "top" || head === "bottom" ? entry.split(":").slice(2).join(":") : head;
}

function without(policy: Policy, rule: keyof Policy): Policy {
  return Object.fromEntries(Object.entries(policy).filter(([field]) => field !== rule));
}

/**
 * Tier sizes that add up to the book again: what the said tiers gain or lose comes from the nearest tier
 * below the highest said one that was not said itself (else the nearest above), and from the next where that
 * is not enough. Shares stay shares where every tier has one. Null where nothing can make up the difference.
 */
export function fillSizes(
  said: SaidSizes,
  { n, tiers, tierSizes, isFirstTiering }: Pick<Vocabulary, "n" | "tiers" | "tierSizes" | "isFirstTiering">,
): Record<string, TierSize> | null {
  const open = tiers.filter((tier) => said[tier] === "rest");
  const inAccounts = (size: TierSize) =>
    typeof size === "number" ? size : Math.round((Number(size.slice(0, -1)) / 100) * n);
  const named = Object.fromEntries(
    Object.entries(said).filter((entry): entry is [string, TierSize] => entry[1] !== "rest"),
  );
  const shares = Object.values(named)
    .filter((size) => typeof size === "string")
    .map((size) => Number(String(size).slice(0, -1)));
  const percent = shares.reduce((sum, share) => sum + share, 0);
  if (shares.length === Object.keys(named).length && shares.length > 0) {
    const [last] = open;
    if (open.length === 1 && last !== undefined && percent <= 100 && shares.length === tiers.length - 1)
      return { ...named, [last]: `${Number((100 - percent).toFixed(6))}%` };
    if (shares.length === tiers.length) return Math.abs(percent - 100) < 1e-6 ? named : null;
  }
  if (isFirstTiering) {
    // A first tiering has the tiers that are said where one of them is the rest; else the others part it.
    const left = n - Object.values(named).reduce<number>((sum, size) => sum + inAccounts(size), 0);
    const [rest, more] = open;
    if (left < 0 || more !== undefined) return null;
    if (rest === undefined) return named;
    const inOrder = tiers.filter((tier) => said[tier] !== undefined);
    return Object.fromEntries(inOrder.map((tier) => [tier, tier === rest ? left : inAccounts(named[tier]!)]));
  }
  const wanted = tiers.map((tier, at) =>
    named[tier] === undefined ? (tierSizes[at] ?? 0) : inAccounts(named[tier]),
  );
  let excess = wanted.reduce((sum, size) => sum + size, 0) - n;
  const highest = tiers.findIndex((tier) => named[tier] !== undefined);
  const order = tiers.map((_, at) => at);
  const below = order.slice(highest + 1);
  const above = order.slice(0, Math.max(0, highest)).reverse();
  const first = order.filter((at) => open.includes(tiers[at] as string));
  const result: Record<string, TierSize> = Object.fromEntries(
    Object.entries(named).map(([tier, size]) => [tier, inAccounts(size)]),
  );
  for (const at of [...first, ...below, ...above]) {
    const tier = tiers[at] as string;
    if (excess === 0) break;
    if (named[tier] !== undefined) continue;
    const size = wanted[at] as number;
    const next = Math.max(0, size - excess);
    excess -= size - next;
    wanted[at] = next;
    result[tier] = next;
  }
  return excess === 0 ? result : null;
}

/** Thrown where the said sizes cannot add up to the book. */
export function sizesProblem({ n }: Pick<Vocabulary, "n">): UnknownName {
  return new UnknownName(`Those tier sizes do not add up to the book's ${n} accounts.`, "tier sizes");
}
