import { CATEGORIES, GEOGRAPHIES } from "./labels.ts";
import { PRODUCTS } from "./parameters.ts";
import { createRandomStream } from "./random.ts";

/** Rows of one market value: its TAM split over the five products, and a row of another metric. */
function valueRows(attribute: string, value: string, tam: number, normal: () => number): string {
  const weights = PRODUCTS.base.map((w) => w * Math.exp(0.15 * normal()));
  const total = weights.reduce((sum, w) => sum + w, 0);
  const parts = weights.map((w) => Math.floor((w / total) * tam));
  parts[0]! += tam - parts.reduce((sum, part) => sum + part, 0);
  const other = Math.round(0.42 * tam * Math.exp(0.1 * normal()));
  const rows = parts.map(
    (part, k) => `Proj_TAM_Prod${String.fromCharCode(65 + k)}_FY30,${attribute},${value},${part}\n`,
  );
  return `${rows.join("")}Proj_TAM_RevX_FY30,${attribute},${value},${other}\n`;
}

/** The TAM table as CSV text: five product rows a value, which sum to its TAM exactly, and one distractor. */
export function renderTamTable(
  geoTam: readonly number[],
  categoryTam: readonly number[],
  seed: number,
): string {
  const { normal } = createRandomStream(seed, "tam");
  const geo = GEOGRAPHIES.map((g, k) => valueRows("Geo_Entity", g.name, geoTam[k]!, normal));
  const category = CATEGORIES.map((c, k) =>
    valueRows("Commercial_Category", c.name, categoryTam[k]!, normal),
  );
  return ["Metric_Name,Attr_Name,Attr_Value,Metric_Value\n", ...geo, ...category].join("");
}
