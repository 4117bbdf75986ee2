import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { finishSilhouette, SILHOUETTE_PARTS, type SilhouetteInput } from "../../tiering/index.ts";

/** One part of one silhouette, for a thread. */
export interface SilhouetteTask {
  readonly input: SilhouetteInput;
  readonly part: number;
}

/** Exact mean silhouettes of several clusterings, on as many threads as the machine has cores. */
export async function exactSilhouettes(
  inputs: readonly SilhouetteInput[],
  onProgress: (share: number) => void,
): Promise<(number | null)[]> {
  const means: (number | null)[] = inputs.map(() => null);
  const sums: Float64Array[][] = inputs.map(() => []);
  const tasks = inputs.flatMap((input, at) =>
    input.clusterCount < 2
      ? []
      : Array.from({ length: SILHOUETTE_PARTS }, (_, part) => ({ input, at, part })),
  );
  let next = 0;
  let done = 0;
  const work = async () => {
    const worker = new Worker(new URL("./silhouette-thread.ts", import.meta.url));
    try {
      for (let task = tasks[next++]; task !== undefined; task = tasks[next++]) {
        const { input, at, part } = task;
        const answer = new Promise<Float64Array>((resolve, reject) => {
          worker.once("message", resolve).once("error", reject);
        });
        worker.postMessage({ input, part } satisfies SilhouetteTask);
        sums[at]![part] = await answer;
        worker.removeAllListeners("error");
        if (Object.keys(sums[at]!).length === SILHOUETTE_PARTS) {
          means[at] = finishSilhouette(input, sums[at]!).mean;
          sums[at] = [];
        }
        onProgress(++done / tasks.length);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), tasks.length) }, work));
  return means;
}
