import { createNameSearch, wordsOf } from "../../../data/sellers/index.ts";
import { nearestNames, type Seller } from "../../../tiering/index.ts";

/** What was meant by a name, or why that cannot be told, as a sentence. */
export type Named<T> = { readonly found: T } | { readonly problem: string };

const plain = (text: string) => text.trim().toLowerCase();

/** Words for anyone who sells, whatever the role. */
const ANYONE =
  /^(?:(?:sales ?)?(?:sellers?|people|persons?|staff|heads?|headcount|ftes?|hires?|colleagues?|team members?|employees?|someone|somebody))$/u;

/** A title before the seller's own name: "seller Ute". */
const TITLE =
  /^(?:the )?(?:sales ?)?(?:seller|person|rep|representative|colleague|mr\.?|mrs\.?|ms\.?|herr|frau) /u;

/** Whether two spellings are one name: "Müller, Stefan" and "stefan muller". */
const isSameName = (a: string, b: string) => wordsOf(a).sort().join(" ") === wordsOf(b).sort().join(" ");

/** The seller that is meant by an ID, its number ("17" of S017) or a name, in full, its first word, or with initials. */
export function findSeller(said: string, sellers: readonly Seller[]): Named<Seller> {
  const wanted = plain(said);
  const words = wordsOf(wanted);
  const number = /^\d+$/u.test(wanted) ? Number(wanted) : null;
  const near = new Set(createNameSearch(sellers)(said));
  const tests: readonly ((seller: Seller) => boolean)[] = [
    ({ id }) => plain(id) === wanted,
    ({ id }) => number !== null && Number(/(?<!\d)\d+$/u.exec(id)?.[0] ?? Number.NaN) === number,
    ({ name }) => name !== undefined && plain(name) === wanted,
    ({ name }) => name !== undefined && isSameName(name, wanted),
    ({ name }) =>
      name !== undefined && words.length > 0 && words.every((word) => wordsOf(name).includes(word)),
    ({ id }) => near.has(id),
  ];
  for (const test of tests) {
    const found = sellers.filter(test);
    if (found.length === 1) return { found: found[0]! };
    if (found.length > 1) {
      const shown = found.slice(0, 5).map(({ id, name }) => (name === undefined ? id : `${id} (${name})`));
      return {
        problem: `"${said}" could be ${found.length} sellers, such as ${shown.join(", ")}; say the ID.`,
      };
    }
  }
  const untitled = wanted.replace(TITLE, "");
  if (untitled !== wanted) return findSeller(untitled, sellers);
  const known = nearestNames(said, [
    ...sellers.map(({ id }) => id),
    ...sellers.flatMap(({ name }) => name ?? []),
  ]);
  return { problem: `There is no seller "${said}"; the nearest are ${known.join(", ")}.` };
}

/** A word of a role in the singular, in lower case. */
const stem = (text: string) =>
  wordsOf(text)
    .map((word) => (word === "reps" || /[^s]s$/u.test(word) ? word.slice(0, -1) : word))
    .join(" ");

/** The role that is meant; null where the word is for anyone who sells. */
export function findRole(said: string, roles: readonly string[]): Named<string | null> {
  const wanted = stem(said);
  const same = roles.filter((role) => stem(role) === wanted);
  if (same.length === 1) return { found: same[0]! };
  if (ANYONE.test(plain(said))) return { found: null };
  const near = roles.filter((role) => stem(role).includes(wanted) || wanted.includes(stem(role)));
  if (near.length === 1) return { found: near[0]! };
  const problem =
    near.length > 1
      ? `"${said}" could be ${near.join(" or ")}; say which.`
      : `No seller has the role "${said}"; the roles are ${roles.join(", ")}.`;
  return { problem };
}
