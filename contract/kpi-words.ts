import {
  type Coefficients,
  DEFAULT_COEFFICIENTS,
  KPI_NAMES,
  type KpiName,
  type Kpis,
} from "../tiering/index.ts";

/** A measure as people read it. */
export interface KpiWords extends KpiName {
  readonly key: keyof Kpis;
  readonly means: string;
}

/** The measures, what they mean, and in which order they are read. */
export const KPI_ROWS: readonly KpiWords[] = [
  {
    key: "composite",
    ...KPI_NAMES.composite,
    means: compositeWords(DEFAULT_COEFFICIENTS),
  },
  {
    key: "tpa",
    ...KPI_NAMES.tpa,
    means: "Tier Potential Alignment: do higher tiers hold more potential? −1 to 1; 1 is a perfect order",
  },
  {
    key: "tciPi",
    ...KPI_NAMES.tciPi,
    means: "Tier Compactness Index: how alike accounts of one tier are in potential; 0 to 1",
  },
  {
    key: "tciRev",
    ...KPI_NAMES.tciRev,
    means: "Tier Compactness Index: how alike accounts of one tier are in revenue; 0 to 1",
  },
  {
    key: "sfi",
    ...KPI_NAMES.sfi,
    means: "Strategic Focus Index: share of revenue in the strategic tiers; 0 to 1",
  },
];

/** The same by key. */
export const KPI_BY_KEY = Object.fromEntries(KPI_ROWS.map((row) => [row.key, row])) as Readonly<
  Record<keyof Kpis, KpiWords>
>;

/** How the composite is made up. */
export function compositeWords({ tpa, sfi, tci }: Coefficients): string {
  const parts = [
    [tpa, "potential in the right tiers (TPA)"],
    [sfi, "revenue in focus (SFI)"],
    [tci, "tiers alike in potential and in revenue (TCI, their sum)"],
  ] as const;
  const counting = parts.filter(([coefficient]) => coefficient > 0);
  const most = tpa + sfi + 2 * tci;
  const digits = (value: number) => String(Number(value.toFixed(4))).replace(/^0\./, ".");
  return `${counting.map(([coefficient, name]) => `${digits(coefficient)} × ${name}`).join(" + ")}; ${digits(most)} at most`;
}

/** What a measure means under a plan's own coefficients. */
export function kpiMeans({ key, means }: KpiWords, coefficients: Coefficients | undefined): string {
  return key === "composite" && coefficients !== undefined ? compositeWords(coefficients) : means;
}
