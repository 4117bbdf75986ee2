import type { Request, Response } from "express";
import type { AnswerOf } from "../../contract/answer-of.ts";
import {
  csvSegmentationQuery,
  segmentationAnswer,
  segmentationFromQuery,
  segmentationQuery,
  segmentationToQuery,
} from "../../contract/segmentation.ts";
import { validateQuery } from "../../contract/validate.ts";
import { answerCsv, answerReport } from "../answers/deterministic.ts";
import { identity } from "../answers/identity.ts";
import type { AppDeps } from "../deps.ts";
import type { Resource } from "../resource.ts";
import { segmentationCsv } from "../stream/tiers-csv.ts";

/** How customers group by themselves, and the tiers that their groups make. */
export function segmentationsRoutes(deps: AppDeps): Resource[] {
  return [
    {
      path: "/v1/segmentations",
      get: {
        summary: "Natural groups of the accounts, as tiers with their KPIs",
        query: segmentationQuery,
        content: { "application/json": segmentationAnswer, "text/event-stream": null },
        problems: [422, 503],
        handle: (req, res) => report(deps, req, res),
      },
    },
    {
      path: "/v1/segmentations.csv",
      get: {
        summary: "The tiers that natural groups make, as CSV",
        query: csvSegmentationQuery,
        content: { "text/csv": null },
        problems: [422, 503],
        handle: (req, res) => download(deps, req, res),
      },
    },
  ];
}

async function report(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const options = segmentationFromQuery(validateQuery(segmentationQuery, req.url));
  const query = segmentationToQuery(options).toString();
  const links = { csv: `/v1/segmentations.csv?${query}` };
  await answerReport(deps, req, res, {
    query,
    about: { options, links },
    async work(job) {
      const { summary } = await deps.segment(options, job);
      return { ...identity(deps), segmentation: summary, links } satisfies AnswerOf<
        typeof segmentationAnswer
      >;
    },
  });
}

async function download(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { columns, delimiter, bom, ...asked } = validateQuery(csvSegmentationQuery, req.url);
  const options = segmentationFromQuery(asked);
  await answerCsv(deps, req, res, {
    query: segmentationToQuery(options).toString(),
    csv: { columns, delimiter, bom },
    async work(form, job) {
      const { segmentation } = await deps.segment(options, job);
      return segmentationCsv(deps.book, segmentation, form);
    },
  });
}
