/** A worker thread that loads one book, so that a large upload does not hold up anybody's answer. */
import { parentPort, workerData } from "node:worker_threads";
import { DataError } from "../../data/errors.ts";
import { loadBook } from "../../data/load.ts";
import { parseMapping } from "../../data/mapping.ts";
import { type Inspection, inspectFile } from "../../data/match/inspect.ts";
import { sourceAt } from "../../data/warehouse/row-source.ts";
import { reclaimAtWork } from "../workers/reclaim-memory.ts";
import { yieldToOthers } from "../workers/yield-to-others.ts";
import type { BookPaths, LoadMessage, LoadOutcome } from "./load-in-thread.ts";

const paths = workerData as BookPaths;

/** A file under the name that its owner gave it. */
const source = ({ path, name }: { readonly path: string; readonly name: string }) => ({
  ...sourceAt(path),
  name,
});

async function inspect(): Promise<Inspection | null> {
  return inspectFile(source(paths.accounts)).catch(() => null);
}

async function load(): Promise<LoadOutcome> {
  try {
    const mapping = paths.mapping === null ? undefined : parseMapping(paths.mapping, "mapping");
    const tam = paths.tam === null ? undefined : source(paths.tam);
    const onRows = (rows: number) => {
      parentPort?.postMessage({ kind: "rows", rows } satisfies LoadMessage);
      reclaimAtWork();
    };
    const accounts = source(paths.accounts);
    const book = await loadBook({ accounts, tam, mapping, maxBytes: paths.maxBytes, onRows });
    return { kind: "loaded", book };
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    const { code, message, details } = error;
    return { kind: "refused", code, message, details, inspection: await inspect() };
  }
}

async function answer(): Promise<LoadOutcome> {
  if (!paths.isDry) return load();
  const found = await load();
  const inspection = await inspect();
  return found.kind === "refused" ? found : { ...found, inspection };
}

yieldToOthers();
parentPort?.postMessage(await answer());
