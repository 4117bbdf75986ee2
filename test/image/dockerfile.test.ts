import { describe, expect, it } from "vitest";
import { isIgnored } from "./build-context.ts";
import { copiedBy } from "./copy.ts";
import { parseDockerfile } from "./dockerfile.ts";

const only = (text: string) => parseDockerfile(`FROM scratch\n${text}`)[0].instructions[0];

describe("parseDockerfile", () => {
  it("parts stages at FROM and names them", () => {
    const stages = parseDockerfile(
      "FROM a:1-slim AS one\nRUN x\n\nFROM b as two\nFROM c\nWORKDIR /w\nUSER node\n",
    );
    expect(stages.map(({ image, name }) => [image, name])).toEqual([
      ["a:1-slim", "one"],
      ["b", "two"],
      ["c", null],
    ]);
    expect(stages.map(({ instructions }) => instructions.length)).toEqual([1, 0, 2]);
  });

  it("joins continued lines, leaves comments out within them too, and counts from the first", () => {
    const run = only("# first\nRUN a \\\n  # between\n\n  && b \\\r\n  --c\n");
    expect(run).toEqual({ keyword: "RUN", flags: {}, args: ["a && b --c"], shell: true, line: 3 });
  });

  it("reads flags, words and the JSON form", () => {
    expect(only("copy --from=page --chown=node:node a b  c/")).toMatchObject({
      keyword: "COPY",
      flags: { from: "page", chown: "node:node" },
      args: ["a", "b", "c/"],
    });
    expect(only('CMD ["node", "a b.ts", "$x # \\"<<"]')).toMatchObject({
      args: ["node", "a b.ts", '$x # "<<'],
      shell: false,
    });
    expect(only("CMD node a.ts")).toMatchObject({ args: ["node a.ts"], shell: true });
    expect(only('HEALTHCHECK --interval=1s \\\n CMD ["true"]')).toMatchObject({
      keyword: "HEALTHCHECK",
      flags: { interval: "1s" },
      args: ["true"],
    });
  });

  it.each([
    ["ADD a b", "ADD a b"],
    ["ARG x=1", "ARG x=1"],
    ["COPY *.json ./", "plain names"],
    ["COPY $x ./", "plain names"],
    ["RUN <<EOF", "no here-document"],
    ["RUN a \\", "an end after"],
  ])("refuses %s, which it would not do as Docker does", (line, named) => {
    expect(() => only(line)).toThrow(`Dockerfile line 2: `);
    expect(() => only(line)).toThrow(named);
  });

  it("refuses an instruction before the first stage", () => {
    expect(() => parseDockerfile("RUN x")).toThrow("FROM first");
  });
});

describe("copiedBy", () => {
  const folders: Record<string, boolean> = { "a.json": false, "d/b.ts": false, room: true };
  const copied = (line: string, workdir = "/app") =>
    copiedBy(only(line), workdir, (source) => folders[source] ?? null).map(({ source, target }) => [
      source,
      target,
    ]);

  it("puts files into a folder, or under the name given", () => {
    expect(copied("COPY a.json d/b.ts ./")).toEqual([
      ["a.json", "app/a.json"],
      ["d/b.ts", "app/b.ts"],
    ]);
    expect(copied("COPY a.json b.json")).toEqual([["a.json", "app/b.json"]]);
    expect(copied("COPY /a.json /etc/")).toEqual([["a.json", "etc/a.json"]]);
  });

  it("puts a folder's contents into the target", () => {
    expect(copied("COPY room room")).toEqual([["room", "app/room"]]);
    expect(copied("COPY ./room/ ./", "/")).toEqual([["room", ""]]);
  });

  it("refuses what is not there", () => {
    expect(() => copied("COPY gone ./")).toThrow("COPY gone: no such file or folder in the build context");
    expect(() => copied("COPY --from=page gone ./")).toThrow("in stage page");
  });
});

describe("isIgnored", () => {
  it.each([
    ["**\n!room\nroom/dist", "room/a/b.ts", false],
    ["**\n!room\nroom/dist", "room/dist/b.js", true],
    ["**\n!room", "other.ts", true],
    ["**\n!room", "roommate/a.ts", true],
    ["# all\n\n*.log\n", "a.log", true],
    ["*.log", "deep/a.log", false],
    ["**/*.log", "deep/er/a.log", true],
    ["/dist/", "dist/a", true],
    ["", "a", false],
  ])("%j keeps %s out: %s", (dockerignore, path, ignored) => {
    expect(isIgnored(path, dockerignore)).toBe(ignored);
  });
});
