import type { Book } from "../../data/book.ts";
import {
  accountId,
  accountName,
  type Coverage,
  type CoverageProblem,
  createUnassignedReasons,
  loadsToday,
  type OwnerChange,
  ownerChanges,
  reportSellers,
  type SellerReport,
  selectAccounts,
  type UnassignedCode,
} from "../../tiering/index.ts";

/** A problem and its coverage. */
export interface Solved {
  readonly problem: CoverageProblem;
  readonly coverage: Coverage;
}

/** Which changes and accounts without a seller are listed. */
export interface CoveragePage {
  readonly offset: number;
  readonly limit: number;
  /** Selectors as in a plan's scope, whose tiers are the plan's; an account has to match them all. */
  readonly where?: readonly string[];
  /** Changes of this kind alone. */
  readonly kind?: OwnerChange["kind"];
  /** Order of the changes: by account unless given, or the most whitespace first. */
  readonly order?: "account" | "whitespace";
}

/** An account without a seller, and why. */
export interface UnassignedAccount {
  readonly account: string;
  /** Name of the account; null where the book has none. */
  readonly name: string | null;
  readonly geo: string;
  readonly tier: string;
  readonly whitespace: number;
  readonly code: UnassignedCode;
  readonly reason: string;
}

/** Who looks after one account. */
export interface AccountOwner {
  readonly account: string;
  readonly name: string | null;
  readonly geo: string;
  readonly tier: string;
  /** Owner today, as the book spells it; null for none. */
  readonly today: string | null;
  /** Seller under the coverage; null for none. */
  readonly seller: SellerReport | null;
  /** Why the owner changes, or why nobody has it; null where the owner stays. */
  readonly reason: string | null;
}

/** A seller today and under the coverage. */
export interface SellerLoad extends SellerReport {
  readonly today: { readonly accounts: number; readonly load: number; readonly outOfRole: number };
}

/** Whether each account matches all the selectors, by the tiers that are covered; null where nothing is asked. */
function matching(book: Book, { input }: CoverageProblem, where: readonly string[]): Uint8Array | null {
  if (where.length === 0) return null;
  const { tierNames, tiers } = input;
  const tiered = { ...book, tier: tiers, tierNames, tierCount: tierNames.length, hasTiers: true };
  const masks = where.map((selector, at) => selectAccounts(tiered, selector, `/where/${at}`));
  return masks.reduce((all, mask) => all.map((one, i) => one & mask[i]!));
}

/** The changes of owner, those on the page among them. */
export function listChanges(book: Book, { coverage, problem }: Solved, page: CoveragePage) {
  const { kind, limit, offset, order, where = [] } = page;
  const mask = matching(book, problem, where);
  const ids = mask && new Set(Array.from(mask.keys()).flatMap((i) => (mask[i] ? [accountId(book, i)] : [])));
  const changes = ownerChanges(problem, coverage).filter(
    (change) => (kind ?? change.kind) === change.kind && (ids === null || ids.has(change.account)),
  );
  if (order === "whitespace") changes.sort((a, b) => b.whitespace - a.whitespace);
  return { total: changes.length, offset, accounts: changes.slice(offset, offset + limit) };
}

/** The accounts without a seller in account order, or the most whitespace first, with the rule that binds each. */
export function listUnassigned(book: Book, { coverage, problem }: Solved, page: CoveragePage) {
  const { limit, offset, order, where = [] } = page;
  const { input, whitespace } = problem;
  const mask = matching(book, problem, where);
  const reasonOf = createUnassignedReasons(problem, coverage);
  const byCode: Record<string, number> = {};
  const all: number[] = [];
  let today = 0;
  for (let i = 0; i < book.n; i++) {
    if (mask?.[i] === 0) continue;
    if (problem.owner[i]! < 0) today++;
    if (coverage.owner[i]! >= 0) continue;
    const { code } = reasonOf(i);
    byCode[code] = (byCode[code] ?? 0) + 1;
    all.push(i);
  }
  if (order === "whitespace") all.sort((a, b) => whitespace[b]! - whitespace[a]! || a - b);
  const accounts = all.slice(offset, offset + limit).map((i): UnassignedAccount => {
    const { code, text } = reasonOf(i);
    return {
      account: accountId(book, i),
      name: accountName(book, i),
      geo: book.geo.values[book.geo.codes[i]!]!,
      tier: input.tierNames[input.tiers[i]!]!,
      whitespace: whitespace[i]!,
      code,
      reason: text,
    };
  });
  return { total: all.length, today, offset, byCode, accounts };
}

/** Who looks after account i, today and under the coverage, and why. */
export function ownerOf(book: Book, { coverage, problem }: Solved, i: number): AccountOwner {
  const { input } = problem;
  const [from, to] = [problem.owner[i]!, coverage.owner[i]!];
  const account = accountId(book, i);
  const reason = () =>
    to < 0
      ? createUnassignedReasons(problem, coverage)(i).text
      : ownerChanges(problem, coverage).find((change) => change.account === account)!.reason;
  return {
    account,
    name: accountName(book, i),
    geo: book.geo.values[book.geo.codes[i]!]!,
    tier: input.tierNames[input.tiers[i]!]!,
    today: input.owners === null ? null : input.owners.values[input.owners.codes[i]!] || null,
    seller: to < 0 ? null : reportSellers(problem, coverage.owner)[to]!,
    reason: from === to && to >= 0 ? null : reason(),
  };
}

/** Every seller, today and under the coverage. */
export function listSellers({ coverage, problem }: Solved): SellerLoad[] {
  const today = loadsToday(problem);
  return reportSellers(problem, coverage.owner).map((seller, s) => ({ ...seller, today: today[s]! }));
}
