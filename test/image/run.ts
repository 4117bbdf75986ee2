/**
 * `npm run test:image`: what `docker build` and `docker run` would do, without Docker, step by step from the
 * Dockerfile: each stage in an empty folder with what its COPY lines bring from a clean checkout, its RUN lines
 * with the image's Node; then the last stage's command, its health check, an answer of 50,000 rows, SIGTERM, 0.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { boot } from "./boot.ts";
import { buildContext, root } from "./build-context.ts";
import { type BuiltStage, buildStage } from "./build-stage.ts";
import { parseDockerfile } from "./dockerfile.ts";

const work = mkdtempSync(join(tmpdir(), "image-"));
try {
  const context = join(work, "context");
  for (const file of buildContext()) {
    mkdirSync(dirname(join(context, file)), { recursive: true });
    cpSync(join(root, file), join(context, file));
  }
  // The image has one Node, first on its path, and nothing of the environment of npm's scripts but
  // how the registry is reached.
  const bin = join(work, "bin");
  mkdirSync(bin);
  symlinkSync(process.env.IMAGE_NODE ?? process.execPath, join(bin, "node"));
  const path = (process.env.PATH ?? "").split(delimiter).filter((part) => !part.includes("node_modules"));
  const inherited = Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_(?!config_(?:registry|cafile|cache)$)|NODE_(?:ENV|OPTIONS|COMPILE_CACHE)$|INIT_CWD$|PORT$|HOST$)/.test(
        name,
      ),
  );
  const env = { ...Object.fromEntries(inherited), PATH: [bin, ...path].join(delimiter) };

  const built = new Map<string, BuiltStage>();
  let last: BuiltStage | null = null;
  for (const [index, stage] of parseDockerfile(readFileSync(`${root}/Dockerfile`, "utf8")).entries()) {
    const name = stage.name ?? `${index}`;
    console.log(`stage ${name}, from ${stage.image}`);
    const folder = join(work, "stages", name);
    mkdirSync(folder, { recursive: true });
    last = buildStage(stage, folder, env, (from) => {
      const folder = from === undefined ? context : built.get(from)?.folder;
      if (folder === undefined) throw new Error(`COPY --from=${from}: there is no such stage before ${name}`);
      return folder;
    });
    built.set(name, last);
  }
  if (last === null) throw new Error("the Dockerfile has no stage");
  await boot(last, env);
} finally {
  rmSync(work, { recursive: true, force: true });
}
console.log("the image builds, boots, answers 50,000 rows and ends with 0");
