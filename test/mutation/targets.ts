/** What is mutated together, and the tests that are to notice. */
export interface Target {
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
}

/*
 * In every target the sentences of `.describe("…")` are left out (`prose.ts`): they are for people, and decide nothing.
 * What the contract makes once, as its modules load, which is its schemas, takes a run of all tests of the target for
 * each mutant: they are few and fast.
 */

/** The document of the API against the contract: what a schema takes and gives. */
const PUBLISHED = "test/contract/published.test.ts";

/** How a plan and what stands beside it are spelled in a query. */
const SPELLED = [
  ...["compare", "csv", "goal", "parameters", "plan", "plan-query", "policy", "segmentation", "versus"],
];
/** What a body or a call of a tool may hold. */
const FORMS = [
  ...["chat", "coverage", "coverage-question", "holds", "moment", "one-line", "question"],
  ...["scenarios", "session", "shared-link", "tools", "turn"],
];
/** What is on file: the book with its accounts and columns, the trail of what was done, the server itself. */
const RECORDS = ["account", "account-list", "audit", "book", "columns", "health", "problem", "run", "tokens"];
/** How a request is read, and what is said of one that is not right. */
const READERS = ["check-extent", "errors", "faults", "lenient", "read-parameters", "unheld-name", "validate"];
/** Held by targets of their own. */
const APART = ["caller", "model-answer"];

const filesOf = (names: readonly string[]) => names.map((name) => `contract/${name}.ts`);

const WORDS = [
  "test/prompts/{interpret,interpret-limits,limits,replies,shared}.test.ts",
  "test/prompts/faults/content.test.ts",
];

/** By the name that `npm run test:mutation -- NAME …` takes. */
export const TARGETS: Readonly<Record<string, Target>> = {
  "answer-text": {
    mutate: ["prompts/model/answer-text.ts", "prompts/model/json-structure.ts"],
    tests: ["test/prompts/answer-text.test.ts"],
  },
  breaker: { mutate: ["prompts/model/breaker.ts"], tests: ["test/prompts/breaker.test.ts"] },
  "contract-answers": {
    mutate: [
      "contract/*.ts",
      ...filesOf([...SPELLED, ...FORMS, ...RECORDS, ...READERS, ...APART]).map((file) => `!${file}`),
    ],
    tests: [PUBLISHED, "test/contract/{asked,kpi-words}.test.ts"],
  },
  "contract-forms": {
    mutate: filesOf(FORMS),
    tests: [PUBLISHED, "test/contract/{forms,one-line,tools}.test.ts"],
  },
  "contract-plan": {
    mutate: filesOf(SPELLED),
    tests: [PUBLISHED, "test/contract/{plan-query,spelled}.test.ts"],
  },
  "contract-readers": {
    mutate: filesOf(READERS),
    tests: ["test/contract/{check-extent,faults,lenient,read-parameters}.test.ts"],
  },
  "contract-records": {
    mutate: filesOf(RECORDS),
    tests: [PUBLISHED, "test/contract/asked.test.ts"],
  },
  cell: { mutate: ["data/csv/cell.ts"], tests: ["test/data/csv/*.test.ts"] },
  interpret: { mutate: ["prompts/interpret.ts"], tests: WORDS },
  kpis: { mutate: ["tiering/kpis.ts"], tests: ["test/tiering/{kpis,first-tiering}.test.ts"] },
  merge: { mutate: ["prompts/merge/*.ts"], tests: ["test/prompts/{merge-parts,merge-kinds}.test.ts"] },
  "model-answer": {
    mutate: ["contract/model-answer.ts"],
    tests: ["test/prompts/answer-text.test.ts", "test/contract/model-answer.test.ts"],
  },
  "sign-in": {
    mutate: [
      "contract/caller.ts",
      "service/access/{sessions,shared-links,signer,token-directory,token-line,verifier}.ts",
    ],
    tests: ["test/contract/caller.test.ts", "test/service/access/*.test.ts"],
  },
  weights: { mutate: ["tiering/plan/weights.ts"], tests: ["test/tiering/plan/*.test.ts"] },
};
