import { interpretInput, interpretOutput, planOfTool } from "../../contract/tools.ts";
import type { Turn } from "../../contract/turn.ts";
import { interpretRequest } from "../interpret-request.ts";
import { identityOf, type Service } from "../service.ts";
import { type AnyTool, tool } from "./tool.ts";

/** Words to a plan, nothing run. */
export function interpretTool(service: Service): AnyTool {
  return tool({
    name: "interpret",
    title: "Read a wish",
    description:
      "Reads what a sales strategist says in plain words into a plan, phrase by phrase: weights, method, business rules. Pass the user's own words. What was not understood is in unread; where a question is open, ask the user before running what was proposed.",
    input: interpretInput,
    output: interpretOutput,
    cost: "model",
    async run({ message, current }, { signal }, { budget }) {
      const inForce = current && (planOfTool(current) as NonNullable<Turn["plan"]>);
      const history: Turn[] = inForce ? [{ role: "assistant", content: "", plan: inForce }] : [];
      const { interpretation, plan } = await interpretRequest(
        service.interpreter,
        { message, history },
        { signal, budget },
      );
      const { reply, proposed, question, ask, unread, readings, interpreter } = interpretation;
      return {
        result: {
          ...identityOf(service),
          reply,
          plan,
          proposed,
          question,
          ask,
          unread,
          readings,
          interpreter,
        },
      };
    },
  });
}
