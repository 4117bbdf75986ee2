import { type NextFunction, type Request, type Response, Router } from "express";
import { DataError } from "../../data/errors.ts";
import { reportBook } from "../../data/report.ts";
import { listed } from "../../service/library/entry.ts";
import type { Library } from "../../service/library/library.ts";
import { RefusedBook } from "../../service/library/load-in-thread.ts";
import { callerOf } from "../access/asker.ts";
import { type Guarding, guard } from "../access/guard.ts";
import { problemBody, ServerError } from "../errors.ts";
import { type Received, receive } from "./receive.ts";

/** What uploads need. */
export interface UploadOptions {
  readonly library: Library;
  /** Most bytes of one file as it is sent. */
  readonly maxUploadBytes: number;
  readonly guarding: Guarding;
}

/** Books that may be read at once: each takes a thread and its memory. */
const AT_ONCE = 2;

/** Uploading and removing books: bodies and methods that no other operation has. */
export function uploadRoutes({ library, maxUploadBytes, guarding }: UploadOptions): Router {
  const router = Router();
  let reading = 0;
  router.post(
    "/v1/books",
    guard("analyst", guarding),
    async (req: Request, res: Response, next: NextFunction) => {
      if (reading >= AT_ONCE) {
        const message = "Other books are being read; try again in a few seconds.";
        return next(new ServerError("upload-busy", message, { headers: { "Retry-After": "5" } }));
      }
      reading++;
      let files: Received | null = null;
      try {
        files = await receive(req, library, maxUploadBytes);
        await (isDry(req) ? answerDry(res, library, files) : answerAdded(res, library, files));
      } catch (error) {
        await files?.discard();
        if (error instanceof DataError) sendRefusal(req, res, error);
        else next(error);
      } finally {
        reading--;
        await files?.discard();
      }
    },
  );
  router.delete("/v1/books/:id", guard("admin", guarding), async (req: Request, res: Response) => {
    const isGone = await library.remove(callerOf(res), String(req.params.id));
    if (!isGone)
      throw new ServerError("not-found", "There is no uploaded book of this id; GET /v1/books lists them.");
    res.status(204).end();
  });
  return router;
}

function isDry(req: Request): boolean {
  return new URLSearchParams(req.url.split("?")[1] ?? "").get("dry") === "1";
}

/** What the file looks like and what would become of it; nothing is kept. */
async function answerDry(res: Response, library: Library, files: Received): Promise<void> {
  const { book, inspection } = await library.try(files);
  res.json({ inspection, report: reportBook(book) });
}

async function answerAdded(res: Response, library: Library, files: Received): Promise<void> {
  const { entry, book } = await library.add(callerOf(res), files);
  res
    .status(201)
    .location(`/v1/book?book=${entry.id}`)
    .json({ book: listed(entry), report: reportBook(book), kept: library.isKept });
}

/** A file that does not load is a problem with the mapping that is proposed for it. */
function sendRefusal(req: Request, res: Response, error: DataError): void {
  const requestId = String(res.locals.requestId);
  const known = new ServerError("invalid-book", error.message);
  const { body } = problemBody(known, { method: req.method, path: req.path, requestId });
  const inspection = error instanceof RefusedBook ? error.inspection : null;
  const { line, column, nearest } = error.details;
  res
    .status(body.status)
    .type("application/problem+json")
    .send(JSON.stringify({ ...body, fault: { code: error.code, line, column, nearest }, inspection }));
}
