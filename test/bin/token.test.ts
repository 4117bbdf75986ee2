import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { createTokenDirectory } from "../../service/access/token-directory.ts";
import { readTokenLines } from "../../service/access/token-line.ts";

const program = new URL("../../bin/token.ts", import.meta.url).pathname;
const token = (args: string[], input = "") =>
  spawnSync(process.execPath, [program, ...args], { encoding: "utf8", input });

describe("npm run token", () => {
  it("prints a line that the server takes, and its token once, elsewhere", () => {
    const made = token([
      "--name",
      "ana",
      "--role",
      "analyst",
      "--workspace",
      "emea",
      "--expires",
      "2030-01-31",
    ]);
    const secret = /tiering_[\w-]{43}/.exec(made.stderr)![0];
    expect(made.stdout).not.toContain(secret);
    const entries = readTokenLines(made.stdout, "T");
    expect(entries).toMatchObject([
      { name: "ana", role: "analyst", workspace: "emea", expires: Date.parse("2030-02-01") },
    ]);
    expect(createTokenDirectory(entries).known(secret)?.name).toBe("ana");
  });

  it("takes a password from standard input, and never shows it", async () => {
    const made = token(["--name", "bo", "--role", "viewer", "--password"], "correct horse battery\n");
    expect(made.stdout + made.stderr).not.toContain("horse");
    const tokens = createTokenDirectory(readTokenLines(made.stdout, "T"));
    expect((await tokens.tryPassword("correct horse battery"))?.name).toBe("bo");
  });

  it.each<[string[], RegExp]>([
    [["--role", "viewer"], /--name and --role/],
    [["--name", "a b", "--role", "viewer"], /--name: got "a b", expected no spaces/],
    [["--name", "ana", "--role", "boss"], /role/],
    [["--name", "ana", "--role", "viewer", "--expires", "soon"], /expected a day/],
    [["--name", "ana", "--role", "viewer", "--password"], /12 or more/],
    [["--name", "ana", "--role", "viewer", "--forever"], /--forever/],
  ])("%j: exit code 1, what was wrong, and no line", (args, says) => {
    const { status, stdout, stderr } = token(args, "short");
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(says);
    expect(stderr).not.toContain("    at ");
  });
});
