/** Words for groups of values, by column, then word. */
export type AliasTable = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

const EUROPE = [
  "Western Europe",
  "Central Europe",
  "United Kingdom & Ireland",
  "Southern Europe",
  "Nordics & Baltics",
  "Eastern Europe",
];
const ASIA = ["South Asia", "South-East Asia", "Greater China", "Japan & Korea"];
const AMERICAS = ["North America", "Latin America"];

/**
 * Words that people use and the demonstration book's values do not: regions and industries.
 * A mapping adds to it; a word whose values a book does not have is left out of that book.
 */
export const DEFAULT_ALIASES: AliasTable = {
  Geo_Entity: {
    EMEA: [...EUROPE, "Middle East", "Africa"],
    MEA: ["Middle East", "Africa"],
    Europe: EUROPE,
    "Northern Europe": ["Nordics & Baltics"],
    Nordics: ["Nordics & Baltics"],
    Scandinavia: ["Nordics & Baltics"],
    Baltics: ["Nordics & Baltics"],
    UKI: ["United Kingdom & Ireland"],
    CEE: ["Central Europe", "Eastern Europe"],
    APAC: [...ASIA, "Australia & New Zealand"],
    "Asia-Pacific": [...ASIA, "Australia & New Zealand"],
    "Asia Pacific": [...ASIA, "Australia & New Zealand"],
    Asia: ASIA,
    "East Asia": ["Greater China", "Japan & Korea"],
    ASEAN: ["South-East Asia"],
    "Southeast Asia": ["South-East Asia"],
    ANZ: ["Australia & New Zealand"],
    Oceania: ["Australia & New Zealand"],
    Americas: AMERICAS,
    NORAM: ["North America"],
    LATAM: ["Latin America"],
    "South America": ["Latin America"],
  },
  Area_National: {
    DACH: ["Germany", "Austria", "Switzerland"],
    Benelux: ["Belgium", "Netherlands", "Luxembourg"],
    Iberia: ["Spain", "Portugal"],
    UK: ["United Kingdom"],
    "Great Britain": ["United Kingdom"],
    USA: ["United States"],
    US: ["United States"],
    "United States of America": ["United States"],
    UAE: ["United Arab Emirates"],
    KSA: ["Saudi Arabia"],
    Korea: ["South Korea"],
    "Czech Republic": ["Czechia"],
  },
  Commercial_Category: {
    Banking: ["Financial Services"],
    Finance: ["Financial Services"],
    Retail: ["Retail & Consumer Goods"],
    "Consumer goods": ["Retail & Consumer Goods"],
    Government: ["Public Administration"],
    "Public sector": ["Public Administration", "Education"],
    Energy: ["Energy & Resources"],
    Telecom: ["Telecommunications"],
    Telco: ["Telecommunications"],
    Media: ["Media & Entertainment"],
    Logistics: ["Transport & Logistics"],
    Transport: ["Transport & Logistics"],
    Construction: ["Construction & Real Estate"],
    "Real estate": ["Construction & Real Estate"],
    Hospitality: ["Hospitality & Travel"],
    Travel: ["Hospitality & Travel"],
    Agriculture: ["Agriculture & Food"],
    Tech: ["Technology & Software"],
    Technology: ["Technology & Software"],
    Software: ["Technology & Software"],
    Pharma: ["Life Sciences"],
    Nonprofit: ["Non-profit & Associations"],
    "Non-profit": ["Non-profit & Associations"],
  },
};
