import express, { type Express } from "express";
import type { AppDeps } from "./deps.ts";
import { compress } from "./middleware/compress.ts";
import { notFound, problems } from "./middleware/problems.ts";
import { requestId } from "./middleware/request-id.ts";
import { requestLog } from "./middleware/request-log.ts";
import { sameSite } from "./middleware/same-site.ts";
import { allowOrigins, securityHeaders } from "./middleware/security.ts";
import { mount } from "./operations/mount.ts";
import { accountOperations } from "./routes/accounts.ts";
import { chatOperations } from "./routes/chat.ts";
import { columnOperations } from "./routes/columns.ts";
import { compareOperations } from "./routes/compare.ts";
import { coverageOperations } from "./routes/coverage.ts";
import { docsPages, openapiOperation } from "./routes/docs.ts";
import { frontierOperations } from "./routes/frontier.ts";
import { goalOperations } from "./routes/goals.ts";
import { healthOperations } from "./routes/health.ts";
import { interpretationOperations } from "./routes/interpretations.ts";
import { moverOperations } from "./routes/movers.ts";
import { webPage } from "./routes/page.ts";
import { progressionOperations } from "./routes/progression.ts";
import { rulesOperations } from "./routes/rules.ts";
import { rulesLoopOperations } from "./routes/rules-loop.ts";
import { runOperations } from "./routes/runs.ts";
import { segmentationOperations } from "./routes/segmentations.ts";
import { stabilityOperations } from "./routes/stability.ts";
import { storyOperations } from "./routes/story.ts";
import { tiersOperations } from "./routes/tiers.ts";

/** The whole HTTP app over its parts; it never listens. */
export function createApp(deps: AppDeps): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);
  app.set("query parser", false);
  app.set("trust proxy", deps.trustedProxies);

  app.use(requestId, requestLog(deps.logger), deps.connections.track);
  app.use(sameSite({ hosts: deps.hosts, origins: deps.corsOrigins }));
  app.use(securityHeaders(), allowOrigins(deps.corsOrigins), compress);

  const operations = [
    ...chatOperations(deps),
    ...interpretationOperations(deps),
    ...tiersOperations(deps),
    ...compareOperations(deps),
    ...segmentationOperations(deps),
    ...frontierOperations(deps),
    ...moverOperations(deps),
    ...progressionOperations(deps),
    ...goalOperations(deps),
    ...coverageOperations(deps),
    ...accountOperations(deps),
    ...rulesOperations(deps),
    ...rulesLoopOperations(deps),
    ...storyOperations(deps),
    ...stabilityOperations(deps),
    ...runOperations(deps),
    ...columnOperations(deps),
    ...healthOperations(deps, deps.lifecycle),
  ];
  mount(app, [...operations, openapiOperation(operations, deps.engine)], deps);
  app.use(docsPages());
  const page = webPage(deps.webRoot);
  if (page) app.use(page);
  app.use(notFound);
  app.use(problems(deps.logger));
  return app;
}
