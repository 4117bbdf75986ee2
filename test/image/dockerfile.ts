/** One instruction of a Dockerfile. */
export interface Instruction {
  /** In capitals: `COPY`, `RUN`, … */
  readonly keyword: string;
  /** `--from=page` as `{from: "page"}`. */
  readonly flags: Readonly<Record<string, string>>;
  /** The words, or the list of the JSON form; for a shell-form RUN or CMD, one text. */
  readonly args: readonly string[];
  /** Whether `args` are one text for `sh -c`. */
  readonly shell: boolean;
  /** Line of the file, 1-based. */
  readonly line: number;
}

/** One stage: FROM and what follows. */
export interface Stage {
  readonly image: string;
  readonly name: string | null;
  readonly instructions: readonly Instruction[];
}

/** What is read. Anything else is refused, so that nothing is quietly left out. */
const KNOWN = ["FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "EXPOSE", "HEALTHCHECK", "CMD"];

/** The stages of a Dockerfile; throws, naming the line, at what it does not know. */
export function parseDockerfile(text: string): Stage[] {
  const stages: { image: string; name: string | null; instructions: Instruction[] }[] = [];
  for (const { content, line } of logicalLines(text)) {
    const instruction = parseInstruction(content, line);
    if (instruction.keyword === "FROM") {
      const [image = "", as = "", name = ""] = instruction.args;
      if (as !== "" && as.toUpperCase() !== "AS") refuse(line, `FROM image AS name`, content);
      stages.push({ image, name: name === "" ? null : name, instructions: [] });
    } else if (stages.length === 0) refuse(line, "FROM first", content);
    else stages[stages.length - 1].instructions.push(instruction);
  }
  return stages;
}

/** Lines without comments and blank ones, continuations joined. */
function* logicalLines(text: string): Generator<{ content: string; line: number }> {
  let content = "";
  let start = 0;
  for (const [at, raw] of text.split(/\r?\n/).entries()) {
    const part = raw.trim();
    if (part === "" || part.startsWith("#")) continue;
    if (content === "") start = at + 1;
    content += part.endsWith("\\") ? `${part.slice(0, -1).trimEnd()} ` : part;
    if (part.endsWith("\\")) continue;
    yield { content, line: start };
    content = "";
  }
  if (content !== "") refuse(start, "an end after the last \\", content);
}

function parseInstruction(content: string, line: number): Instruction {
  const [word, rest] = firstWord(content);
  const keyword = word.toUpperCase();
  if (!KNOWN.includes(keyword)) refuse(line, `one of ${KNOWN.join(", ")}`, content);
  const flags: Record<string, string> = {};
  let text = rest;
  while (text.startsWith("--")) {
    const [flag, after] = firstWord(text);
    const [name, ...value] = flag.slice(2).split("=");
    flags[name] = value.join("=");
    text = after;
  }
  if (text.startsWith("[")) return { keyword, flags, args: JSON.parse(text), shell: false, line };
  if (text.includes("<<")) refuse(line, "no here-document", content);
  if (keyword === "HEALTHCHECK") return { ...parseInstruction(text, line), keyword, flags };
  const shell = keyword === "RUN" || keyword === "CMD";
  // Variables and wildcards would have to be resolved as Docker does.
  if (!shell && /[$*?]/.test(text)) refuse(line, "plain names", content);
  return { keyword, flags, args: shell ? [text] : text.split(/\s+/), shell, line };
}

function firstWord(text: string): [string, string] {
  const end = text.search(/\s/);
  return end < 0 ? [text, ""] : [text.slice(0, end), text.slice(end).trimStart()];
}

function refuse(line: number, expected: string, got: string): never {
  throw new Error(`Dockerfile line ${line}: expected ${expected}, got ${JSON.stringify(got)}`);
}
