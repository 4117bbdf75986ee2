import type { Policy } from "../../../tiering/index.ts";
import type { RuleOperation } from "../../merge/operations.ts";
import type { Who } from "../who/accounts-meant.ts";
import { holdEntries } from "../who/selector-entries.ts";

/** "take Italy out again", of the places that alone may move: they are fewer then, and still some. */
export function outOfScope({ scope }: Policy, who: Who): readonly RuleOperation[] | null {
  const entries = holdEntries(who);
  const gone = entries.flatMap((entry) => parts(entry));
  const listed = (scope ?? []).flatMap((entry) => parts(entry));
  const left = listed.filter((one) => !gone.includes(one));
  const within = gone.every((one) => listed.includes(one));
  return within && left.some((one) => gone.some((other) => columnOf(one) === columnOf(other)))
    ? [{ kind: "remove", rule: "scope", entries }]
    : null;
}

/** The column of a selector. */
export const columnOf = (entry: string) => entry.split(/[:!<>]/u)[0];

/** A list of values as one entry for each. */
function parts(entry: string): string[] {
  const [, head, values] = /^([^:!<>&]+:)([^:<>]*)$/u.exec(entry) ?? [];
  return head === undefined || values === undefined
    ? [entry]
    : values.split("|").map((value) => head + value);
}
