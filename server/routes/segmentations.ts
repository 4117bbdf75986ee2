import type { Request, Response } from "express";
import { z } from "zod";
import { answerUnchanged, identity } from "../answers/identity.ts";
import type { AppDeps } from "../deps.ts";
import { negotiate } from "../negotiation.ts";
import type { Resource } from "../resource.ts";
import type { AnswerOf } from "../schemas/answer-of.ts";
import { identityShape } from "../schemas/answers.ts";
import { csvShape } from "../schemas/csv.ts";
import {
  segmentationFromQuery,
  segmentationQuery,
  segmentationSchema,
  segmentationToQuery,
} from "../schemas/segmentation.ts";
import { validateQuery } from "../schemas/validate.ts";
import { clientSignal } from "../stream/client.ts";
import { csvEncoding, sendCsv } from "../stream/csv.ts";
import { type StreamedRun, streamRun } from "../stream/events.ts";
import { csvForm, segmentationCsv } from "../stream/tiers-csv.ts";
import { startTimings } from "../timings.ts";

const csvSegmentationQuery = segmentationQuery.extend(csvShape);
const segmentationAnswer = z
  .object({ ...identityShape, segmentation: segmentationSchema, links: z.object({ csv: z.string() }) })
  .meta({ id: "SegmentationAnswer" });

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
  const wanted = negotiate(req, ["application/json", "text/event-stream"]);
  const query = segmentationToQuery(options).toString();
  const links = { csv: `/v1/segmentations.csv?${query}` };
  const signal = clientSignal(res);
  const timings = startTimings();
  const work: StreamedRun["work"] = async (onProgress) => {
    const { summary } = await deps.segment(options, { signal, onProgress });
    timings.mark("segment");
    return { ...identity(deps), segmentation: summary, links } satisfies AnswerOf<typeof segmentationAnswer>;
  };
  if (wanted === "text/event-stream") {
    await streamRun(req, res.vary("Accept"), { plan: { ...identity(deps), options, links }, work });
    return;
  }
  if (answerUnchanged(req, res, deps, { form: "json", query })) return;
  const answer = await work();
  timings.tell(res);
  res.json(answer);
}

async function download(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { columns, delimiter, bom, ...asked } = validateQuery(csvSegmentationQuery, req.url);
  negotiate(req, ["text/csv"]);
  const options = segmentationFromQuery(asked);
  const form = csvForm({ columns, delimiter, bom }, deps.book);
  const query = `${segmentationToQuery(options)} ${JSON.stringify(form)}`;
  if (answerUnchanged(req, res, deps, { form: `csv ${csvEncoding(req)}`, query })) return;
  const timings = startTimings();
  const { segmentation } = await deps.segment(options, { signal: clientSignal(res) });
  timings.mark("segment");
  timings.tell(res);
  await sendCsv(req, res, segmentationCsv(deps.book, segmentation, form));
}
