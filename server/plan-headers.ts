import type { Interpretation } from "../contract/interpretation.ts";
import { planLinks } from "../service/links.ts";
import type { Service } from "../service/service.ts";
import { type Plan, SIGNALS } from "../tiering/index.ts";

/** What the headers say. */
interface PlanFacts {
  readonly plan: Plan;
  readonly prove?: number;
  readonly interpretation?: Interpretation;
}

/** Says in headers what a CSV cannot say: the plan, who made it of the words, and from which book. */
export function planHeaders(
  { book, engine }: Service,
  { plan, prove, interpretation }: PlanFacts,
): Record<string, string> {
  const links = planLinks(plan, prove);
  return {
    "Tiering-Book": `${book.id}; rows=${book.n}`,
    "Tiering-Engine": engine,
    "Tiering-Method": plan.method,
    "Tiering-Weights": SIGNALS.map((signal) => `${signal}=${plan.weights[signal]}`).join(", "),
    ...(interpretation && {
      "Tiering-Interpreter": interpretation.interpreter,
      "Tiering-Attempts": String(interpretation.attempts),
    }),
    ...(links && {
      "Tiering-Plan": ascii(JSON.stringify(plan)),
      Link: `<${links.csv}>; rel="canonical", <${links.summary}>; rel="describedby"`,
    }),
  };
}

/** JSON that fits a header: everything beyond ASCII as \u escapes. */
function ascii(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
