import type { Policy } from "../../tiering/index.ts";

/** What a person decides about an account: it keeps its tier, or gets the named one. */
export type Decision = { readonly kind: "hold" } | { readonly kind: "force"; readonly tier: string };

/** The policy with a decision on these accounts, in the place of any before; a text says why. */
export function withDecision(
  policy: Policy,
  ids: readonly string[],
  decision: Decision,
  why: string,
): Partial<Policy> {
  const { hold = [], force = [], reason = [] } = withoutDecision(policy, ids);
  const about = ids.length === 1 ? ids[0] : `id:${ids.join("|")}`;
  return {
    hold: decision.kind === "hold" ? [...hold, ...ids] : hold,
    force: decision.kind === "force" ? [...force, ...ids.map((id) => `${id}:${decision.tier}`)] : force,
    reason: why === "" ? reason : [...reason, `${about}:${why}`],
  };
}

/** The policy without what was decided on these accounts one by one; rules on many stay. */
export function withoutDecision({ hold = [], force = [], reason = [] }: Policy, ids: readonly string[]) {
  const gone = new Set(ids);
  return {
    hold: hold.filter((entry) => !gone.has(entry)),
    force: force.flatMap((entry) => without(entry, entry.lastIndexOf(":"), gone)),
    reason: reason.flatMap((entry) => without(entry, endOfHead(entry, ids), gone)),
  };
}

/** What was decided on one account, and why; null where nothing was. */
export function decisionOn(
  { hold = [], force = [], reason = [] }: Policy,
  id: string,
): { readonly decision: Decision | null; readonly why: string | null } {
  const forced = force.find((entry) => names(entry, entry.lastIndexOf(":"), id));
  const said = reason.find((entry) => names(entry, endOfHead(entry, [id]), id));
  return {
    decision:
      forced !== undefined
        ? { kind: "force", tier: forced.slice(forced.lastIndexOf(":") + 1) }
        : hold.includes(id)
          ? { kind: "hold" }
          : null,
    why: said === undefined ? null : said.slice(endOfHead(said, [id]) + 1),
  };
}

/** Where the accounts of an entry end: behind one of these IDs, which may hold colons, or behind `id:7|12`. */
function endOfHead(entry: string, ids: readonly string[]): number {
  const known = ids.find((id) => entry.startsWith(`${id}:`));
  if (known !== undefined) return known.length;
  return entry.startsWith("id:") ? entry.indexOf(":", "id:".length) : entry.indexOf(":");
}

function idsOf(entry: string, end: number): readonly string[] {
  const head = entry.slice(0, end);
  return head.startsWith("id:") ? head.slice("id:".length).split("|") : [head];
}

function names(entry: string, end: number, id: string): boolean {
  return idsOf(entry, end).includes(id);
}

/** The entry without some accounts; nothing of it where none is left. */
function without(entry: string, end: number, gone: ReadonlySet<string>): readonly string[] {
  const ids = idsOf(entry, end);
  const left = ids.filter((id) => !gone.has(id));
  if (left.length === ids.length) return [entry];
  return left.length === 0 ? [] : [`id:${left.join("|")}${entry.slice(end)}`];
}
