import express, { type Express } from "express";
import type { AppDeps } from "./deps.ts";
import { closeWhileDraining } from "./middleware/drain.ts";
import { notFound, problems } from "./middleware/problems.ts";
import { requestId } from "./middleware/request-id.ts";
import { requestLog } from "./middleware/request-log.ts";
import { allowOrigins, securityHeaders } from "./middleware/security.ts";
import { mount } from "./resource.ts";
import { accountListRoute } from "./routes/account-list.ts";
import { accountsRoute } from "./routes/accounts.ts";
import { chatRoute } from "./routes/chat.ts";
import { columnsRoutes } from "./routes/columns.ts";
import { compareRoute } from "./routes/compare.ts";
import { docsPages, openapiRoute } from "./routes/docs.ts";
import { frontierRoute } from "./routes/frontier.ts";
import { goalsRoutes } from "./routes/goals.ts";
import { healthRoutes } from "./routes/health.ts";
import { interpretationsRoute } from "./routes/interpretations.ts";
import { moversRoute } from "./routes/movers.ts";
import { webPage } from "./routes/page.ts";
import { rulesRoute } from "./routes/rules.ts";
import { rulesLoopRoutes } from "./routes/rules-loop.ts";
import { segmentationsRoutes } from "./routes/segmentations.ts";
import { stabilityRoute } from "./routes/stability.ts";
import { storyRoutes } from "./routes/story.ts";
import { tiersRoutes } from "./routes/tiers.ts";

/** The whole HTTP app over its parts; it never listens. */
export function createApp(deps: AppDeps): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);
  app.set("query parser", false);
  app.set("trust proxy", deps.trustedProxies);

  app.use(requestId, requestLog(deps.logger), closeWhileDraining(deps.lifecycle));
  app.use(securityHeaders(), allowOrigins(deps.corsOrigins));

  const resources = [
    chatRoute(deps),
    interpretationsRoute(deps),
    ...tiersRoutes(deps),
    compareRoute(deps),
    ...segmentationsRoutes(deps),
    frontierRoute(deps),
    moversRoute(deps),
    ...goalsRoutes(deps),
    accountListRoute(deps),
    accountsRoute(deps),
    rulesRoute(deps),
    ...rulesLoopRoutes(deps),
    ...storyRoutes(deps),
    stabilityRoute(deps),
    ...columnsRoutes(deps),
    ...healthRoutes(deps),
  ];
  mount(app, [...resources, openapiRoute(resources, deps.engine)]);
  app.use(docsPages());
  const page = webPage(deps.webRoot);
  if (page) app.use(page);
  app.use(notFound);
  app.use(problems(deps.logger));
  return app;
}
