import type { RequestListener } from "node:http";

/** A handler that can be replaced between two requests. */
export interface Swappable {
  readonly handler: RequestListener;
  /** Puts another handler in its place at once; ends once the requests of the one before have been answered. */
  swap(next: RequestListener): Promise<void>;
}

/** A handler that hands each request to the one in place when it comes, to its end. */
export function swappable(first: RequestListener): Swappable {
  let place = occupied(first);
  return {
    handler: (req, res) => place.handle(req, res),
    async swap(next) {
      const before = place;
      place = occupied(next);
      await before.idle();
    },
  };
}

/** A handler that knows when none of its requests is left. */
function occupied(listener: RequestListener) {
  let open = 0;
  let whenIdle: (() => void) | null = null;
  return {
    handle: ((req, res) => {
      open++;
      res.once("close", () => {
        open--;
        if (open === 0) whenIdle?.();
      });
      listener(req, res);
    }) satisfies RequestListener,
    idle: () =>
      new Promise<void>((resolve) => {
        if (open === 0) resolve();
        else whenIdle = resolve;
      }),
  };
}
