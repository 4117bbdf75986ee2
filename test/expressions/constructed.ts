/** Prints, as JSON, every regular expression that the sources construct while they load and read some messages. */
import { globSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Expression } from "./literals.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const found = new Map<string, Expression>();

/** The file of the sources that is constructing, where it is one; libraries have their own rules. */
function caller(): string | null {
  const frame = new Error().stack?.split("\n").find((line, i) => i > 2 && line.includes("file://")) ?? "";
  const path = frame.match(/file:\/\/([^:]+)/)?.[1] ?? "";
  return path.startsWith(root) && !path.includes("node_modules") ? relative(root, path) : null;
}

globalThis.RegExp = new Proxy(RegExp, {
  construct(target, args, self) {
    const { source, flags } = new target(...(args as [string, string]));
    const file = caller();
    if (file !== null) found.set(`${file} ${source} ${flags}`, { file, source, flags });
    return Reflect.construct(target, args, self);
  },
});

for (const file of globSync("{contract,data,prompts,service,tiering}/**/*.ts", { cwd: root })) {
  // Workers' scripts would wait for work.
  if (!/(?:workers\/thread|coverage\/proof-thread)\.ts$/u.test(file))
    await import(pathToFileURL(`${root}/${file}`).href);
}
const { createInterpreter } = await import("../../prompts/index.ts");
const { vocabulary } = await import("../support/vocabulary.ts");
const { readMessages } = await import("../support/messages.ts");
const interpreter = createInterpreter({ model: null, vocabulary });
for (const { message } of readMessages("golden")) await interpreter.interpret({ message });
console.log(JSON.stringify([...found.values()]));
