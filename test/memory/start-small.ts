import { readFileSync } from "node:fs";
import { type MeasuredServer, startServer } from "../bench/support/server.ts";
import { parseDockerfile } from "../image/dockerfile.ts";
import { plainCopy } from "../image/plain-copy.ts";

/** Memory of the instance that the blueprint takes, MiB. */
export const INSTANCE_MB = 512;

const SMALL = new URL("./small-instance.js", import.meta.url).href;
const DOCKERFILE = new URL("../../Dockerfile", import.meta.url);

/** What the image starts its server with: its environment, and Node's options. */
function imageSettings() {
  const { instructions } = parseDockerfile(readFileSync(DOCKERFILE, "utf8")).at(-1)!;
  const of = (keyword: string) => instructions.filter((each) => each.keyword === keyword);
  const set = of("ENV").flatMap(({ args }) => args.map((pair) => pair.split("=") as [string, string]));
  const { HOST: _, PORT: __, ...environment } = Object.fromEntries(set);
  const [, ...words] = of("CMD")[0]!.args;
  return { environment, options: words.slice(0, -1) };
}

/**
 * Starts the server as the image does: its sources without types, its environment, and Node's options, each of which
 * `optionOf` may change; `more` are added.
 */
export async function startImageServer(
  own: Record<string, string> = {},
  { optionOf = (option: string) => option, more = [] as readonly string[] } = {},
): Promise<MeasuredServer> {
  const { environment, options } = imageSettings();
  const { folder: root, remove: onEnd } = plainCopy();
  return startServer({ ...environment, ...own }, [...options.map(optionOf), ...more], { root, onEnd });
}

/**
 * Starts the server as the image does on an instance of 512 MiB: with its environment and Node's options, a share
 * of the memory being one of the instance's, and with what the service takes from the size of the instance.
 */
export function startSmallServer(environment: Record<string, string> = {}) {
  // Empty counts as absent: results are kept as they are by default.
  return startImageServer(
    { WORKERS: "1", KEPT_MB: "", ...environment },
    { optionOf: ofInstance, more: ["--import", SMALL] },
  );
}

/** A share of the machine's memory as one of the instance's; what is no share stays. */
function ofInstance(option: string): string {
  if (!option.includes("-percentage")) return option;
  const percentage = /^--max-old-space-size-percentage=(\d+)$/.exec(option)?.[1];
  if (percentage === undefined)
    throw new Error(`the image has a share of memory that this test does not know: ${option}`);
  return `--max-old-space-size=${Math.floor((Number(percentage) / 100) * INSTANCE_MB)}`;
}
