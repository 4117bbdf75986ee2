import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AppDeps } from "../../../server/deps.ts";
import { openAccess } from "../../../service/access/open-access.ts";
import { hashOfSecret } from "../../../service/access/secret-hash.ts";
import { readConfig } from "../../../service/config.ts";
import { Library } from "../../../service/library/library.ts";
import type { Limits } from "../../../service/limits/limits.ts";
import { openStore } from "../../../service/store/open-store.ts";
import { smallBook } from "../../service/support/small-book.ts";
import { NO_LIMITS, startApp } from "../support/app.ts";

export const WORKSPACES = ["wnorth", "wsouth"] as const;
export const GIVEN = ["viewer", "analyst", "admin"] as const;

/** The token of a role in a workspace. */
export const tokenOf = (role: string, workspace: string) => `canary-token-of-${role}-in-${workspace}`;
export const EXPIRED = "canary-token-expired";
export const SECRET = "canary-secret-of-signatures";

/** Tokens of every role in two workspaces, and one that is over. */
const LINES = [
  ...WORKSPACES.flatMap((workspace) =>
    GIVEN.map(
      (role) =>
        `name=${role}-${workspace} role=${role} workspace=${workspace} hash=${hashOfSecret(tokenOf(role, workspace))}`,
    ),
  ),
  `name=gone role=admin workspace=wnorth expires=2020-01-31 hash=${hashOfSecret(EXPIRED)}`,
].join("\n");

/** The environment of a server with these tokens, whose own book is of the workspace wnorth. */
export const ENVIRONMENT = { TIERING_TOKENS: LINES, TIERING_WORKSPACE: "wnorth", TIERING_SECRET: SECRET };

interface Parts extends Partial<AppDeps> {
  readonly environment?: Record<string, string>;
  readonly limits?: Limits;
}

/** A listening server that wants to know who asks, with a library. */
export async function startGuarded({ environment = {}, ...parts }: Parts = {}) {
  const folder = await mkdtemp(join(tmpdir(), "guarded-"));
  const store = await openStore({});
  const library = await Library.open({
    folder,
    store,
    memoryBytes: 2 ** 30,
    maxBytes: 2 ** 24,
    days: null,
    now: () => new Date("2026-03-31T12:00:00Z"),
    async open(book) {
      const { deps, close } = await startApp(book, { store, linkedBook: book.id });
      return { service: deps, close };
    },
  });
  const limits = parts.limits ?? NO_LIMITS;
  const access = openAccess(readConfig({ ...ENVIRONMENT, ...environment }), limits);
  const started = await startApp(smallBook(), { access, library, store, ...parts, limits });
  const server = createServer(started.app).listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...started,
    access,
    library,
    origin,
    /** Asks as whoever the token is, if any. */
    ask: (path: string, token: string | null = null, init: RequestInit = {}) => {
      const headers = { ...(token === null ? {} : { Authorization: `Bearer ${token}` }), ...init.headers };
      return fetch(`${origin}${path}`, { redirect: "manual", ...init, headers });
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await started.close();
      await library.close();
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Uploads a book whose cells and name nobody else should see; returns its id. */
export async function uploadCanary(
  { ask }: Awaited<ReturnType<typeof startGuarded>>,
  workspace: string,
): Promise<string> {
  const rows = ["A", "B", "B"].map((tier, k) => `${workspace}-canary-${k},${tier},${k + 1},${9 - k}`);
  const text = `ID,MarketTier_FY26,TotalRevenue_FY26,PotentialRevenue_FY30\n${rows.join("\n")}\n`;
  const body = new FormData();
  body.set("accounts", new Blob([text]), `${workspace}-canary.csv`);
  const response = await ask("/v1/books", tokenOf("analyst", workspace), { method: "POST", body });
  const answer = (await response.json()) as { readonly book: { readonly id: string } };
  return answer.book.id;
}
