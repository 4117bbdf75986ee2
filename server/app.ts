import express, { type Express, type Router } from "express";
import type { Logger } from "pino";
import type { Access } from "../service/access/access.ts";
import { ServiceError } from "../service/errors.ts";
import type { Service } from "../service/service.ts";
import type { Guarding } from "./access/guard.ts";
import { identify } from "./access/identify.ts";
import { oidcRoutes } from "./access/oidc-routes.ts";
import { UPLOADS } from "./books/describe.ts";
import { bookDispatch } from "./books/dispatch.ts";
import { uploadRoutes } from "./books/routes.ts";
import type { AppDeps } from "./deps.ts";
import { mcpRoute } from "./mcp/routes.ts";
import { compress } from "./middleware/compress.ts";
import { notFound, problems } from "./middleware/problems.ts";
import { readOnly } from "./middleware/read-only.ts";
import { requestId } from "./middleware/request-id.ts";
import { requestLog } from "./middleware/request-log.ts";
import { sameSite } from "./middleware/same-site.ts";
import { allowOrigins, securityHeaders } from "./middleware/security.ts";
import { mount } from "./operations/mount.ts";
import type { AnyOperation } from "./operations/operation.ts";
import { createPlaces, type PlaceLimits } from "./operations/places.ts";
import { createTurns } from "./operations/turns.ts";
import { accountOperations } from "./routes/accounts.ts";
import { auditOperations } from "./routes/audit.ts";
import { bookOperations, libraryOperations } from "./routes/book.ts";
import { chatOperations } from "./routes/chat.ts";
import { columnOperations } from "./routes/columns.ts";
import { compareOperations } from "./routes/compare.ts";
import { coverageOperations } from "./routes/coverage.ts";
import { docsPages, openapiOperation } from "./routes/docs.ts";
import { frontierOperations } from "./routes/frontier.ts";
import { goalOperations } from "./routes/goals.ts";
import { healthOperations } from "./routes/health.ts";
import { holdOperations } from "./routes/holds.ts";
import { interpretationOperations } from "./routes/interpretations.ts";
import { moverOperations } from "./routes/movers.ts";
import { webPage } from "./routes/page.ts";
import { progressionOperations } from "./routes/progression.ts";
import { reportOperations } from "./routes/report.ts";
import { rulesOperations } from "./routes/rules.ts";
import { rulesLoopOperations } from "./routes/rules-loop.ts";
import { runOperations } from "./routes/runs.ts";
import { scenarioOperations } from "./routes/scenarios.ts";
import { segmentationOperations } from "./routes/segmentations.ts";
import { sessionOperations } from "./routes/session.ts";
import { sharedLinkOperations } from "./routes/shared-links.ts";
import { stabilityOperations } from "./routes/stability.ts";
import { storyOperations } from "./routes/story.ts";
import { tiersOperations } from "./routes/tiers.ts";
import { tokenOperations } from "./routes/tokens.ts";

/** Thirty downloads of one client at once are made and sent four by four; what is read slowly makes room for others. */
const DOWNLOADS: PlaceLimits = {
  atOnce: 8,
  perClient: 4,
  slow: 40,
  slowPerClient: 12,
  waitSeconds: 60,
  late(seconds) {
    const message = `The download could not begin within ${seconds} s, as others are under way; try again.`;
    return new ServiceError("queue-full", message, seconds);
  },
};

/** The whole HTTP app over its parts; it never listens. */
export function createApp(deps: AppDeps): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);
  app.set("query parser", false);
  app.set("trust proxy", deps.trustedProxies);

  app.use(...(deps.onRequest ?? []), requestId, requestLog(deps.logger), deps.connections.track);
  app.use(sameSite({ hosts: deps.hosts, origins: deps.corsOrigins }));
  app.use(securityHeaders(), allowOrigins(deps.corsOrigins), compress);
  app.use(identify(deps.access, deps.store));

  const { access, library, lifecycle, engine, limits, budgets } = deps;
  const { home } = access;
  const [turns, downloads] = [createTurns(), createPlaces(DOWNLOADS)];
  const anywhere: Guarding = { limits, budgets, turns, downloads, workspace: null };
  const atHome: Guarding = { ...anywhere, workspace: home };
  if (library !== null) {
    const configured = { id: deps.book.id, workspace: home };
    app.use(
      bookDispatch(configured, library, (service, workspace) =>
        routesOf(service, access, { ...anywhere, workspace }, deps.logger),
      ),
    );
    app.use(
      uploadRoutes({ library, store: deps.store, maxUploadBytes: deps.maxUploadBytes, guarding: anywhere }),
    );
  }
  app.use(mcpRoute(deps, atHome, deps.logger));
  const { oidc } = access;
  if (oidc !== null) app.use(oidcRoutes({ ...access, oidc }, anywhere, deps.logger));
  const ofBook = operationsOf(deps, access);
  const others = [
    ...libraryOperations(deps, library, home),
    ...healthOperations(deps, lifecycle, home),
    ...sessionOperations(access),
    ...tokenOperations(access, budgets),
    ...sharedLinkOperations(
      { access, service: deps },
      {
        readable: ofBook,
        async hasBook(workspace, id) {
          if (workspace === home && (id === null || id === deps.book.id)) return true;
          return id !== null && library !== null && (await library.has(workspace, id));
        },
      },
    ),
  ];
  mount(app, ofBook, deps, atHome);
  mount(
    app,
    [...others, openapiOperation([...ofBook, ...others, ...(library === null ? [] : UPLOADS)], engine)],
    deps,
    anywhere,
  );
  app.use(readOnly((path) => path === "/" || /^\/(?:docs|assets)(?:\/|$)/.test(path)));
  app.use(docsPages());
  const page = webPage(deps.webRoot);
  if (page) app.use(page);
  app.use(notFound);
  app.use(problems(deps.logger));
  return app;
}

/** What can be asked about one book. */
function operationsOf(service: Service, access: Access): AnyOperation[] {
  return [
    ...chatOperations(service),
    ...interpretationOperations(service),
    ...tiersOperations(service),
    ...compareOperations(service),
    ...segmentationOperations(service),
    ...frontierOperations(service),
    ...moverOperations(service),
    ...progressionOperations(service),
    ...goalOperations(service),
    ...coverageOperations(service),
    ...accountOperations(service),
    ...rulesOperations(service),
    ...rulesLoopOperations(service),
    ...reportOperations(service),
    ...storyOperations(service),
    ...stabilityOperations(service),
    ...runOperations(service),
    ...scenarioOperations(service, access),
    ...holdOperations(service),
    ...auditOperations(service),
    ...columnOperations(service),
    ...bookOperations(service),
  ];
}

/** The routes of an uploaded book. */
function routesOf(service: Service, access: Access, guarding: Guarding, logger: Logger): Router {
  const router = mcpRoute(service, guarding, logger);
  mount(router, operationsOf(service, access), service, guarding);
  return router;
}
