import type { RoleCapacities, Seller } from "../../tiering/index.ts";

/** A cell as CSV, quoted where it must be. */
function cell(text: string): string {
  return /[",\n\r;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const line = (cells: readonly string[]): string => `${cells.map(cell).join(",")}\n`;

/** Sellers as the text of a sellers.csv that reads back to the same sellers. */
export function sellersCsv(sellers: readonly Seller[]): string {
  const header = ["Seller_ID", "Name", "Role", "Geo_Entity", "Domains", "Presence", "Capacity_Factor"];
  const rows = sellers.map(({ id, name = "", role, geos, domains, presence, factor }) =>
    line([id, name, role, geos.join("|"), domains.join("|"), presence, String(factor)]),
  );
  return line(header) + rows.join("");
}

/** Capacities as the text of a capacity.csv, one row a role and tier. */
export function capacitiesCsv(capacities: RoleCapacities, tierNames: readonly string[]): string {
  const rows = Object.entries(capacities).flatMap(([role, most]) =>
    most.map((accounts, t) => line([role, tierNames[t]!, String(accounts)])),
  );
  return line(["Role", "Tier", "Accounts"]) + rows.join("");
}
