import type { Book } from "../../../data/book.ts";
import { NO_MAPPING } from "../../../data/mapping.ts";
import { smallAccounts } from "../../tiering/support/accounts.ts";

const CLEAN = { input: 10, accepted: 10, rejected: 0, rows: [], rejectedBy: {}, notes: {}, examples: {} };

/** Ten accounts in three tiers, as a loaded book. */
export function smallBook(): Book {
  const revenue = [900, 800, 50, 40, 300, 200, 30, 700, 20, 10];
  const accounts = smallAccounts({
    tierCount: 3,
    tier: [0, 0, 0, 1, 1, 1, 1, 2, 2, 2],
    revenue,
    potential: revenue.map((amount, i) => amount * (1 + (i % 4))),
    geo: revenue.map((_, i) => (i % 2 === 0 ? "Western Europe" : "Africa")),
  });
  return {
    ...accounts,
    id: "small",
    source: { accounts: "small.csv", tam: "tam.csv" },
    columns: [
      "ID",
      "Geo_Entity",
      "Commercial_Category",
      "MarketTier_FY26",
      "TotalRevenue_FY26",
      "TotalRevenue_FY22",
      "PotentialRevenue_FY30",
    ],
    ourNames: new Map(),
    mapping: NO_MAPPING,
    facts: {
      format: "csv",
      encoding: "utf-8",
      delimiter: ",",
      sheet: null,
      otherSheets: [],
      currencies: {},
      headerLine: 1,
      linesAbove: 0,
      digest: "small",
      decimals: {},
      factors: {},
    },
    tierLabels: ["Tier A", "Tier B", "Tier C"],
    fileOrder: Uint32Array.from(revenue, (_, i) => i),
    quality: CLEAN,
    marketSource: null,
    tamQuality: CLEAN,
    aliases: new Map([["Geo_Entity", new Map([["EMEA", ["Western Europe", "Africa"]]])]]),
  };
}
