import type { AnswerOf } from "../contract/answer-of.ts";
import type { interpretationAnswer } from "../contract/chat.ts";
import { turnOf } from "../prompts/index.ts";
import type { InterpretedRequest } from "./interpret-request.ts";
import { planLinks } from "./links.ts";
import { identityOf, type Service } from "./service.ts";

/**
 * What the words meant, with all that a client needs to go on: the turn to send back as history, links.
 * @param origin this server as the client names it, for links that can be pasted
 */
export function describeInterpretation(
  service: Service,
  { interpretation, plan }: InterpretedRequest,
  { origin, prove }: { readonly origin: string; readonly prove?: number },
) {
  const { method, reply } = interpretation;
  const links = plan && planLinks(plan, prove);
  return {
    ...identityOf(service),
    method,
    reply,
    interpretation,
    plan,
    turn: turnOf(interpretation, plan),
    links,
    copy: links && copyable(origin + links.csv),
  } satisfies AnswerOf<typeof interpretationAnswer>;
}

/** A link as someone would paste it: into Power BI or Excel, or into a shell. */
function copyable(csv: string) {
  return { csv, curl: `curl --output tiers.csv '${csv.replaceAll("'", "%27")}'` };
}
