/** What is mutated together, and the tests that are to notice. */
export interface Target {
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
  /** Mutants of what is made once, as a module loads, are left out: each would take a run of all the tests. */
  readonly ignoreStatic?: true;
}

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
  contract: {
    mutate: ["contract/*.ts", "!contract/model-answer.ts"],
    tests: ["test/contract/*.test.ts", "test/web/query.test.ts"],
    ignoreStatic: true,
  },
  cell: { mutate: ["data/csv/cell.ts"], tests: ["test/data/csv/*.test.ts"] },
  interpret: { mutate: ["prompts/interpret.ts"], tests: WORDS },
  kpis: { mutate: ["tiering/kpis.ts"], tests: ["test/tiering/{kpis,first-tiering}.test.ts"] },
  merge: { mutate: ["prompts/merge/*.ts"], tests: ["test/prompts/merge-parts.test.ts"] },
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
