import { type NextFunction, type Request, type Response, Router } from "express";
import type { AnswerOf } from "../../contract/answer-of.ts";
import {
  type triedAnswer,
  type uploadAnswer,
  type uploadProgress,
  uploadQuery,
} from "../../contract/book.ts";
import { noQuery } from "../../contract/parameters.ts";
import { validateQuery } from "../../contract/validate.ts";
import type { Book } from "../../data/book.ts";
import { DataError } from "../../data/errors.ts";
import { reportBook } from "../../data/report.ts";
import { type LibraryEntry, listed } from "../../service/library/entry.ts";
import type { Library } from "../../service/library/library.ts";
import { RefusedBook } from "../../service/library/load-in-thread.ts";
import { refuseMapping } from "../../service/library/refuse-mapping.ts";
import { type Upload, uploadOnce } from "../../service/library/upload-once.ts";
import type { Store } from "../../service/store/open-store.ts";
import { askerOf, callerOf } from "../access/asker.ts";
import { type Guarding, guard } from "../access/guard.ts";
import { problemBody, ServerError } from "../errors.ts";
import { clientSignal } from "../operations/client.ts";
import { keyOf } from "../operations/idempotency-key.ts";
import { createPlaces, type PlaceLimits, type Places } from "../operations/places.ts";
import { type Received, receive } from "./receive.ts";

/** What uploads need. */
export interface UploadOptions {
  readonly library: Library;
  readonly store: Store;
  /** Most bytes of one file as it is sent. */
  readonly maxUploadBytes: number;
  readonly guarding: Guarding;
}

/** Bodies that may come in at once, however slowly: they go to the disk, and who sends slowly keeps nobody out. */
const RECEIVING: PlaceLimits = { atOnce: 16, perClient: 4, waitSeconds: 5, late: busy };
/** Books that may be read at once: each takes a thread and its memory. */
const READING: PlaceLimits = { atOnce: 2, perClient: 1, waitSeconds: 60, late: busy };

function busy(seconds: number): ServerError {
  const message = `Other books have been coming in or being read for ${seconds} s; try again in a few seconds.`;
  return new ServerError("upload-busy", message, { headers: { "Retry-After": "5" } });
}

/** Uploading and removing books: bodies and methods that no other operation has. */
export function uploadRoutes({ library, store, maxUploadBytes, guarding }: UploadOptions): Router {
  const router = Router();
  const [receiving, reading] = [createPlaces(RECEIVING), createPlaces(READING)];
  router.post(
    "/v1/books",
    guard("analyst", guarding),
    async (req: Request, res: Response, next: NextFunction) => {
      const { key: client, caller: actor } = askerOf(res);
      const signal = clientSignal(res);
      const { dry } = validateQuery(uploadQuery, req.url);
      const key = keyOf(req);
      let files: Received | null = null;
      try {
        const received = await inPlace(receiving, () => receive(req, library, maxUploadBytes));
        files = received;
        // Whoever tries a file wants to know what it looks like, whatever the mapping is.
        if (dry !== "1") refuseMapping(received.mapping);
        const make = (onRows?: OnRows) =>
          inPlace(reading, () =>
            dry === "1"
              ? tried(library, received, onRows)
              : added(library, store, { actor, key, files: received }, onRows),
          );
        if (req.accepts(["application/json", "text/event-stream"]) === "text/event-stream") {
          await sendEvents(res, make, (error) => problemOf(req, res, error));
        } else sendMade(res, await make());
      } catch (error) {
        await files?.discard();
        if (error instanceof DataError) sendRefusal(req, res, error);
        else next(error);
      } finally {
        await files?.discard();
      }

      async function inPlace<T>(places: Places, work: () => Promise<T>): Promise<T> {
        const { leave } = await places.enter(client, signal);
        try {
          return await work();
        } finally {
          leave();
        }
      }
    },
  );
  router.delete("/v1/books/:id", guard("admin", guarding), async (req: Request, res: Response) => {
    validateQuery(noQuery, req.url);
    const isGone = await library.remove(callerOf(res), String(req.params.id));
    if (!isGone)
      throw new ServerError("not-found", "There is no uploaded book of this id; GET /v1/books lists them.");
    res.status(204).end();
  });
  return router;
}

/** An answer that is made: its status, where it is found, and what it says. */
interface Made {
  readonly status: 200 | 201;
  readonly location?: string;
  readonly body: object;
}

type OnRows = (rows: number) => void;

/** What the file looks like and what would become of it; nothing is kept. */
async function tried(library: Library, files: Received, onRows?: OnRows): Promise<Made> {
  const { book, inspection } = await library.try(files, onRows);
  const body = { inspection, report: reportBook(book) } satisfies AnswerOf<typeof triedAnswer>;
  return { status: 200, body };
}

async function added(library: Library, store: Store, upload: Upload, onRows?: OnRows): Promise<Made> {
  const answerOf = (entry: LibraryEntry, book: Book) =>
    ({ book: listed(entry), report: reportBook(book), kept: library.isKept }) satisfies AnswerOf<
      typeof uploadAnswer
    >;
  const body = await uploadOnce({ library, store, answerOf }, upload, onRows);
  return { status: 201, location: `/v1/book?book=${body.book.id}`, body };
}

function sendMade(res: Response, { status, location, body }: Made): void {
  if (location !== undefined) res.location(location);
  res.status(status).json(body);
}

/** Server-sent events: `progress` with the rows read so far, then `result`, or `error` with the problem. */
async function sendEvents(
  res: Response,
  make: (onRows: OnRows) => Promise<Made>,
  problemOf: (error: unknown) => object,
): Promise<void> {
  res.status(200).set({
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
  });
  const send = (event: string, data: unknown) => {
    if (res.writable) res.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const onRows = (rows: number) =>
    send("progress", { phase: "reading", rows } satisfies AnswerOf<typeof uploadProgress>);
  onRows(0);
  try {
    send("result", (await make(onRows)).body);
  } catch (error) {
    send("error", problemOf(error));
  }
  res.end();
}

/** A file that does not load is a problem with the mapping that is proposed for it. */
function sendRefusal(req: Request, res: Response, error: DataError): void {
  const problem = problemOf(req, res, error);
  res.status(problem.status).type("application/problem+json").send(JSON.stringify(problem));
}

function problemOf(req: Request, res: Response, error: unknown) {
  const context = { method: req.method, path: req.path, requestId: String(res.locals.requestId) };
  if (!(error instanceof DataError)) return problemBody(error, context).body;
  const { body } = problemBody(new ServerError("invalid-book", error.message), context);
  const inspection = error instanceof RefusedBook ? error.inspection : null;
  const { line, column, nearest } = error.details;
  return { ...body, fault: { code: error.code, line, column, nearest }, inspection };
}
