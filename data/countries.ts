/**
 * Countries by where they lie: two-letter codes (ISO 3166-1), and the three letters where files often have them. The
 * parts are those of the United Nations' M49, but for the Middle East as sales regions have it.
 */
const PARTS = {
  northernEurope: "DK/DNK EE/EST FI/FIN IS/ISL IE/IRL LV/LVA LT/LTU NO/NOR SE/SWE GB/GBR GG JE IM FO",
  westernEurope: "AT/AUT BE/BEL FR/FRA DE/DEU LI/LIE LU/LUX MC/MCO NL/NLD CH/CHE",
  southernEurope:
    "AL/ALB AD/AND BA/BIH HR/HRV CY/CYP GR/GRC IT/ITA MT/MLT ME/MNE MK/MKD PT/PRT SM/SMR RS/SRB SI/SVN ES/ESP XK GI VA",
  easternEurope: "BY/BLR BG/BGR CZ/CZE HU/HUN MD/MDA PL/POL RO/ROU RU/RUS SK/SVK UA/UKR",
  caucasus: "AM/ARM AZ/AZE GE/GEO TR/TUR",
  middleEast:
    "AE/ARE BH/BHR IQ/IRQ IR/IRN IL/ISR JO/JOR KW/KWT LB/LBN OM/OMN PS/PSE QA/QAT SA/SAU SY/SYR YE/YEM",
  northAfrica: "DZ/DZA EG/EGY LY/LBY MA/MAR SD/SDN TN/TUN",
  subSaharanAfrica:
    "AO/AGO BJ/BEN BW/BWA BF/BFA BI/BDI CV/CPV CM/CMR CF/CAF TD/TCD KM/COM CG/COG CD/COD CI/CIV DJ/DJI GQ/GNQ ER/ERI SZ/SWZ ET/ETH GA/GAB GM/GMB GH/GHA GN/GIN GW/GNB KE/KEN LS/LSO LR/LBR MG/MDG MW/MWI ML/MLI MR/MRT MU/MUS MZ/MOZ NA/NAM NE/NER NG/NGA RW/RWA ST/STP SN/SEN SC/SYC SL/SLE SO/SOM ZA/ZAF SS/SSD TZ/TZA TG/TGO UG/UGA ZM/ZMB ZW/ZWE RE YT",
  centralAsia: "KZ/KAZ KG/KGZ TJ/TJK TM/TKM UZ/UZB",
  southAsia: "AF/AFG BD/BGD BT/BTN IN/IND LK/LKA MV/MDV NP/NPL PK/PAK",
  southEastAsia: "BN/BRN ID/IDN KH/KHM LA/LAO MM/MMR MY/MYS PH/PHL SG/SGP TH/THA TL/TLS VN/VNM",
  eastAsia: "CN/CHN HK/HKG JP/JPN KP/PRK KR/KOR MN/MNG MO/MAC TW/TWN",
  oceania: "AU/AUS NZ/NZL FJ/FJI PG/PNG SB/SLB VU/VUT WS/WSM TO/TON NC PF GU KI FM MH PW NR TV",
  northernAmerica: "US/USA CA/CAN BM GL",
  centralAmerica: "MX/MEX GT/GTM BZ/BLZ HN/HND SV/SLV NI/NIC CR/CRI PA/PAN",
  caribbean:
    "CU/CUB DO/DOM HT/HTI JM/JAM PR/PRI TT/TTO BS/BHS BB/BRB AG DM GD KN LC VC AW CW KY VG VI TC GP MQ",
  southAmerica: "AR/ARG BO/BOL BR/BRA CL/CHL CO/COL EC/ECU GY/GUY PY/PRY PE/PER SR/SUR UY/URY VE/VEN GF",
} as const;

type Part = keyof typeof PARTS;
const entriesOf = (part: Part) => PARTS[part].split(" ").map((entry) => entry.split("/"));
const codes = (...parts: readonly Part[]): string[] =>
  parts.flatMap((part) => entriesOf(part).map(([code = ""]) => code));
const list = (text: string): string[] => text.split(" ");

/** Two-letter codes of all countries. */
export const COUNTRY_CODES: readonly string[] = codes(...(Object.keys(PARTS) as Part[]));

/** Two-letter codes by the three letters of a country. */
export const BY_THREE_LETTERS: ReadonlyMap<string, string> = new Map(
  (Object.keys(PARTS) as Part[]).flatMap((part) =>
    entriesOf(part).flatMap(([two = "", three]) => (three === undefined ? [] : [[three, two] as const])),
  ),
);

