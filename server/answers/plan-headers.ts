import type { Response } from "express";
import type { Interpretation } from "../../contract/interpretation.ts";
import { type Plan, SIGNALS } from "../../tiering/index.ts";
import type { AppDeps } from "../deps.ts";
import { planLinks } from "./links.ts";

/** What the headers tell. */
interface Told {
  readonly plan: Plan;
  readonly prove?: number;
  readonly interpretation?: Interpretation;
}

/** Says in headers what a CSV cannot say: the plan, who made it of the words, and from which book. */
export function tellPlan(res: Response, deps: AppDeps, { plan, prove, interpretation }: Told): void {
  const links = planLinks(plan, prove);
  res.set({
    "Tiering-Book": `${deps.book.id}; rows=${deps.book.n}`,
    "Tiering-Engine": deps.engine,
    "Tiering-Method": plan.method,
    "Tiering-Weights": SIGNALS.map((signal) => `${signal}=${plan.weights[signal]}`).join(", "),
  });
  if (interpretation) {
    res.set({
      "Tiering-Interpreter": interpretation.interpreter,
      "Tiering-Attempts": String(interpretation.attempts),
    });
  }
  if (links) {
    res.set("Tiering-Plan", ascii(JSON.stringify(plan)));
    res.set("Link", `<${links.csv}>; rel="canonical", <${links.summary}>; rel="describedby"`);
  }
}

/** JSON that fits a header: everything beyond ASCII as \u escapes. */
function ascii(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
