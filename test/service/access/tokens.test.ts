import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashOfPassword, hashOfSecret, newSecret, readHash } from "../../../service/access/secret-hash.ts";
import { createTokenDirectory, fingerprintOf } from "../../../service/access/token-directory.ts";
import { readTokenLines } from "../../../service/access/token-line.ts";
import { createVerifier } from "../../../service/access/verifier.ts";
import { ServiceError } from "../../../service/errors.ts";
import { createMemoryLimits } from "../../../service/limits/limits.ts";

const SECRET = newSecret();
const HASH = hashOfSecret(SECRET);

describe("a token line", () => {
  it("is read whatever the order of its fields, by line or semicolon, remarks left out", () => {
    const other = hashOfSecret("x");
    const text = `# the feed\nname=feed role=viewer hash=${HASH}\n\n hash=${other}  role=admin name=ana@example.com workspace=emea expires=2027-01-31 ; # gone`;
    expect(readTokenLines(text, "T")).toEqual([
      { name: "feed", role: "viewer", workspace: "default", hash: readHash(HASH), expires: null },
      {
        name: "ana@example.com",
        role: "admin",
        workspace: "emea",
        hash: readHash(other),
        expires: Date.parse("2027-02-01T00:00:00Z"),
      },
    ]);
  });

  it.each([
    ["", /has no token/],
    ["name=a role=viewer", /hash/],
    [`name=a role=boss hash=${HASH}`, /role/],
    [`name=a role=anyone hash=${HASH}`, /role/],
    [`name=a role=viewer role=admin hash=${HASH}`, /each once/],
    [`name=a role=viewer hash=${HASH} admin=yes`, /expected name=/],
    [`name=a role=viewer hash=${HASH} __proto__=x`, /expected name=/],
    [`name=a role=viewer workspace=../b hash=${HASH}`, /workspace/],
    [`name=a role=viewer hash=${HASH} expires=tomorrow`, /expected a day/],
    [`name=a role=viewer hash=${HASH.slice(0, -1)}`, /hash/],
    [`name=a role=viewer hash=md5:${HASH.slice(7)}`, /hash/],
    [`name=a role=viewer hash=${HASH}\nname=a role=admin hash=${HASH}`, /TIERING_TOKENS, entry 2: .*already/],
    [`name=a role=viewer hash=${HASH}\nname=b role=boss hash=${HASH}`, /TIERING_TOKENS, entry 2: role: /],
    [`name=a role=viewer hash=${HASH} expires=2027-01-31T12:00:00`, /expected a day/],
  ])("that is wrong (%j) is refused with its place, and without its hash", (text, says) => {
    let error: unknown;
    try {
      readTokenLines(text, "TIERING_TOKENS");
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ServiceError);
    expect((error as Error).message).toMatch(says);
    expect((error as Error).message).not.toContain(HASH.slice(7, 30));
  });

  it("never throws anything but what is wrong with it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (text) => {
        try {
          readTokenLines(`name=${text} hash=${text}`, "T");
        } catch (error) {
          expect(error).toBeInstanceOf(ServiceError);
        }
      }),
    );
  });
});

/** A directory of a random token, an expired one and a password, and how often and how it compares. */
async function opened(limit = 3) {
  const now = { ms: Date.parse("2027-01-01T00:00:00Z") };
  const old = newSecret();
  const lines = [
    `name=ana role=analyst hash=${HASH}`,
    `name=old role=admin expires=2026-12-31 hash=${hashOfSecret(old)}`,
    `name=bo role=viewer hash=${await hashOfPassword("correct horse battery")}`,
  ];
  const tokens = createTokenDirectory(readTokenLines(lines.join(";"), "T"));
  const limits = createMemoryLimits({ cheap: 0, heavy: 0, model: 0, "sign-in": limit });
  const verify = createVerifier(tokens, limits, () => now.ms);
  const code = (secret: string, place = "192.0.2.1") =>
    verify(secret, place).then(
      ({ name }) => name,
      (error: ServiceError) => error.code,
    );
  return { tokens, verify, code, old, now };
}

