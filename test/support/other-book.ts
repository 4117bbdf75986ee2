import type { Vocabulary } from "../../prompts/index.ts";

/**
 * A book of another company: named tiers, IDs with letters, number columns that were loaded as text, and values
 * that are words of the language, of a signal or of a rule.
 */
export const otherBook: Vocabulary = {
  n: 8000,
  columns: [
    { name: "Region", values: ["Benelux", "DACH", "Iberia", "Nordics", "UK & Ireland"] },
    {
      name: "Industry",
      values: ["Energy", "Food & Beverage", "Growth Equity", "Health", "Retail", "Software"],
    },
    { name: "Segment", values: ["Core", "Growth", "New", "Only Online", "Strategic"] },
    { name: "Status", values: ["Active", "Hold", "Prospect"] },
    { name: "Owner", values: ["Grace May", "Max", "Will Hunt"] },
    { name: "Employees", values: ["10", "100", "2", "25", "5", "50", "500"] },
    { name: "Priority", values: ["1", "2", "3", "High", "Low"] },
    { name: "Tier", values: ["Bronze", "Gold", "Silver"] },
  ],
  numbers: ["Revenue_2025", "Revenue_2024", "Potential", "Seats"],
  aliases: new Map([["Industry", new Map([["Pharma", ["Health"]]])]]),
  roles: {
    geo: "Region",
    category: "Industry",
    tier: "Tier",
    revenue: "Revenue_2025",
    potential: "Potential",
  },
  tiers: ["Gold", "Silver", "Bronze"],
  tierSizes: [400, 1600, 6000],
  hasAccount: (id) => ["ACME-01", "ACME-02", "K7", "1001", "1002"].includes(id),
};
