import { z } from "zod";
import type { Kpis } from "../tiering/index.ts";

/** The KPIs of a tier assignment. */
export const kpisSchema = z
  .object({
    tpa: z.number().nullable().describe("Tier Potential Alignment, Spearman ρ; null where it is undefined."),
    tciPi: z.number().describe("Tier Compactness Index of PI_acct, η²."),
    tciRev: z.number().describe("Tier Compactness Index of current revenue, η²."),
    sfi: z.number().nullable().describe("Strategic Focus Index; null where total revenue is not positive."),
    composite: z.number(),
  })
  .meta({ id: "Kpis" }) satisfies z.ZodType<Kpis>;
