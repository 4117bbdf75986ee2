import type { AnswerOf } from "../../../contract/answer-of.ts";
import type { scenarioQuestion } from "../../../contract/coverage-question.ts";
import type { Book } from "../../../data/book.ts";
import {
  type CapacityPrice,
  type CoverageSummary,
  geographiesOf,
  parseTier,
  type Scenario,
  type Seller,
} from "../../../tiering/index.ts";
import { findRole, findSeller } from "./name-sellers.ts";
import { sellerName, tierName } from "./talk.ts";

/** A change of the sales force as it was asked. */
export type ScenarioAsked = AnswerOf<typeof scenarioQuestion>;
type Heads = ScenarioAsked["add"][number];

/** What a scenario is made from. */
export interface ScenarioGround {
  readonly book: Book;
  readonly sellers: readonly Seller[];
  readonly tierNames: readonly string[];
  /** The coverage as it is. */
  readonly summary: CoverageSummary;
  readonly prices: readonly CapacityPrice[];
}

/** A scenario, and what was assumed where the words leave something open. */
export interface MadeScenario {
  readonly scenario: Scenario;
  readonly assumed: readonly string[];
}

/** Makes a scenario of what was asked, or says why it cannot be made. */
export function scenarioOf(
  asked: ScenarioAsked,
  ground: ScenarioGround,
): MadeScenario | { readonly problem: string } {
  const { book, sellers, tierNames } = ground;
  const assumed: string[] = [];
  const names: string[] = [];
  const retire: string[] = [];
  for (const said of asked.retire) {
    const named = findSeller(said, sellers);
    if ("problem" in named) return named;
    retire.push(named.found.id);
  }
  const nameOf = (id: string) => sellers.find((one) => one.id === id)?.name ?? id;
  if (retire.length > 0)
    names.push(`without ${retire.map((id) => sellerName({ id, name: nameOf(id) })).join(", ")}`);
  for (const heads of asked.lose) {
    const left = leastOf(heads, ground, retire);
    if ("problem" in left) return left;
    retire.push(...left.ids);
    names.push(`${heads.count} fewer ${headsWords(heads, left.geos, book)}`);
    assumed.push(
      `Who leaves is not said: ${left.ids.join(", ")}, who cover the least whitespace there, were taken.`,
    );
  }
  const add: NonNullable<Scenario["add"]>[number][] = [];
  for (const heads of asked.add) {
    const geos = heads.where.length === 0 ? [] : geographiesOf(book, heads.where);
    const role = roleOf(heads, geos, ground);
    if ("problem" in role) return role;
    const peers = sellers.filter((seller) => seller.role === role.found);
    const remote = peers.filter(({ presence }) => presence === "remote").length;
    const presence = remote * 2 > peers.length ? "remote" : "in-person";
    add.push({ role: role.found, geos, domains: [], presence, factor: 1, count: heads.count });
    names.push(`${heads.count} more ${headsWords({ ...heads, role: role.found }, geos, book)}`);
    if (role.assumed) assumed.push(role.assumed);
  }
  if (add.length > 0) assumed.push("Those who come have full capacity and know every domain.");
  const presence: Record<string, "in-person" | "remote"> = {};
  for (const { presence: how, tiers } of asked.presence) {
    for (const name of tiers.length === 0 ? tierNames : tiers)
      presence[tierNames[parseTier(name, tierNames, "/presence")]!] = how;
    names.push(`${tiers.length === 0 ? "all tiers" : tiers.map(tierName).join(" and ")} ${how}`);
  }
  const least = asked.minAccounts;
  if (least !== null) names.push(`at least ${least} accounts a seller`);
  if (names.length === 0)
    return { problem: "Nothing of the sales force would change; say who comes or leaves, or a rule." };
  return {
    scenario: {
      name: names.join(", "),
      ...(retire.length > 0 && { retire }),
      ...(add.length > 0 && { add }),
      rules: {
        ...(Object.keys(presence).length > 0 && { presence }),
        ...(least !== null && { minAccounts: least }),
      },
    },
    assumed,
  };
}

/** The role of those who come: as said, else the one that is worth most there. */
function roleOf({ role }: Heads, geos: readonly string[], { prices, sellers }: ScenarioGround) {
  const roles = [...new Set(sellers.map((seller) => seller.role))].sort();
  const named = role === null ? { found: null } : findRole(role, roles);
  if ("problem" in named) return named;
  if (named.found !== null) return { found: named.found };
  const dearest = prices.find(({ geo }) => geos.length === 0 || geos.includes(geo));
  const found = dearest?.role ?? roles[0]!;
  const assumed = roles.length > 1 ? `No role was said: ${found}, which is worth most there, was taken.` : "";
  return { found, assumed };
}

/** The sellers of a place (and role) who cover the least whitespace. */
function leastOf(
  { count, role, where }: Heads,
  { book, sellers, summary }: ScenarioGround,
  gone: readonly string[],
) {
  const geos = where.length === 0 ? [] : geographiesOf(book, where);
  const roles = [...new Set(sellers.map((seller) => seller.role))].sort();
  const named = role === null ? { found: null } : findRole(role, roles);
  if ("problem" in named) return named;
  const there = summary.sellers.filter(
    (seller) =>
      !gone.includes(seller.id) &&
      (named.found === null || seller.role === named.found) &&
      (geos.length === 0 || seller.geos.some((geo) => geos.includes(geo))),
  );
  if (there.length < count)
    return { problem: `There are ${there.length} such sellers, so ${count} cannot leave.` };
  const ids = [...there]
    .sort((a, b) => a.whitespace - b.whitespace || (a.id < b.id ? -1 : 1))
    .slice(0, count)
    .map(({ id }) => id);
  return { ids, geos };
}

function headsWords({ count, role, where }: Heads, geos: readonly string[], book: Book): string {
  const one = role ?? "seller";
  const who = count === 1 || one.endsWith("s") ? one : `${one}s`;
  const all = where.length === 0 || geos.length === book.geo.values.length;
  const place = all ? "" : ` in ${geos.length > 3 ? `${geos.slice(0, 3).join(", ")} …` : geos.join(", ")}`;
  return `${who}${place}`;
}
