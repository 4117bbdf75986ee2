import type { Request, Response } from "express";
import type { CsvQuery } from "../../contract/csv.ts";
import type { AppDeps } from "../deps.ts";
import { negotiate } from "../negotiation.ts";
import { clientSignal } from "../stream/client.ts";
import { csvEncoding, sendCsv } from "../stream/csv.ts";
import { streamRun } from "../stream/events.ts";
import { type CsvForm, csvForm } from "../stream/tiers-csv.ts";
import { startTimings } from "../timings.ts";
import type { JobOptions } from "../worker/pool.ts";
import { answerUnchanged, identity } from "./identity.ts";

/** A report that is a pure function of its query and the book. */
export interface Report {
  /** The whole query in its one spelling. */
  readonly query: string;
  /** What is known before the work: the data of the first event. */
  readonly about: object;
  /** Makes the whole answer. */
  readonly work: (job: JobOptions) => Promise<object>;
}

/** Answers a report as JSON with its validator, or as events where those are preferred. */
export async function answerReport(
  deps: AppDeps,
  req: Request,
  res: Response,
  { query, about, work }: Report,
): Promise<void> {
  const wanted = negotiate(req, ["application/json", "text/event-stream"]);
  const signal = clientSignal(res);
  if (wanted === "text/event-stream") {
    await streamRun(req, res.vary("Accept"), {
      plan: { ...identity(deps), ...about },
      work: (onProgress) => work({ signal, onProgress }),
    });
    return;
  }
  if (answerUnchanged(req, res, deps, { form: "json", query })) return;
  const timings = startTimings();
  const answer = await work({ signal });
  timings.mark("run");
  timings.tell(res);
  res.json(answer);
}

/** A CSV that is a pure function of its query and the book. */
export interface Download {
  readonly query: string;
  /** How the CSV is to be written. */
  readonly csv: CsvQuery;
  /** Does all that can fail, and hands over the slices. */
  readonly work: (form: CsvForm, job: JobOptions) => Promise<Iterable<Uint8Array>>;
}

/** Answers a download with its validator. */
export async function answerCsv(
  deps: AppDeps,
  req: Request,
  res: Response,
  { query, csv, work }: Download,
): Promise<void> {
  negotiate(req, ["text/csv"]);
  const form = csvForm(csv, deps.book);
  const spelled = `${query} ${JSON.stringify(form)}`;
  if (answerUnchanged(req, res, deps, { form: `csv ${csvEncoding(req)}`, query: spelled })) return;
  const timings = startTimings();
  const slices = await work(form, { signal: clientSignal(res) });
  timings.mark("run");
  timings.tell(res);
  await sendCsv(req, res, slices);
}
