import type { Item } from "../items/item.ts";
import { itemsMatched } from "./question-filters.ts";

/** What is asked of the tiers after the run, as selectors of it, and the words that said so. */
export interface Outcome {
  readonly where: readonly string[];
  readonly items: readonly Item[];
  /** Whether a tier of before is told apart: any other is the one after. */
  readonly before: boolean;
}

const IN = "(?: (?:in|into|as|at|an?|the|tier|their|put))*";
const RUN =
  "(?:afterwards?|after (?:(?:the |this |that )?(?:run|change|move|plan|re ?tiering)|this|that|it)(?= |$)|under (?:the |this )?(?:new |current )?plan|in the new tiers)";

/** Ways to speak of the tier after the run; `@` stands for a tier. */
const WAYS: readonly (readonly [says: RegExp, where: (tiers: string) => readonly string[]])[] = [
  [/@(?: both)? before(?: and)? after/u, (t) => [`tier:${t}`, `newtier:${t}`]],
  // "is B now but was C before"
  [
    /\b(?:was|were|used to be) @(?: (?:before|previously|until now))?|@ (?:before|previously)/u,
    (t) => [`tier:${t}`],
  ],
  [
    new RegExp(String.raw`\b(?:stay|stays|stayed|staying|remain|remains|remained|still)${IN} @`, "u"),
    (t) => [`tier:${t}`, `newtier:${t}`],
  ],
  [/\b(?:new|newly)(?: (?:in|to|into|tier))* @/u, (t) => ["change:moved", `newtier:${t}`]],
  [
    new RegExp(
      String.raw`\b(?:(?:is|are) now|ends? up|ended up|land(?:s|ed)?|finish(?:es|ed)?)${IN} @|\b(?:is|are)${IN} @ now|@(?: (?:accounts|customers|clients))? ${RUN}|@ (?:have|has|hold|holds|get|gets) (?:now|${RUN})`,
      "u",
    ),
    (t) => [`newtier:${t}`],
  ],
  [
    /\b(?:unchanged|unaffected|(?:do|does|did|have|has|will) not (?:move|moved|change|changed)(?: tiers?| at all)?|(?:stay|stays|stayed|remain|remains|remained)(?: put| the same| where they (?:are|were)| in (?:the same|their) tiers?)?|(?:keep|keeps|kept) (?:the same|their|its) tiers?)(?= |$)/u,
    () => ["change:same"],
  ],
];

/** "C accounts that stay C", "who ended up in D?", "the new A accounts", "who did not move": null where none is meant. */
export function outcomeOf(items: readonly Item[]): Outcome | null {
  const where = new Set<string>();
  const used = new Set<Item>();
  let before = false;
  for (const [pattern, means] of WAYS) {
    const open = items.filter((item) => !used.has(item));
    const found = itemsMatched(open, pattern, ({ kind, text }) => (kind === "tier" ? "@" : text));
    if (found.length === 0) continue;
    const tiers = found.filter(({ kind }) => kind === "tier").flatMap(({ names }) => [...names]);
    for (const entry of means(tiers.join("|"))) where.add(entry);
    for (const item of found) used.add(item);
    if (pattern === WAYS[1]?.[0]) before = true;
  }
  return used.size === 0 ? null : { where: [...where], items: [...used], before };
}
