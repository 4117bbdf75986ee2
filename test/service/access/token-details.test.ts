import { describe, expect, it } from "vitest";
import { hashOfSecret, readHash, type SecretHash } from "../../../service/access/secret-hash.ts";
import { createTokenDirectory, fingerprintOf } from "../../../service/access/token-directory.ts";
import { readTokenLines } from "../../../service/access/token-line.ts";
import { createVerifier } from "../../../service/access/verifier.ts";
import { createMemoryLimits } from "../../../service/limits/limits.ts";

const HASH = hashOfSecret("a secret of this test");
const lineOf = (name: string, more = "") => `name=${name} role=viewer hash=${HASH}${more}`;

describe("a token's end", () => {
  it.each([
    ["2027-01-31T18:00:00Z", "2027-01-31T18:00:00Z"],
    ["2027-01-31T18:00:00+02:00", "2027-01-31T16:00:00Z"],
    ["2027-01-31", "2027-02-01T00:00:00Z"],
  ])("%s is %s", (said, end) => {
    expect(readTokenLines(lineOf("feed", ` expires=${said}`), "T")[0]!.expires).toBe(Date.parse(end));
  });
});

it("all that is wrong in a line is said, each with its field, as a fault of the configuration", () => {
  expect(() => readTokenLines(`name=feed role=boss workspace=../b hash=${HASH}`, "T")).toThrow(
    expect.objectContaining({
      code: "invalid-config",
      message: expect.stringMatching(/^The tokens cannot be read\. T, entry 1: role: .+; workspace: .+\.$/),
    }),
  );
});

it("tokens of a workspace are listed by name, whatever their order in the file", () => {
  const names = ["m", "a", "z", "b"];
  for (const order of [names, names.toReversed()]) {
    const tokens = createTokenDirectory(
      readTokenLines([...order.map((name) => lineOf(name)), lineOf("q", " workspace=w2")].join(";"), "T"),
    );
    expect(tokens.list("default").map(({ name }) => name)).toEqual(["a", "b", "m", "z"]);
  }
});

it("a fingerprint is short, and another one with any other hash, salt, role or workspace", () => {
  const [digest, salt] = [Buffer.alloc(32, 1), Buffer.alloc(16, 2)];
  const random = readHash(HASH)!;
  const hashes: SecretHash[] = [
    random,
    { ...random, digest } as SecretHash,
    { kind: "scrypt", salt, digest } as SecretHash,
    { kind: "scrypt", salt: Buffer.alloc(16, 3), digest } as SecretHash,
  ];
  const entry = { name: "feed", role: "viewer", workspace: "default", hash: random, expires: null } as const;
  const prints = [
    ...hashes.map((hash) => fingerprintOf({ ...entry, hash })),
    fingerprintOf({ ...entry, role: "admin" }),
    fingerprintOf({ ...entry, workspace: "w2" }),
    fingerprintOf({ ...entry, name: "other" }),
  ];
  expect(new Set(prints).size).toBe(prints.length);
  for (const print of prints) expect(print).toMatch(/^[\w-]{22}$/);
});

it("who is not let in is told why: no token of ours, or too many wrong ones and when to come back", async () => {
  const tokens = createTokenDirectory(readTokenLines(lineOf("feed"), "T"));
  const limits = createMemoryLimits({ cheap: 0, heavy: 0, model: 0, "sign-in": 1 });
  const verify = createVerifier(tokens, limits, () => 0);
  await expect(verify("wrong", "192.0.2.1")).rejects.toMatchObject({
    code: "sign-in-failed",
    message: "This is no token of this server.",
  });
  await expect(verify("wrong too", "192.0.2.1")).rejects.toMatchObject({
    code: "too-many-tries",
    message: expect.stringMatching(
      /^1 wrong tokens came from your address, which is the most; try again in \d+ s\.$/,
    ),
    retryAfterSeconds: expect.any(Number),
  });
});
