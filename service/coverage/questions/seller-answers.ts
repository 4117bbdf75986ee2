import { formatCount, formatMoney, formatShare } from "../../../tiering/index.ts";
import type { SellerLoad } from "../accounts-of-coverage.ts";
import { listed, type Said, sellerName } from "./talk.ts";

interface LoadsAsked {
  /** Geographies of the sellers that are listed; null for all. */
  readonly geos: readonly string[] | null;
  readonly order: "most" | "least";
  readonly limit: number;
}

/** A load of more than this is too much; the margin is for sums of fractions. */
const FULL = 1 + 1e-9;

/** How loaded the sellers are, today and under the coverage. */
export function loadsAnswer(all: readonly SellerLoad[], { geos, limit, order }: LoadsAsked): Said {
  const here = all.filter(
    (seller) => geos === null || seller.geos.length === 0 || seller.geos.some((geo) => geos.includes(geo)),
  );
  const known = here.some(({ today }) => today.accounts > 0);
  const loadOf = (seller: SellerLoad) => (known ? seller.today.load : seller.load);
  const sign = order === "most" ? -1 : 1;
  const sorted = [...here].sort((a, b) => sign * (loadOf(a) - loadOf(b)) || (a.id < b.id ? -1 : 1));
  const over = here.filter(({ today }) => today.load > FULL);
  const astray = here.reduce((sum, { today }) => sum + today.outOfRole, 0);
  const [first] = sorted;
  const place = geos === null ? "" : " there";
  const mean = (of: (seller: SellerLoad) => number) =>
    formatShare(here.reduce((sum, seller) => sum + of(seller), 0) / Math.max(1, here.length));
  const now = known
    ? `${over.length === 0 ? "None" : formatCount(over.length)} of the ${formatCount(here.length)} sellers${place} ${over.length === 1 ? "has" : "have"} more than they can carry today (mean load ${mean(({ today }) => today.load)})${astray === 0 ? "" : `; ${formatCount(astray)} of their accounts are of a tier that their role has no capacity for, and do not count in it`}.`
    : `Who owns which account today is not known, so loads are those under the coverage of the ${formatCount(here.length)} sellers${place}.`;
  const extreme =
    first === undefined
      ? ""
      : ` The ${order} loaded is ${sellerName(first)} (${first.role}) at ${formatShare(loadOf(first))}.`;
  const text = `${now}${extreme} Under this coverage nobody is over capacity; the mean is ${mean(({ load }) => load)}.${listed(sorted.length, Math.min(limit, sorted.length), `by load, the ${order} first`)}`;
  const shown = sorted.slice(0, limit);
  const columns = [
    { name: "Seller", unit: "text" },
    { name: "Role", unit: "text" },
    { name: "Geography", unit: "text" },
    { name: "Accounts today", unit: "count" },
    { name: "Load today", unit: "share" },
    { name: "Accounts then", unit: "count" },
    { name: "Load then", unit: "share" },
    { name: "Whitespace then", unit: "money" },
  ] as const;
  const rows = shown.map((seller) => [
    sellerName(seller),
    seller.role,
    seller.geos.join(", "),
    known ? seller.today.accounts : null,
    known ? seller.today.load : null,
    seller.accounts,
    seller.load,
    seller.whitespace,
  ]);
  return { text, data: shown, table: { columns, rows, total: sorted.length } };
}

/** One seller, today and under the coverage. */
export function oneSeller(seller: SellerLoad): Said {
  const { accounts, gained, geos, kept, load, lost, role, today, whitespace } = seller;
  const where = geos.length === 0 ? "all geographies" : geos.join(", ");
  const text = `${sellerName(seller)}, ${role}, ${where}: ${formatCount(today.accounts)} accounts today (load ${formatShare(today.load)}); under this coverage ${formatCount(accounts)} (load ${formatShare(load)}) with ${formatMoney(whitespace)} of weighted whitespace: ${formatCount(kept)} kept, ${formatCount(gained)} new, ${formatCount(lost)} go to others or nobody.`;
  return { text, data: seller };
}
