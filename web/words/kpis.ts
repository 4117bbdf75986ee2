import type { Kpis } from "../../tiering/index.ts";

/** A measure as people read it. */
export interface KpiWords {
  readonly key: keyof Kpis;
  /** What it says, in plain words. */
  readonly label: string;
  /** Its name in the field. */
  readonly name: string;
  readonly means: string;
}

/** The measures, what they mean, and in which order they are read. */
export const KPI_ROWS: readonly KpiWords[] = [
  {
    key: "composite",
    label: "Overall score",
    name: "Composite",
    means: ".35 TPA + .35 SFI + .30 (TCI potential + TCI revenue); 1.3 at most",
  },
  {
    key: "tpa",
    label: "Potential in the right tiers",
    name: "TPA",
    means: "Tier Potential Alignment: do higher tiers hold more potential? −1 to 1; 1 is a perfect order",
  },
  {
    key: "tciPi",
    label: "Tiers alike in potential",
    name: "TCI potential",
    means: "Tier Compactness Index: how alike accounts of one tier are in potential; 0 to 1",
  },
  {
    key: "tciRev",
    label: "Tiers alike in revenue",
    name: "TCI revenue",
    means: "Tier Compactness Index: how alike accounts of one tier are in revenue; 0 to 1",
  },
  {
    key: "sfi",
    label: "Revenue in focus",
    name: "SFI",
    means: "Strategic Focus Index: share of revenue in the strategic tiers; 0 to 1",
  },
];

/** The same by key. */
export const KPI_BY_KEY = Object.fromEntries(KPI_ROWS.map((row) => [row.key, row])) as Readonly<
  Record<keyof Kpis, KpiWords>
>;
