import type { RequestHandler } from "express";
import type { Logger } from "pino";
import type { Access } from "../service/access/access.ts";
import type { Library } from "../service/library/library.ts";
import type { Limits } from "../service/limits/limits.ts";
import type { ModelBudgets } from "../service/limits/model-budgets.ts";
import type { Service } from "../service/service.ts";
import type { Connections } from "./connections.ts";
import type { Lifecycle } from "./lifecycle.ts";

/** All that the app is made of; tests hand in their own. */
export interface AppDeps extends Service {
  readonly logger: Logger;
  readonly lifecycle: Lifecycle;
  readonly access: Access;
  readonly limits: Limits;
  readonly budgets: ModelBudgets;
  readonly connections: Connections;
  /** Sees every request before anything else does. */
  readonly onRequest?: readonly RequestHandler[];
  readonly corsOrigins: readonly string[];
  /** Names of this server beside addresses and names without a dot. */
  readonly hosts: readonly string[];
  /** Number of proxies in front whose X-Forwarded-For is believed. */
  readonly trustedProxies: number;
  /** Uploaded books; null where this server takes none. */
  readonly library: Library | null;
  /** Most bytes of one uploaded file as it is sent. */
  readonly maxUploadBytes: number;
  /** Folder of the built web page; not served where it does not exist. */
  readonly webRoot?: string;
}
