import type { NextFunction, Request, Response } from "express";

/** Whether the server is shutting down; the one thing that main tells the app after it was made. */
export interface Lifecycle {
  draining: boolean;
}

/** While draining, tells keep-alive clients to close after their answer. */
export function closeWhileDraining(lifecycle: Lifecycle) {
  return (_req: Request, res: Response, next: NextFunction): void => {
    if (lifecycle.draining) res.set("Connection", "close");
    next();
  };
}
