import type {
  AccountSource,
  Candidates,
  EdgeLimit,
  Groups,
  MarginBin,
  OutlineBin,
  Prices,
  ValueBin,
} from "../../tiering/index.ts";
import { edgeSql, marginsSql, valuesSql } from "./choice-sql.ts";
import type { Value, Warehouse } from "./warehouse.ts";

/** A table of ranked accounts as a source of the optimiser: each method is one query. */
export class TableSource implements AccountSource {
  readonly groups: Groups;
  readonly tierCount: number;
  readonly outline: readonly OutlineBin[];
  readonly #warehouse: Warehouse;
  readonly #options: TableSourceOptions;
  readonly #groupOf: ReadonlyMap<string, number>;
  /** IDs of the accounts of the last edge, as the table spells them. */
  #ids: readonly string[] = [];

  constructor(warehouse: Warehouse, options: TableSourceOptions) {
    this.#warehouse = warehouse;
    this.#options = options;
    this.groups = options.groups;
    this.tierCount = options.tierCount;
    this.outline = options.outline;
    const { home, first, last } = options.groups;
    this.#groupOf = new Map(Array.from(home, (tier, g) => [`${tier} ${first[g]} ${last[g]}`, g]));
  }

  /** The ID of an account of the last edge. */
  idOf(account: number): string {
    return this.#ids[account]!;
  }

  async margins(point: Prices, unit: number): Promise<readonly MarginBin[]> {
    if (this.groups.home.length === 0) return [];
    const rows = await this.#scan(marginsSql(this.#warehouse.dialect, this.#choice(point), unit));
    const bins = rows.map((row): MarginBin => {
      const [best, second, count, gain, low, high, rank, pi, revenue] = row.slice(3).map(Number);
      return {
        group: this.#group(row),
        best: best!,
        second: second!,
        count: count!,
        gain: gain!,
        low: low!,
        high: high!,
        rank: rank!,
        pi: pi!,
        revenue: revenue!,
      };
    });
    // Engines answer in any order; the optimiser's sums are to be the same each time.
    return bins.sort((a, b) => a.group - b.group || a.best - b.best || a.second - b.second || a.low - b.low);
  }

  async values(column: "pi" | "revenue"): Promise<readonly ValueBin[]> {
    if (this.groups.home.length === 0) return [];
    const { table, units, outline } = this.#options;
    if (column === "pi") return outline;
    const rows = await this.#scan(valuesSql(this.#warehouse.dialect, table, column, units[column]));
    return rows.map((row) => ({
      group: this.#group(row),
      count: Number(row[3]),
      low: Number(row[4]),
      high: Number(row[5]),
    }));
  }

  async edge(point: Prices, limits: readonly EdgeLimit[]): Promise<Candidates> {
    const { dialect } = this.#warehouse;
    const order = this.#options.isIntegerId ? "id" : dialect.byBytes("id");
    const rows =
      limits.length === 0
        ? []
        : await this.#scan(edgeSql(dialect, this.#choice(point), this.groups, limits, order));
    const size = rows.length;
    const start = new Uint32Array(this.groups.home.length + 1);
    const groups = Uint32Array.from(rows, (row) => this.#group(row.slice(1)));
    for (const g of groups) start[g + 1]!++;
    for (let g = 0; g + 1 < start.length; g++) start[g + 1]! += start[g]!;
    const next = start.slice();
    const column = () => new Float64Array(size);
    const edge = { rank: column(), pi: column(), revenue: column() };
    const account = new Uint32Array(size);
    rows.forEach((row, k) => {
      const place = next[groups[k]!]!++;
      account[place] = k;
      edge.rank[place] = Number(row[4]);
      edge.pi[place] = Number(row[5]);
      edge.revenue[place] = Number(row[6]);
    });
    this.#ids = rows.map(([id]) => String(id));
    return { ...this.groups, ...edge, tierCount: this.tierCount, size, account, start };
  }

  #choice(point: Prices) {
    const { table, step } = this.#options;
    return { table, tierCount: this.tierCount, step, point };
  }

  #group([tier, lo, hi]: readonly Value[]): number {
    return this.#groupOf.get(`${Number(tier)} ${Number(lo)} ${Number(hi)}`)!;
  }

  #scan(sql: string): Promise<readonly (readonly Value[])[]> {
    this.#warehouse.traffic.scans++;
    return this.#warehouse.rows(sql);
  }
}

/** The table of a source, and what is known of it. */
export interface TableSourceOptions {
  readonly table: string;
  readonly groups: Groups;
  readonly tierCount: number;
  /** Most tiers one account may move. */
  readonly step: number;
  /** Typical size of centred revenue. */
  readonly units: { readonly revenue: number };
  /** How PI_acct lies among the accounts that may move. */
  readonly outline: readonly OutlineBin[];
  readonly isIntegerId: boolean;
}
