import type { Vocabulary } from "../../prompts/index.ts";

const GEOS = [
  "North America",
  "Western Europe",
  "Central Europe",
  "United Kingdom & Ireland",
  "Southern Europe",
  "Nordics & Baltics",
  "Eastern Europe",
  "Middle East",
  "Africa",
  "South Asia",
  "South-East Asia",
  "Greater China",
  "Japan & Korea",
  "Australia & New Zealand",
  "Latin America",
];
const CATEGORIES = [
  "Manufacturing",
  "Financial Services",
  "Retail & Consumer Goods",
  "Professional Services",
  "Healthcare",
  "Public Administration",
  "Education",
  "Energy & Resources",
  "Telecommunications",
  "Media & Entertainment",
  "Transport & Logistics",
  "Construction & Real Estate",
  "Hospitality & Travel",
  "Agriculture & Food",
  "Technology & Software",
  "Life Sciences",
  "Utilities",
  "Non-profit & Associations",
];
const COUNTRIES = [
  "United States",
  "Canada",
  "France",
  "Germany",
  "Switzerland",
  "India",
  "Japan",
  "Brazil",
  "Kenya",
  "Spain",
];
const DOMAINS = ["Commercial", "Public Sector", "Regulated", "Digital"].flatMap((sector) =>
  ["Field-led", "Partner-led", "Digital-led"].map((coverage) => `${sector} ${coverage}`),
);
const EUROPE = GEOS.filter((geo) => /Europe|Kingdom|Nordics/u.test(geo));
const TOWNS = ["Northfield", "Lakehaven", "Oakport", "Stoneton", "Riverbridge"];

/** A vocabulary like the demonstration book's, small enough to read. */
export const vocabulary: Vocabulary = {
  n: 50_000,
  columns: [
    { name: "Geo_Entity", values: [...GEOS].sort() },
    { name: "Area_National", values: [...COUNTRIES].sort() },
    { name: "Area_Urban", values: TOWNS },
    { name: "Commercial_Category", values: [...CATEGORIES].sort() },
    { name: "MarketDomain", values: DOMAINS },
    { name: "MarketTier_FY26", values: ["Tier A", "Tier B", "Tier C", "Tier D"] },
  ],
  aliases: new Map([
    [
      "Geo_Entity",
      new Map<string, readonly string[]>([
        ["EMEA", [...EUROPE, "Middle East", "Africa"]],
        [
          "APAC",
          ["South Asia", "South-East Asia", "Greater China", "Japan & Korea", "Australia & New Zealand"],
        ],
        ["Europe", EUROPE],
        ["LATAM", ["Latin America"]],
        ["ANZ", ["Australia & New Zealand"]],
        ["UK", ["United Kingdom & Ireland"]],
      ]),
    ],
    ["Commercial_Category", new Map([["public sector", ["Public Administration", "Education"]]])],
  ]),
  roles: { geo: "Geo_Entity", category: "Commercial_Category", tier: "MarketTier_FY26" },
  tiers: ["A", "B", "C", "D"],
  tierSizes: [980, 11_373, 4251, 33_396],
  hasAccount: (id) => ["304930413", "123456789", "555000111"].includes(id),
};
