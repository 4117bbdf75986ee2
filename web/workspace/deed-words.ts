import { planName, policyPhrases } from "../words/plan-words.ts";
import { planFromQuery } from "../words/query.ts";

/** What the first part of a path below `/v1/` is about. */
const SUBJECTS: Readonly<Record<string, string>> = {
  accounts: "the accounts",
  audit: "the record of who did what",
  book: "the book",
  books: "the books",
  boundaries: "what separates two tiers",
  compare: "a comparison",
  coverage: "who covers whom",
  frontier: "the disruption frontier",
  goals: "a goal",
  holds: "the holds",
  links: "the links",
  movers: "who moves",
  progression: "who is about to change tier",
  report: "the report",
  rules: "the rules of the tiers",
  runs: "a recorded run",
  scenarios: "a plan of the workspace",
  segmentations: "natural groups",
  stability: "how firm the moves are",
  story: "the story",
  tiers: "the tiers",
};

const FORMS: Readonly<Record<string, string>> = {
  csv: "CSV",
  xlsx: "a workbook",
  pptx: "slides",
  html: "a page for print",
};

/** What was done, as people say it: `took the tiers as CSV`; a command, and what has no words, as it is. */
export function deedWords(action: string): string {
  const [, method = "", path = ""] = /^([A-Z]+) \/v1\/(\S+)$/.exec(action) ?? [];
  if (path === "chat") return "asked in words";
  if (path === "interpretations") return "asked what words mean";
  const [subject = ""] = /^[a-z]+/.exec(path) ?? [];
  const [, ending = ""] = /\.([a-z]+)$/.exec(path) ?? [];
  const what = SUBJECTS[subject];
  if (what === undefined) return action;
  if (method === "DELETE") return `ended ${what}`;
  const form = FORMS[ending];
  if (form !== undefined) return `took ${what} as ${form}`;
  return method === "GET" ? `looked at ${what}` : `worked on ${what}`;
}

/** A plan that was spelled in a query, as people say it; null where it spells none. */
export function spelledPlan(query: string | null): string | null {
  const plan = query === null ? null : planFromQuery(new URLSearchParams(query));
  return plan === null ? null : [planName(plan), ...policyPhrases(plan.policy)].join(" · ");
}
