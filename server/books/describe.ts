import { z } from "zod";
import { uploadAnswer, uploadForm, uploadQuery } from "../../contract/book.ts";
import type { Described } from "../operations/openapi.ts";

/** Uploading and removing a book as the API's description has them: routes with bodies that no operation takes. */
export const UPLOADS: readonly Described[] = [
  {
    method: "post",
    path: "/v1/books",
    role: "analyst",
    writes: true,
    summary: "Upload a book: 201 with its report, or 422 with a proposed mapping",
    description:
      "Streamed to disk and read on a thread of its own. As text/event-stream: `progress` with the rows read so far, then `result` or `error`.",
    query: uploadQuery,
    form: uploadForm,
    problems: [413, 415, 422, 503],
    status: 201,
    about: () => ({}),
    answers: { "application/json": { schema: uploadAnswer } },
  },
  {
    method: "delete",
    path: "/v1/books/:id",
    role: "admin",
    summary: "Remove an uploaded book and its files",
    pathParameters: z.object({ id: z.string().describe("Of GET /v1/books.") }),
    status: 204,
    answers: {},
  },
];
