import type { Policy } from "../../tiering/index.ts";
import { readForced } from "../book/selectors.ts";
import type { Vocabulary } from "../book/vocabulary.ts";

/**
 * The rules with accounts put into tiers: what is said of the same accounts before, a hold or another tier, is gone.
 * @throws UnknownName
 */
export function forceInto(policy: Policy, entries: readonly string[], vocabulary: Vocabulary): Policy {
  const said = entries.map((entry) => readForced(entry, vocabulary));
  const whom = said.map(whomOf);
  const force = [...(policy.force ?? []).filter((entry) => !whom.includes(whomOf(entry))), ...said];
  const hold = policy.hold?.filter((entry) => !whom.includes(entry));
  return present({ ...policy, hold, force });
}

/**
 * The rules after accounts are held: no tier is forced upon them any more.
 */
export function heldInstead(policy: Policy, entries: readonly string[]): Policy {
  return present({
    ...policy,
    force: policy.force?.filter((entry) => !entries.includes(whomOf(entry))),
  });
}

/**
 * The rules after accounts are let go of, and those of them on which a tier was forced.
 */
export function released(
  policy: Policy,
  entries: readonly string[],
): { readonly policy: Policy; readonly freed: readonly string[] } {
  const freed = entries.filter((entry) => policy.force?.some((one) => whomOf(one) === entry));
  return { policy: heldInstead(policy, freed), freed };
}

/** Whom an entry forces: all before its last colon. */
function whomOf(entry: string): string {
  return entry.slice(0, entry.lastIndexOf(":"));
}

function present(policy: Policy): Policy {
  return Object.fromEntries(
    Object.entries(policy).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
