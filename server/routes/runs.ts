import { z } from "zod";
import type { AnswerOf } from "../../contract/answer-of.ts";
import { noQuery } from "../../contract/parameters.ts";
import { runAnswer } from "../../contract/run.ts";
import { planFacts } from "../../service/links.ts";
import { madeAgain, type ReplayedRun, replayRun } from "../../service/replay-run.ts";
import { identityOf, type Service } from "../../service/service.ts";
import { relinked } from "../books/relink.ts";
import { ServerError } from "../errors.ts";
import { operation, type Work } from "../operations/operation.ts";

/** Runs by the id that headers and the audit trail give them: what was asked, and whether it comes out the same. */
export function runOperations(service: Service) {
  const finish = (answer: object) =>
    service.linkedBook === undefined ? answer : relinked(answer, service.linkedBook);
  const optionsOf = ({ caller, signal, client }: Work) => ({
    workspace: caller.workspace,
    signal,
    client,
    finish,
  });
  return [
    operation({
      method: "get",
      path: "/v1/runs/:id",
      role: "viewer",
      cost: "heavy",
      summary:
        "The plan of a run by its id, and its recorded answers made again: the same bytes, or what differs",
      description:
        "Accept text/csv for the tiers as they were recorded last, where the same bytes come out; else a 409 says what differs.",
      pathParameters: z.object({ id: z.string().max(64) }),
      query: noQuery,
      problems: [409, 429, 503],
      stable: false,
      answers: {
        "application/json": {
          schema: runAnswer,
          async make({ path: { id } }, work) {
            const run = await replayRun(service, id, optionsOf(work));
            const plan = run?.plan ?? service.plans.find(id);
            if (plan === null) throw unknown();
            return {
              ...identityOf(service),
              ...planFacts(plan),
              run: id,
              replay: run && told(run),
            } satisfies AnswerOf<typeof runAnswer>;
          },
        },
        async "text/csv"({ path: { id } }, work) {
          const options = optionsOf(work);
          const run = await replayRun(service, id, options);
          if (run === null) throw unknown();
          const csv = run.answers.find(({ entry }) => entry.form === "text/csv");
          if (csv?.same) return (await madeAgain(service, { entry: csv.entry, plan: run.plan }, options))!;
          throw new ServerError(
            "replay-differs",
            csv?.why ?? "No CSV of this run is among its latest answers.",
          );
        },
      },
    }),
  ];
}

function told({ answers }: ReplayedRun) {
  const compared = answers.filter(({ same }) => same !== null);
  const same = compared.length === 0 ? null : compared.every((answer) => answer.same);
  const text =
    same === null
      ? "Nothing could be compared."
      : same
        ? `${compared.length} recorded ${compared.length === 1 ? "answer comes" : "answers come"} out the same, byte by byte.`
        : `${compared.filter((answer) => !answer.same).length} of ${compared.length} recorded answers come out otherwise.`;
  return {
    same,
    text,
    answers: answers.map(({ entry, ...replayed }) => {
      const { at, who, action, query, form, engine, sha256 } = entry;
      return { at, who, action, query, form, engine, sha256, ...replayed };
    }),
  };
}

function unknown(): ServerError {
  const message = "No run of that id is remembered or in the audit trail; send its request again.";
  return new ServerError("not-found", message);
}
