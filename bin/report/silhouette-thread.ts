import { parentPort } from "node:worker_threads";
import { silhouettePart } from "../../tiering/index.ts";
import type { SilhouetteTask } from "./exact-silhouettes.ts";

parentPort!.on("message", ({ input, part }: SilhouetteTask) => {
  const sums = silhouettePart(input, part);
  parentPort!.postMessage(sums, [sums.buffer as ArrayBuffer]);
});
