import type { AnswerOf } from "../../contract/answer-of.ts";
import { type Caller, mayAct, UNKNOWN_CALLER } from "../../contract/caller.ts";
import { noQuery } from "../../contract/parameters.ts";
import { sessionAnswer, sessionBody } from "../../contract/session.ts";
import type { Access } from "../../service/access/access.ts";
import type { Session } from "../../service/access/sessions.ts";
import { dropSession, keepSession } from "../access/session-cookie.ts";
import { operation } from "../operations/operation.ts";

/** Who asks, and signing in and out for the page: everything else sends its token with each request. */
export function sessionOperations(access: Access) {
  const answer = (caller: Caller, session: Session | null): AnswerOf<typeof sessionAnswer> => ({
    needed: access.everybody === null,
    caller: caller.role === "anyone" ? null : caller,
    approvesOwn: mayAct(caller, "admin") && access.approvesOwn(caller),
    until: session === null ? null : new Date(session.until).toISOString(),
    ways: access.everybody ? [] : access.oidc ? ["token", "oidc"] : ["token"],
  });
  return [
    operation({
      method: "get",
      path: "/v1/session",
      role: "anyone",
      cost: "cheap",
      summary: "Who asks, and how one signs in here",
      query: noQuery,
      stable: false,
      answers: {
        "application/json": {
          schema: sessionAnswer,
          make: (_call, { caller, session }) => answer(caller, session),
        },
      },
    }),
    operation({
      method: "post",
      path: "/v1/session",
      role: "anyone",
      cost: "cheap",
      summary: "Signs a page in: a token for a cookie that scripts cannot read",
      query: noQuery,
      body: sessionBody,
      bodyLimit: 4_096,
      problems: [401, 403, 413, 415, 422],
      async open({ body: { token }, origin }, { place }) {
        const begun = access.sessions.beginOf(await access.verify(token, place));
        return { state: { session: begun.session }, headers: { "Set-Cookie": keepSession(begun, origin) } };
      },
      answers: {
        "application/json": {
          schema: sessionAnswer,
          make: ({ session }: { session: Session }) => answer(session.caller, session),
        },
      },
    }),
    operation({
      method: "delete",
      path: "/v1/session",
      role: "anyone",
      cost: "cheap",
      summary: "Signs the page out",
      query: noQuery,
      problems: [403],
      open({ origin }, { session }) {
        if (session !== null) access.sessions.end(session);
        return { headers: { "Set-Cookie": dropSession(origin) } };
      },
      answers: {
        "application/json": {
          schema: sessionAnswer,
          make: () => answer(access.everybody ?? UNKNOWN_CALLER, null),
        },
      },
    }),
  ];
}
