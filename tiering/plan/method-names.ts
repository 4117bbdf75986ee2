import type { Method } from "./plan.ts";

/** The methods by the one name that each has wherever people read it. */
export const METHOD_NAMES: Readonly<Record<Method, string>> = {
  hybrid: "Hybrid",
  kpi: "KPI",
  direct: "Direct",
  baseline: "As it is",
};
