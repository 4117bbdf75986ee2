import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, statSync, symlinkSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { copiedBy } from "./copy.ts";
import type { Instruction, Stage } from "./dockerfile.ts";

/** A stage that was built in a folder of its own. */
export interface BuiltStage {
  /** The folder that stands for `/`. */
  readonly folder: string;
  /** Working folder within it. */
  readonly workdir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly command: readonly string[] | null;
  readonly healthCheck: readonly string[] | null;
}

/** The folder that a COPY takes from: the build context, or another stage's. */
type SourceFolder = (from: string | undefined) => string;

/** Where Node stands in its own images. */
const NODE = "usr/local/bin/node";

/** Does what a stage says in a folder with what the base image has: of Node's, Node. `env` is the image's. */
export function buildStage(
  stage: Stage,
  folder: string,
  env: NodeJS.ProcessEnv,
  sourceFolder: SourceFolder,
): BuiltStage {
  const built = { folder, workdir: "/", env: {} as Record<string, string> };
  if (stage.image.startsWith("node:")) {
    mkdirSync(dirname(join(folder, NODE)), { recursive: true });
    symlinkSync(env.IMAGE_NODE ?? process.execPath, join(folder, NODE));
  }
  let command: readonly string[] | null = null;
  let healthCheck: readonly string[] | null = null;
  for (const each of stage.instructions) {
    const cwd = join(folder, built.workdir);
    mkdirSync(cwd, { recursive: true });
    if (each.keyword === "WORKDIR") built.workdir = join(built.workdir, each.args[0]);
    else if (each.keyword === "ENV") Object.assign(built.env, variables(each));
    else if (each.keyword === "COPY") copy(each, built.workdir, folder, sourceFolder(each.flags.from));
    else if (each.keyword === "RUN") run(each, cwd, { ...env, ...built.env });
    else if (each.keyword === "CMD") command = within(folder, commandOf(each));
    else if (each.keyword === "HEALTHCHECK") healthCheck = within(folder, commandOf(each));
  }
  return { ...built, command, healthCheck };
}

/** A command whose program is in the stage. */
function within(folder: string, [program, ...args]: readonly string[]): readonly string[] {
  return [isAbsolute(program) ? join(folder, program) : program, ...args];
}

function commandOf({ args, shell }: Instruction): readonly string[] {
  return shell ? ["sh", "-c", ...args] : args;
}

function variables({ args, line }: Instruction): Record<string, string> {
  return Object.fromEntries(
    args.map((pair) => {
      const at = pair.indexOf("=");
      if (at < 1)
        throw new Error(`Dockerfile line ${line}: expected NAME=value, got ${JSON.stringify(pair)}`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

function copy(instruction: Instruction, workdir: string, folder: string, from: string): void {
  const isFolder = (source: string) =>
    statSync(join(from, source), { throwIfNoEntry: false })?.isDirectory() ?? null;
  for (const { source, target } of copiedBy(instruction, workdir, isFolder)) {
    mkdirSync(dirname(join(folder, target)), { recursive: true });
    cpSync(join(from, source), join(folder, target), { recursive: true, verbatimSymlinks: true });
  }
}

function run(instruction: Instruction, cwd: string, env: NodeJS.ProcessEnv): void {
  const [file, ...rest] = commandOf(instruction);
  console.log(`RUN ${instruction.args.join(" ")}`);
  const { status, signal } = spawnSync(file, rest, { cwd, env, stdio: "inherit" });
  if (status === 0) return;
  throw new Error(`Dockerfile line ${instruction.line}: RUN ended with ${status ?? signal}`);
}
