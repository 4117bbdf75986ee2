import { formatCount, formatMoney, formatShare, geographiesOf } from "../../../tiering/index.ts";
import { findRole } from "./name-sellers.ts";
import { type CoverageTalk, LISTED, type Said, tierName } from "./talk.ts";

/** How many accounts of each tier the sellers can carry, and the sizes to tier by. */
export async function carriedAnswer(talk: CoverageTalk, asked: readonly string[]): Promise<Said> {
  const sizes = await talk.perform("tierSizes", {});
  const names = Object.keys(sizes.tierSizes);
  const wanted = asked.length === 0 ? names : names.filter((name) => asked.includes(name));
  const sentences = wanted.map((name) => {
    const t = names.indexOf(name);
    const [now, can, most] = [sizes.now[t]!, sizes.carried[t]!, sizes.most[t]!];
    const more =
      t === names.length - 1 ? "" : `; if any account could be in it, ${formatCount(most)} at the most`;
    return `of the ${formatCount(now)} accounts in ${tierName(name)}, ${can === now ? "all" : formatCount(can)} can have a seller${more}`;
  });
  const shown = Object.entries(sizes.tierSizes).map(([name, size]) => `${name}:${size}`);
  const text = `Under this plan, ${sentences.join("; ")}. The tiers above are served first. Sizes that can be carried, to tier by: ${shown.join(", ")}.`;
  const columns = [
    { name: "Tier", unit: "text" },
    { name: "Accounts now", unit: "count" },
    { name: "Can have a seller", unit: "count" },
    { name: "Most that could", unit: "count" },
    { name: "Size to tier by", unit: "count" },
  ] as const;
  const rows = names.map((name, t) => [
    name,
    sizes.now[t]!,
    sizes.carried[t]!,
    sizes.most[t]!,
    sizes.tierSizes[name]!,
  ]);
  return {
    text,
    data: { tiers: names, ...sizes },
    table: { columns, rows, total: rows.length },
    path: "/v1/coverage/tier-sizes",
  };
}

/** Where one more seller is worth most. */
export async function openingsAnswer(
  talk: CoverageTalk,
  { role, where }: { readonly role: string | null; readonly where: readonly string[] },
): Promise<Said> {
  const { sellers } = talk;
  const { book } = talk.service;
  const named =
    role === null ? { found: null } : findRole(role, [...new Set(sellers.map((one) => one.role))]);
  if ("problem" in named) return { text: named.problem, data: null };
  const { prices, summary } = await talk.perform("cover", { offset: 0, limit: 0 });
  const geos = where.length === 0 ? null : geographiesOf(book, where);
  const data = prices.filter(
    (one) => one.worth > 0 && (geos?.includes(one.geo) ?? true) && (named.found ?? one.role) === one.role,
  );
  const [first] = data;
  const text =
    first === undefined
      ? "One more seller would bring nothing there: no account with whitespace waits for capacity."
      : `One more seller is worth most as ${first.role} in ${first.geo}: at the most ${formatMoney(first.worth)} of weighted whitespace. ${formatShare(summary.coveredWhitespace / summary.whitespace)} of all whitespace is covered now. Each worth is a bound: ask for a scenario to see what would be gained.`;
  const columns = [
    { name: "Geography", unit: "text" },
    { name: "Role", unit: "text" },
    { name: "Sellers now", unit: "count" },
    { name: "One more is worth at most", unit: "money" },
  ] as const;
  const rows = data.slice(0, LISTED).map(({ geo, role, sellers, worth }) => [geo, role, sellers, worth]);
  return { text, data, table: { columns, rows, total: data.length } };
}
