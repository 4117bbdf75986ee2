import { expect, it } from "vitest";
import { selectorWords } from "../../../tiering/index.ts";

it.each([
  ["304930413", "account 304930413"],
  ["tier:A|B", "tier A, B"],
  ["id:7|12", "accounts 7, 12"],
  ["id!:7|12|15|1200", "all but 4 accounts"],
  ["tier!:D", "all tiers but D"],
  ["Geo_Entity:Africa|Nordics & Baltics", "Geo Entity: Africa, Nordics & Baltics"],
  ["Geo:Nordics & Baltics & Size>=5", "Geo: Nordics & Baltics and Size at least 5"],
  ["Geo_Entity!:Africa", "Geo Entity other than Africa"],
  ["TotalRevenue>=1000000", "TotalRevenue at least 1000000"],
  [
    "!(Geo:Nordics & Baltics&Size>=5)&tier:A",
    "all but (Geo: Nordics & Baltics and Size at least 5) and tier A",
  ],
  [
    "!(Country!:Chad|Peru&!(Region:Nordics&NPS>=5))",
    "Country: Chad, Peru or Region: Nordics and NPS at least 5",
  ],
  ["Revenue_CAGR<-5&tier:A", "growth below -5 % a year and tier A"],
  ["top:50:TotalRevenue", "the top 50 by TotalRevenue"],
])("says %s as %s", (selector, words) => {
  expect(selectorWords(selector)).toBe(words);
});
