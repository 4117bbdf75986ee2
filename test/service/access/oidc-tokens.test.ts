import { createSign, generateKeyPairSync, type KeyObject } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { createOidc, type Oidc } from "../../../service/access/oidc.ts";
import { createSigner } from "../../../service/access/signer.ts";

/** A key of the provider by its name, or one that only says it is. */
interface Key {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const newKey = (kid: string): Key => ({ kid, ...generateKeyPairSync("rsa", { modulusLength: 2_048 }) });
const first = newKey("first");
const second = newKey("second");
const forger = newKey("first");

const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");

function signed(claims: object, { kid, privateKey }: Key): string {
  const payload = `${encoded({ alg: "RS256", kid })}.${encoded(claims)}`;
  return `${payload}.${createSign("RSA-SHA256").update(payload).sign(privateKey, "base64url")}`;
}

let server: Server;
let issuer: string;
let oidc: Oidc;
/** The keys that the provider publishes, and what it makes of a code. */
let published: readonly Key[] = [first];
let idToken: () => string;
/** Whether the answer to a code never ends, and how many bytes of it were taken. */
let isEndless = false;
let poured = 0;

function* spaces() {
  const piece = Buffer.alloc(65_536, " ");
  for (;;) {
    poured += piece.length;
    yield piece;
  }
}

beforeAll(async () => {
  server = createServer((req, res) => {
    const answers: Record<string, () => object> = {
      "/.well-known/openid-configuration": () => ({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        id_token_signing_alg_values_supported: ["RS256"],
      }),
      "/jwks": () => ({
        keys: published.map(({ kid, publicKey }) => ({
          ...publicKey.export({ format: "jwk" }),
          kid,
          alg: "RS256",
        })),
      }),
      "/token": () => ({ access_token: "an access token", token_type: "Bearer", id_token: idToken() }),
    };
    res.setHeader("Content-Type", "application/json");
    if (req.url === "/token" && isEndless) return void Readable.from(spaces()).pipe(res);
    res.end(JSON.stringify(answers[req.url!]?.()));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const options = { issuer, clientId: "tiering", clientSecret: "a secret of the client" };
  oidc = createOidc(
    { ...options, roleClaim: "roles", home: "main" },
    createSigner(["a secret of this server"]),
  );
});
afterEach(() => vi.useRealTimers());
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Signs in with a token of these claims, good ones where they say nothing else. */
async function signIn(claims: object = {}, make: (claims: object) => string = (all) => signed(all, first)) {
  const { url, kept } = await oidc.begin("http://127.0.0.1/callback");
  const sent = new URL(url).searchParams;
  const now = Math.floor(Date.now() / 1_000);
  const good = { iss: issuer, aud: "tiering", sub: "ana", roles: "analyst", iat: now, exp: now + 60 };
  idToken = () => make({ ...good, nonce: sent.get("nonce"), ...claims });
  const back = new URL(`http://127.0.0.1/callback?code=a-code&state=${sent.get("state")}`);
  return oidc.finish(back, kept);
}

const failed = { code: "sign-in-failed" };

describe("an ID token", () => {
  it("that is good says who it is", async () => {
    expect(await signIn()).toEqual({ name: "ana", role: "analyst", workspace: "main" });
  });

  it.each([
    ["expired", { exp: Math.floor(Date.now() / 1_000) - 600 }],
    ["for another audience", { aud: "another client" }],
    ["of another issuer", { iss: "https://another.example" }],
    ["of another sign-in", { nonce: "another" }],
    ["without a subject", { sub: undefined }],
    ["not yet good", { nbf: Math.floor(Date.now() / 1_000) + 6_000 }],
  ])("%s signs nobody in", async (_, claims) => {
    await expect(signIn(claims)).rejects.toMatchObject(failed);
  });

  it("that another key signed, or none, or that was changed, signs nobody in", async () => {
    await expect(signIn({}, (all) => signed(all, forger))).rejects.toMatchObject(failed);
    await expect(signIn({}, (all) => `${encoded({ alg: "none" })}.${encoded(all)}.`)).rejects.toMatchObject(
      failed,
    );
    const promoted = (all: object) => {
      const [head, , signature] = signed(all, first).split(".");
      return `${head}.${encoded({ ...all, roles: "admin" })}.${signature}`;
    };
    await expect(signIn({}, promoted)).rejects.toMatchObject(failed);
  });

  it("in an answer without an end signs nobody in, and no more than some megabytes of it are taken", async () => {
    isEndless = true;
    await expect(signIn()).rejects.toMatchObject({ code: expect.stringMatching(/^sign-in-/) });
    isEndless = false;
    // What the two ends of a connection hold on the way is among it.
    expect(poured).toBeLessThan(32 * 2 ** 20);
    expect(await signIn()).toMatchObject({ name: "ana" });
  });

  it("of a key that the provider has changed to is taken, and of the one before no more", async () => {
    await signIn();
    published = [second];
    // Keys that were just asked for are not asked for again within a minute.
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 400_000 });
    expect(await signIn({}, (all) => signed(all, second))).toMatchObject({ name: "ana" });
    await expect(signIn()).rejects.toMatchObject(failed);
    published = [first];
  });
});
