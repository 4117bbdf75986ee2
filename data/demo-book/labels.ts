/** One geography: account weight, raw market score, and its four countries with their weights. */
export interface Geography {
  readonly name: string;
  readonly weight: number;
  readonly score: number;
  /** Country, weight within the geography, whether it reports administrative areas. */
  readonly countries: readonly (readonly [name: string, weight: number, admin: boolean])[];
  /** Whether its FY26 tier review followed the rules only. */
  readonly pilot: boolean;
}

function geography(name: string, weight: number, score: number, countries: string, pilot = false): Geography {
  const parsed = countries.split(", ").map((text) => {
    const [country, share] = text.split(":") as [string, string];
    return [country.replace("*", ""), Number(share), country.endsWith("*")] as const;
  });
  return { name, weight, score, countries: parsed, pilot };
}

/** The 15 geographies in list order; `*` marks a country with administrative areas. */
export const GEOGRAPHIES: readonly Geography[] = [
  geography("North America", 0.19, 1.35, "United States*:.80, Canada*:.15, Bermuda:.02, Greenland:.03"),
  geography("Western Europe", 0.114, 0.55, "France*:.48, Netherlands*:.26, Belgium:.18, Luxembourg:.08"),
  geography("Central Europe", 0.086, 0.35, "Germany*:.62, Switzerland*:.20, Austria:.15, Liechtenstein:.03"),
  geography(
    "United Kingdom & Ireland",
    0.067,
    0.2,
    "United Kingdom*:.80, Ireland:.14, Isle of Man:.03, Jersey:.03",
    true,
  ),
  geography("Southern Europe", 0.057, -0.15, "Italy:.46, Spain:.34, Portugal:.12, Greece:.08"),
  geography("Nordics & Baltics", 0.048, -0.4, "Sweden:.36, Norway:.26, Denmark:.24, Finland:.14", true),
  geography("Eastern Europe", 0.048, -0.9, "Poland:.42, Czechia:.26, Romania:.18, Hungary:.14"),
  geography("Middle East", 0.048, -0.6, "United Arab Emirates:.36, Saudi Arabia:.34, Israel:.20, Qatar:.10"),
  geography("Africa", 0.038, -1.6, "South Africa:.46, Nigeria:.20, Egypt:.20, Kenya:.14"),
  geography("South Asia", 0.048, -0.2, "India*:.74, Bangladesh:.10, Pakistan:.10, Sri Lanka:.06"),
  geography("South-East Asia", 0.048, -0.75, "Singapore:.38, Indonesia:.26, Malaysia:.20, Thailand:.16"),
  geography("Greater China", 0.057, 0.7, "China:.66, Taiwan:.18, Hong Kong:.13, Macao:.03"),
  geography("Japan & Korea", 0.067, 0.45, "Japan:.70, South Korea:.26, Mongolia:.02, Guam:.02"),
  geography(
    "Australia & New Zealand",
    0.038,
    -0.55,
    "Australia*:.76, New Zealand:.18, Fiji:.03, Papua New Guinea:.03",
    true,
  ),
  geography("Latin America", 0.048, -0.35, "Brazil*:.46, Chile:.22, Colombia:.18, Argentina:.14"),
];

/** One commercial category: account weight, raw market score, and the sector of its market domain. */
export interface Category {
  readonly name: string;
  readonly weight: number;
  readonly score: number;
  readonly sector: "Commercial" | "Public Sector" | "Regulated" | "Digital";
}

/** The 18 commercial categories in list order. */
export const CATEGORIES: readonly Category[] = [
  { name: "Manufacturing", weight: 0.12, score: 0.6, sector: "Commercial" },
  { name: "Financial Services", weight: 0.093, score: 1.1, sector: "Regulated" },
  { name: "Retail & Consumer Goods", weight: 0.093, score: 0.45, sector: "Commercial" },
  { name: "Professional Services", weight: 0.093, score: 0.1, sector: "Commercial" },
  { name: "Healthcare", weight: 0.074, score: 0.55, sector: "Regulated" },
  { name: "Public Administration", weight: 0.065, score: 0.9, sector: "Public Sector" },
  { name: "Education", weight: 0.056, score: -0.2, sector: "Public Sector" },
  { name: "Energy & Resources", weight: 0.046, score: 0.35, sector: "Regulated" },
  { name: "Telecommunications", weight: 0.037, score: 0.3, sector: "Digital" },
  { name: "Media & Entertainment", weight: 0.037, score: -0.45, sector: "Digital" },
  { name: "Transport & Logistics", weight: 0.046, score: -0.1, sector: "Commercial" },
  { name: "Construction & Real Estate", weight: 0.046, score: -0.4, sector: "Commercial" },
  { name: "Hospitality & Travel", weight: 0.028, score: -0.8, sector: "Commercial" },
  { name: "Agriculture & Food", weight: 0.028, score: -0.95, sector: "Commercial" },
  { name: "Technology & Software", weight: 0.065, score: 0.8, sector: "Digital" },
  { name: "Life Sciences", weight: 0.028, score: -0.05, sector: "Regulated" },
  { name: "Utilities", weight: 0.019, score: -0.6, sector: "Regulated" },
  { name: "Non-profit & Associations", weight: 0.028, score: -1.5, sector: "Public Sector" },
];

/** Suffixes of the administrative areas with their weights. */
export const ADMIN_AREAS = {
  names: ["North", "South", "East", "West", "Central", "Capital"],
  weights: [0.26, 0.2, 0.18, 0.16, 0.12, 0.08],
} as const;

/** Weights of the eight towns of a country. */
export const TOWN_WEIGHTS = [0.3, 0.2, 0.14, 0.1, 0.09, 0.07, 0.06, 0.04] as const;

const TOWN_STARTS =
  "North Lake Oak Stone River Green White Ash Elm Fair High King Maple New Port Red Sand Silver Spring West Wind Wood Bright Clear";
const TOWN_ENDS =
  "field haven port ton bridge ford mouth dale view crest gate wick burgh bourne stead cliff hollow march moor shore";

/** Invented name of town k = 0 … 7 of the c-th country in list order. */
export function townName(country: number, k: number): string {
  const starts = TOWN_STARTS.split(" ");
  const ends = TOWN_ENDS.split(" ");
  const m = 8 * country + k;
  return starts[Math.floor(m / ends.length) % starts.length]! + ends[m % ends.length]!;
}

/** Streams within a category with their weights; the last four categories have only the first five. */
export const STREAMS = {
  names: [
    "Core Operations",
    "Specialised Segments",
    "Regional Networks",
    "Services",
    "Distribution",
    "Innovation",
  ],
  weights: [0.3, 0.22, 0.17, 0.13, 0.1, 0.08],
} as const;

/** Number of streams of the c-th category. */
export function streamCount(category: number): number {
  return category < CATEGORIES.length - 4 ? 6 : 5;
}

/** Specialties within a stream with their weights. */
export const SPECIALTIES = { names: ["General", "Advanced", "Emerging"], weights: [0.5, 0.3, 0.2] } as const;