/** What countries are called beside their official names. */
export const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  US: ["United States", "United States of America", "USA", "US", "U.S.", "U.S.A."],
  GB: ["United Kingdom", "UK", "U.K.", "Great Britain", "Britain"],
  AE: ["United Arab Emirates", "UAE", "Emirates"],
  SA: ["Saudi Arabia", "KSA"],
  KR: ["South Korea", "Korea", "Republic of Korea"],
  CZ: ["Czechia", "Czech Republic"],
  NL: ["Netherlands", "Holland", "The Netherlands"],
  TR: ["Turkey", "Türkiye"],
  CI: ["Ivory Coast", "Côte d'Ivoire"],
  CD: ["DR Congo", "Democratic Republic of the Congo"],
  HK: ["Hong Kong"],
  MO: ["Macau", "Macao"],
  TW: ["Taiwan"],
  CN: ["China", "Mainland China"],
  RU: ["Russia", "Russian Federation"],
  VN: ["Vietnam", "Viet Nam"],
  NZ: ["New Zealand", "NZ"],
  AU: ["Australia", "Oz"],
  ZA: ["South Africa", "RSA"],
  MK: ["North Macedonia", "Macedonia"],
  BA: ["Bosnia and Herzegovina", "Bosnia"],
  MM: ["Myanmar", "Burma"],
  CV: ["Cape Verde"],
  SZ: ["Eswatini", "Swaziland"],
  PS: ["Palestine"],
  LA: ["Laos"],
};

const EUROPE = codes("northernEurope", "westernEurope", "southernEurope", "easternEurope");
const AFRICA = codes("northAfrica", "subSaharanAfrica");
const GULF = list("AE SA QA KW BH OM");
const ASIA = codes("southAsia", "southEastAsia", "eastAsia", "centralAsia");
const PACIFIC = [...codes("southAsia", "southEastAsia", "eastAsia"), ...codes("oceania")];
const LATIN = codes("centralAmerica", "caribbean", "southAmerica");
const NORDICS = list("DK FI IS NO SE FO");
const BENELUX = list("BE NL LU");

/**
 * What sales people call groups of countries, by two-letter codes. Mexico is of Latin America, as sales regions mostly
 * have it, and not of North America.
 */
export const COUNTRY_GROUPS: Readonly<Record<string, readonly string[]>> = {
  Europe: EUROPE,
  EU: list("AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"),
  "European Union": list("AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"),
  EMEA: [...EUROPE, ...codes("caucasus", "middleEast"), ...AFRICA],
  MEA: [...codes("middleEast"), ...AFRICA],
  MENA: codes("middleEast", "northAfrica"),
  "Middle East": codes("middleEast"),
  Africa: AFRICA,
  "North Africa": codes("northAfrica"),
  "Sub-Saharan Africa": codes("subSaharanAfrica"),
  DACH: list("DE AT CH"),
  Benelux: BENELUX,
  "Low Countries": BENELUX,
  Nordics: NORDICS,
  Scandinavia: list("DK NO SE"),
  Baltics: list("EE LV LT"),
  Iberia: list("ES PT"),
  UKI: list("GB IE"),
  "British Isles": list("GB IE"),
  CEE: [...codes("easternEurope"), ...list("SI HR RS BA ME MK AL EE LV LT")],
  Visegrad: list("PL CZ HU SK"),
  Balkans: list("AL BA BG HR GR XK ME MK RO RS SI"),
  "Northern Europe": codes("northernEurope"),
  "Western Europe": codes("westernEurope"),
  "Southern Europe": codes("southernEurope"),
  "Eastern Europe": codes("easternEurope"),
  Gulf: GULF,
  "Gulf states": GULF,
  GCC: GULF,
  Asia: ASIA,
  "South Asia": codes("southAsia"),
  "South-East Asia": codes("southEastAsia"),
  "Southeast Asia": codes("southEastAsia"),
  ASEAN: codes("southEastAsia"),
  "East Asia": codes("eastAsia"),
  "Central Asia": codes("centralAsia"),
  "Greater China": list("CN HK MO TW"),
  APAC: PACIFIC,
  "Asia-Pacific": PACIFIC,
  "Asia Pacific": PACIFIC,
  ANZ: list("AU NZ"),
  Oceania: codes("oceania"),
  Americas: [...codes("northernAmerica"), ...LATIN],
  "North America": codes("northernAmerica"),
  NORAM: codes("northernAmerica"),
  LATAM: LATIN,
  "Latin America": LATIN,
  "South America": codes("southAmerica"),
  "Central America": codes("centralAmerica"),
  Caribbean: codes("caribbean"),
};
