import { DEFAULT_ALIASES } from "../../data/aliases.ts";
import type { Vocabulary } from "../../prompts/index.ts";

const VALUES: Readonly<Record<string, readonly string[]>> = {
  Geo_Entity: [
    "Africa",
    "Australia & New Zealand",
    "Central Europe",
    "Eastern Europe",
    "Greater China",
    "Japan & Korea",
    "Latin America",
    "Middle East",
    "Nordics & Baltics",
    "North America",
    "South Asia",
    "South-East Asia",
    "Southern Europe",
    "United Kingdom & Ireland",
    "Western Europe",
  ],
  Area_National: [
    "Austria",
    "Brazil",
    "Canada",
    "China",
    "France",
    "Germany",
    "India",
    "Ireland",
    "Italy",
    "Japan",
  ].concat(["Kenya", "South Korea", "Spain", "Sweden", "Switzerland", "United Kingdom", "United States"]),
  Area_Urban: ["Lakehaven", "Northfield", "Oakport", "Riverbridge", "Stoneton"],
  Commercial_Category: [
    "Agriculture & Food",
    "Construction & Real Estate",
    "Education",
    "Energy & Resources",
    "Financial Services",
    "Healthcare",
    "Hospitality & Travel",
    "Life Sciences",
    "Manufacturing",
    "Media & Entertainment",
    "Non-profit & Associations",
    "Professional Services",
    "Public Administration",
    "Retail & Consumer Goods",
    "Technology & Software",
    "Telecommunications",
    "Transport & Logistics",
    "Utilities",
  ],
  MarketDomain: [
    "Commercial Digital-led",
    "Commercial Field-led",
    "Public Sector Partner-led",
    "Regulated Field-led",
  ],
  MarketTier_FY25: ["Tier A", "Tier B", "Tier C", "Tier D"],
  MarketTier_FY26: ["Tier A", "Tier B", "Tier C", "Tier D"],
};

/** The aliases whose values the columns above have, as the loader keeps them. */
const ALIASES = new Map(
  Object.entries(DEFAULT_ALIASES).map(([column, words]) => {
    const known = Object.entries(words).map(([word, values]): [string, readonly string[]] => [
      word,
      values.filter((value) => VALUES[column]?.includes(value)),
    ]);
    return [column, new Map(known.filter(([, values]) => values.length > 0))] as const;
  }),
);

/** A vocabulary like the demonstration book's, small enough to read. */
export const vocabulary: Vocabulary = {
  n: 50_000,
  columns: Object.entries(VALUES).map(([name, values]) => ({ name, values })),
  aliases: ALIASES,
  numbers: ["TotalRevenue_FY26", "TotalRevenue_FY25", "ProdCatA_Revenue_FY26", "PotentialRevenue_FY30"],
  roles: {
    geo: "Geo_Entity",
    category: "Commercial_Category",
    tier: "MarketTier_FY26",
    revenue: "TotalRevenue_FY26",
    potential: "PotentialRevenue_FY30",
  },
  tiers: ["A", "B", "C", "D"],
  tierSizes: [980, 11_373, 4251, 33_396],
  hasAccount: (id) => ["304930413", "123456789", "555000111"].includes(id),
};