describe("a secret", () => {
  it("is its owner's, and a wrong, cut-off, lengthened or expired one nobody's", async () => {
    const { code, old } = await opened(0);
    expect(await code(SECRET)).toBe("ana");
    expect(await code("correct horse battery")).toBe("bo");
    for (const wrong of [
      "",
      SECRET.slice(0, -1),
      `${SECRET}x`,
      SECRET.toUpperCase(),
      HASH,
      "x".repeat(5_000),
    ]) {
      expect(await code(wrong)).toBe("sign-in-failed");
    }
    expect(await code(old)).toBe("sign-in-failed");
  });

  it("is compared with every token, whichever it is and whether it is any: the time tells nothing", async () => {
    const secrets = Array.from({ length: 5 }, newSecret);
    let compared = 0;
    const entries = readTokenLines(
      secrets.map((secret, k) => `name=t${k} role=viewer hash=${hashOfSecret(secret)}`).join(";"),
      "T",
    ).map(({ hash, ...entry }) => ({
      ...entry,
      hash: {
        kind: "sha256" as const,
        get digest() {
          compared++;
          return hash.digest;
        },
      },
    }));
    const { known } = createTokenDirectory(entries);
    for (const secret of [...secrets, "wrong", secrets[0]!.slice(0, -1)]) {
      compared = 0;
      known(secret);
      expect(compared).toBe(5);
    }
  });

  it("with an end is its owner's until then, and whoever comes later is told when it was", async () => {
    const end = Date.parse("2027-02-01T00:00:00Z");
    const tokens = createTokenDirectory(
      readTokenLines(`name=feed role=viewer hash=${HASH} expires=2027-01-31`, "T"),
    );
    const clock = { ms: end - 1 };
    const limits = createMemoryLimits({ cheap: 0, heavy: 0, model: 0, "sign-in": 0 });
    const verify = createVerifier(tokens, limits, () => clock.ms);
    expect((await verify(SECRET, "192.0.2.1")).name).toBe("feed");
    clock.ms = end;
    await expect(verify(SECRET, "192.0.2.1")).rejects.toMatchObject({
      code: "sign-in-failed",
      message: expect.stringContaining("2027-02-01T00:00:00.000Z"),
    });
  });

  it("that is taken out while its password is looked at is nobody's, then and later", async () => {
    const { code, tokens } = await opened(0);
    const looking = code("correct horse battery");
    await new Promise((resolve) => setImmediate(resolve));
    tokens.replace([]);
    expect(await looking).toBe("sign-in-failed");
    expect(tokens.known("correct horse battery")).toBeNull();
  });

  it("that was taken out is nobody's from then on, nor is a password that was right before", async () => {
    const { code, tokens } = await opened(0);
    expect(await code("correct horse battery")).toBe("bo");
    tokens.replace([]);
    expect(await code("correct horse battery")).toBe("sign-in-failed");
    expect(await code(SECRET)).toBe("sign-in-failed");
  });
});

describe("the tokens in force", () => {
  const line = (name: string, secret: string, more = "role=viewer") =>
    `name=${name} ${more} hash=${hashOfSecret(secret)}`;
  const [b, a, c] = readTokenLines(
    [
      line("b", "1", "role=viewer workspace=emea"),
      line("a", "2", "role=admin workspace=emea"),
      line("c", "3"),
    ].join(";"),
    "T",
  );
  const tokens = createTokenDirectory([b!, a!, c!]);

  it("are listed by workspace, by name", () => {
    const names = (workspace: string) => tokens.list(workspace).map(({ name }) => name);
    expect(names("emea")).toEqual(["a", "b"]);
    expect(names("default")).toEqual(["c"]);
    expect(names("another")).toEqual([]);
  });

  it("are found by their name as long as nothing of them has changed, their secret among it", async () => {
    for (const entry of [a!, b!, c!]) expect(tokens.named(entry.name, fingerprintOf(entry))).toBe(entry);
    expect(tokens.named("nobody", fingerprintOf(a!))).toBeNull();
    expect(tokens.named("b", fingerprintOf(a!))).toBeNull();
    const [secret] = readTokenLines(line("a", "4", "role=admin workspace=emea"), "T");
    // The same password again has another salt.
    const salted = [
      await hashOfPassword("correct horse battery"),
      await hashOfPassword("correct horse battery"),
    ].map((hash) => readTokenLines(`name=a role=admin workspace=emea hash=${hash}`, "T")[0]!);
    const prints = [
      a!,
      secret!,
      ...salted,
      { ...a!, role: "viewer" as const },
      { ...a!, workspace: "apac" },
    ].map(fingerprintOf);
    expect(new Set(prints).size).toBe(6);
    for (const print of prints.slice(1)) expect(tokens.named("a", print)).toBeNull();
  });
});

describe("guessing", () => {
  it("by what is too long to be one is refused unlooked at, and counts for nothing", async () => {
    const { code, tokens } = await opened(2);
    tokens.replace(readTokenLines(`name=long role=viewer hash=${hashOfSecret("x".repeat(513))}`, "T"));
    for (let k = 0; k < 5; k++) expect(await code("x".repeat(513 + k))).toBe("sign-in-failed");
    tokens.replace(readTokenLines(`name=long role=viewer hash=${hashOfSecret("x".repeat(512))}`, "T"));
    expect(await code("x".repeat(512))).toBe("long");
  });

  it("right after too many wrong ones helps nobody, with a random token either", async () => {
    const { code } = await opened(2);
    for (const guess of ["a", "b"]) expect(await code(guess)).toBe("sign-in-failed");
    expect(await code(SECRET)).toBe("too-many-tries");
    expect(await code(SECRET, "192.0.2.2")).toBe("ana");
  });

  it("ends after so many different wrong ones of a place; who was in before goes on, and so do other places", async () => {
    const { code } = await opened(3);
    expect(await code(SECRET)).toBe("ana");
    for (const guess of ["a", "b", "c"]) expect(await code(guess)).toBe("sign-in-failed");
    expect(await code("d")).toBe("too-many-tries");
    // The right one too: a guesser learns nothing any more.
    expect(await code("correct horse battery")).toBe("too-many-tries");
    expect(await code(SECRET)).toBe("ana");
    expect(await code("correct horse battery", "192.0.2.2")).toBe("bo");
  });

  it("is no faster when it comes all at once", async () => {
    const { code } = await opened(3);
    const codes = await Promise.all(Array.from({ length: 40 }, (_, k) => code(`guess ${k}`)));
    expect(codes.filter((each) => each === "sign-in-failed").length).toBeLessThanOrEqual(3);
  });

  it("is not what a stale token does that is sent again and again", async () => {
    const { code, old } = await opened(2);
    for (let k = 0; k < 10; k++) expect(await code("stale")).toBe("sign-in-failed");
    for (let k = 0; k < 10; k++) expect(await code(old)).toBe("sign-in-failed");
    expect(await code(SECRET)).toBe("ana");
  });
});
