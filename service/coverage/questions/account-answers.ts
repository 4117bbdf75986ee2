import { findAccounts, formatCount, nearestNames } from "../../../tiering/index.ts";
import { type CoverageTalk, LISTED, listed, type Said, sellerName, tierName, withinBound } from "./talk.ts";

/** Who looks after an account, today and under the coverage, and why. */
export async function ownerAnswer(talk: CoverageTalk, said: string): Promise<Said> {
  const { book } = talk.service;
  const found = findAccounts(book, said);
  if (found.length !== 1) {
    const names = book.roles.name === null ? [] : (book.text.get(book.roles.name)?.values ?? []);
    const near = names.length === 0 ? "" : `; the nearest names are ${nearestNames(said, names).join(", ")}`;
    const text =
      found.length > 1
        ? `${formatCount(found.length)} accounts are called "${said}"; ask by ID.`
        : `This book has no account "${said}"${near}.`;
    return { text, data: null };
  }
  const data = await talk.perform("owner", { account: found[0]! });
  const { account, name, reason, seller, tier, today } = data;
  const who = name === null ? account : `${name} (${account})`;
  const nameOf = (id: string) => talk.sellers.find((one) => one.id === id)?.name ?? id;
  const now = today === null ? "nobody" : sellerName({ id: today, name: nameOf(today) });
  const then =
    seller === null
      ? `nobody under this coverage. ${reason}`
      : seller.id === today
        ? `who keeps it under this coverage, with ${formatCount(seller.accounts)} accounts in all.`
        : `and ${sellerName(seller)} (${seller.role}) under this coverage. ${reason}`;
  const text = `${who}, ${tierName(tier)}: today ${now} looks after it${seller?.id === today ? `, ${then}` : `; ${then}`}`;
  return { text, data };
}

/** The accounts without a seller, and the rules that bind. */
export async function unassignedAnswer(
  talk: CoverageTalk,
  { limit, where }: { readonly limit: number | null; readonly where: readonly string[] },
): Promise<Said> {
  const page = { offset: 0, limit: limit ?? LISTED, where, order: "whitespace" as const };
  const { summary, unassigned: data } = await talk.perform("cover", page);
  const which = where.length === 0 ? "" : " that match";
  const causes = Object.entries(data.byCode)
    .sort((a, b) => b[1] - a[1])
    .map(([code, count]) => `${formatCount(count)} ${CAUSES[code] ?? code}`);
  const now =
    summary.owned === 0
      ? ""
      : `${formatCount(data.today)} accounts${which} have no owner among the sellers today; `;
  const then =
    data.total === 0
      ? `under this coverage every account${where.length === 0 ? "" : " that matches"} has one.`
      : `under this coverage (${withinBound(summary)}) ${formatCount(data.total)} have none: ${causes.join(", ")}.${listed(data.total, data.accounts.length, "by whitespace")}`;
  const said = now + then;
  const text = said.charAt(0).toUpperCase() + said.slice(1);
  const columns = [
    { name: "Account", unit: "account" },
    { name: "Name", unit: "text" },
    { name: "Geography", unit: "text" },
    { name: "Tier", unit: "text" },
    { name: "Whitespace", unit: "money" },
    { name: "Why", unit: "text" },
  ] as const;
  const rows = data.accounts.map(({ account, geo, name, reason, tier, whitespace }) => [
    account,
    name,
    geo,
    tier,
    whitespace,
    reason,
  ]);
  return { text, data, table: { columns, rows, total: data.total } };
}

/** The rule that binds, in a few words. */
const CAUSES: Readonly<Record<string, string>> = {
  "no-role-for-tier": "of a tier that no role serves",
  "no-seller-in-geo": "where no seller serves the geography",
  "no-seller-of-domain": "where no seller there knows the domain",
  presence: "for want of the presence that the tier asks for",
  forbidden: "ruled out by hand",
  capacity: "for want of capacity",
  "room-too-small": "where what room is left is too small",
  "other-rules": "by other rules",
};

/** The accounts that change hands. */
export async function handoversAnswer(
  talk: CoverageTalk,
  { limit, where }: { readonly limit: number | null; readonly where: readonly string[] },
): Promise<Said> {
  const page = { offset: 0, limit: limit ?? LISTED, where, order: "whitespace" as const };
  const { summary, changes: data } = await talk.perform("cover", page);
  const { departed, gained, kept, lost, moved, owned } = summary;
  const matching = where.length === 0 ? "" : ` Of them ${formatCount(data.total)} match.`;
  const strangers =
    departed === 0
      ? ""
      : ` ${formatCount(departed)} accounts have an owner today who is not among the sellers: nobody can keep them.`;
  const text = `Under this coverage ${formatCount(moved)} accounts go from their owner to another, ${formatCount(gained)} without an owner get one, ${formatCount(lost)} lose theirs, and ${formatCount(kept)} of ${formatCount(owned)} stay where they are (${withinBound(summary)}).${strangers}${matching}${listed(data.total, data.accounts.length, "by whitespace")}`;
  const columns = [
    { name: "Account", unit: "account" },
    { name: "Name", unit: "text" },
    { name: "Geography", unit: "text" },
    { name: "Tier", unit: "text" },
    { name: "From", unit: "text" },
    { name: "To", unit: "text" },
    { name: "Whitespace", unit: "money" },
    { name: "Why", unit: "text" },
  ] as const;
  const rows = data.accounts.map((one) => [
    one.account,
    one.name,
    one.geo,
    one.tier,
    one.from === null ? null : sellerName({ id: one.from, name: one.fromName ?? one.from }),
    one.to === null ? null : sellerName({ id: one.to, name: one.toName ?? one.to }),
    one.whitespace,
    one.reason,
  ]);
  return { text, data, table: { columns, rows, total: data.total } };
}
