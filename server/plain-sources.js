/**
 * Preloaded in the image, whose sources have had their types taken out (`bin/strip-types.ts`): they are read as the
 * JavaScript that they are. Node's own reader of TypeScript takes some 11 MiB in each thread. Plain JavaScript itself,
 * so that it does not need that reader.
 */
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";

const OURS = new URL("../", import.meta.url).href;
const PACKAGES = new URL("../node_modules/", import.meta.url).href;

registerHooks({
  load(url, context, next) {
    if (!url.startsWith(OURS) || url.startsWith(PACKAGES) || !url.endsWith(".ts")) return next(url, context);
    return { format: "module", source: readFileSync(new URL(url), "utf8"), shortCircuit: true };
  },
});
