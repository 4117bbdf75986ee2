import type { AnswerTable } from "../contract/chat.ts";
import { columnWords, type Plan } from "../tiering/index.ts";
import type { Results } from "./results.ts";
import type { Service } from "./service.ts";
import type { JobOptions } from "./workers/lane.ts";

/** Which accounts are listed, by which number column, and how many. */
export interface Listing {
  readonly plan: Plan;
  readonly where: readonly string[];
  readonly order: string | null;
  readonly limit: number;
  readonly ascending: boolean;
}

/** The accounts one by one: ID, name where the book has one, tier, and the amount that orders them, else the revenue. */
export async function listOf(
  service: Pick<Service, "book"> & Results,
  { ascending, limit, order, plan, where }: Listing,
  job: JobOptions,
): Promise<AnswerTable> {
  const { name, revenues } = service.book.roles;
  const amount = order ?? revenues[0] ?? "";
  const unit =
    order === null || [...revenues, service.book.roles.potential].includes(order)
      ? ("money" as const)
      : ("count" as const);
  // A narrow chat has no room for a heading such as "TotalRevenue FY26".
  const called =
    amount === revenues[0]
      ? "Revenue"
      : amount === service.book.roles.potential
        ? "Potential"
        : columnWords(amount);
  const sorting = order === null ? {} : { sort: order, descending: !ascending };
  const columns = [
    "ID",
    ...(name === null ? [] : [name]),
    "PreviousTier",
    "Tier",
    ...(amount === "" ? [] : [amount]),
  ];
  const asked = { query: { where, ...sorting }, page: { columns, offset: 0, limit } };
  const page = await service.findOfRun("accounts", plan, asked, job);
  const cells = (column: string) => page.columns.find((each) => each.name === column)?.cells ?? [];
  const [ids, names] = [cells("ID"), name === null ? [] : cells(name)];
  const text = (cell: unknown) => (cell === undefined || cell === null ? null : String(cell));
  return {
    columns: [
      { name: "Account", unit: "account" },
      { name: "Name", unit: "text" },
      { name: "Tier", unit: "text" },
      ...(amount === "" ? [] : [{ name: called, unit } as const]),
    ],
    rows: ids.map((id, at) => [
      String(id),
      text(names[at]),
      tierWords(text(cells("PreviousTier")[at]), text(cells("Tier")[at])),
      ...(amount === "" ? [] : [cells(amount)[at] === null ? null : Number(cells(amount)[at])]),
    ]),
    total: page.total,
  };
}

/** The tier today, and after the run where that is another. */
function tierWords(today: string | null, then: string | null): string | null {
  return today === null || today === then ? then : `${today} → ${then}`;
}
