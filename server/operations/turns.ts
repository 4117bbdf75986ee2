import { createFairQueue } from "../../service/workers/fair-queue.ts";

/** Turns of the event loop for what is made piece by piece: one piece a turn, clients one after the other. */
export interface Turns {
  /** Waits for the client's next turn: however many answers another has under way, it is one of two. */
  take(client: string): Promise<void>;
}

/** Makes the turns of one process. */
export function createTurns(): Turns {
  const queue = createFairQueue<{ readonly go: () => void }>();
  const next = () => {
    const turn = queue.take();
    if (turn === undefined) return;
    queue.finish(turn);
    turn.go();
    if (queue.size > 0) setImmediate(next);
  };
  return {
    take: (client) =>
      new Promise((go) => {
        queue.push(client, { go });
        if (queue.size === 1) setImmediate(next);
      }),
  };
}
