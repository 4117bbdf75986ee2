import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseSync, Visitor } from "vite";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A regular expression of the sources, and the file that it is in. */
export interface Expression {
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}

/** Every regular expression that is written out in the sources. */
export function writtenExpressions(): Expression[] {
  const found: Expression[] = [];
  for (const file of globSync("{bin,contract,data,prompts,server,service,tiering,web}/**/*.{ts,tsx}", {
    cwd: root,
  })) {
    const { program, errors } = parseSync(file, readFileSync(`${root}/${file}`, "utf8"));
    if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`);
    new Visitor({
      Literal(node) {
        if ("regex" in node) found.push({ file, source: node.regex.pattern, flags: node.regex.flags });
      },
    }).visit(program);
  }
  return found;
}
