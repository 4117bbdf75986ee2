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

/** Most bytes that a plan may take in headers: clients refuse more than 8 kB of all of them together. */
const MOST_BYTES = 5_000;

/** Most bytes of the reply in a header; the JSON answer has all of it. */
const MOST_REPLY_BYTES = 1_200;

/** Says in headers what a CSV cannot say: the plan, who made it of the words, and from which book. */
export function planHeaders(
  service: Service,
  { plan, prove, interpretation }: PlanFacts,
): Record<string, string> {
  const { book, engine } = service;
  return {
    "Tiering-Book": `${book.id}; rows=${book.n}`,
    "Tiering-Engine": engine,
    "Tiering-Run": service.plans.name(plan),
    "Tiering-Method": plan.method,
    "Tiering-Weights": SIGNALS.map((signal) => `${signal}=${plan.weights[signal]}`).join(", "),
    ...(interpretation && {
      "Tiering-Interpreter": interpretation.interpreter,
      "Tiering-Attempts": String(interpretation.attempts),
      "Tiering-Reply": extendedValue(interpretation.reply),
    }),
    ...(wholePlan(plan, prove) ?? namedPlan(service, plan)),
  };
}

/** The plan itself and its links; null where they are too long for headers. */
function wholePlan(plan: Plan, prove: number | undefined) {
  const links = planLinks(plan, prove);
  if (links === null) return null;
  const spelled = ascii(JSON.stringify(plan));
  const link = `<${links.csv}>; rel="canonical", <${links.summary}>; rel="describedby"`;
  return spelled.length + link.length > MOST_BYTES ? null : { "Tiering-Plan": spelled, Link: link };
}

/** Where the plan of a run stands. */
function namedPlan({ plans }: Service, plan: Plan) {
  return { Link: `</v1/runs/${plans.name(plan)}>; rel="describedby"` };
}

/** JSON that fits a header: everything beyond ASCII as \u escapes. */
function ascii(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** A text as an extended value (RFC 8187), cut between characters where it is too long for a header. */
function extendedValue(text: string): string {
  let value = "UTF-8''";
  for (const character of text.toWellFormed()) {
    // encodeURIComponent leaves some alone, which the RFC does not take.
    const encoded = encodeURIComponent(character).replace(
      /['()*]/,
      (c) => `%${c.charCodeAt(0).toString(16)}`,
    );
    if (value.length + encoded.length > MOST_REPLY_BYTES) break;
    value += encoded;
  }
  return value;
}
