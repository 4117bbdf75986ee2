/** `npm run -s token -- --name ana --role analyst >> tokens`: makes a token, shows it once, and prints its line. */
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { hashOfPassword, hashOfSecret, newSecret } from "../service/access/secret-hash.ts";
import { readTokenLines } from "../service/access/token-line.ts";
import { ServiceError } from "../service/errors.ts";

const USAGE = `Makes a token for TIERING_TOKENS: its line on standard output, the token itself on standard error, once.

  npm run -s token -- --name NAME --role ROLE [--workspace NAME] [--expires DAY] [--password] >> tokens

  --name NAME        who has it: up to 100 letters, digits and . _ @ + -
  --role ROLE        viewer (reads results), analyst (also runs, uploads, shares, holds accounts, keeps scenarios),
                     admin (also removes books, lists tokens, reads the audit trail, approves scenarios)
  --workspace NAME   whose books it sees; "default" without
  --expires DAY      2027-01-31 (until that day is over, UTC), a moment, or 90d from now; never without
  --password         takes a password of 12 characters or more from standard input in place of a random token
`;

const LEAST_PASSWORD = 12;
const DAY_MS = 86_400_000;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      name: { type: "string" },
      role: { type: "string" },
      workspace: { type: "string" },
      expires: { type: "string" },
      password: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const { name, role, workspace, password } = values;
  if (name === undefined || role === undefined) throw new Error("--name and --role are needed");
  const secret = password ? await readPassword() : newSecret();
  const fields = {
    name,
    role,
    workspace,
    hash: password ? await hashOfPassword(secret) : hashOfSecret(secret),
    expires: values.expires && momentOf(values.expires),
  };
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  for (const [key, value] of given) {
    if (/[\s;]/.test(value!)) throw new Error(`--${key}: got ${JSON.stringify(value)}, expected no spaces`);
  }
  const line = given.map(([key, value]) => `${key}=${value}`).join(" ");
  // What the server would not take is said here.
  readTokenLines(line, "this token");
  if (!password) process.stderr.write(`The token, shown this once: ${secret}\n`);
  process.stdout.write(`${line}\n`);
}

async function readPassword(): Promise<string> {
  const secret = (await text(process.stdin)).replace(/\r?\n$/, "");
  if (secret.length < LEAST_PASSWORD) {
    throw new Error(`the password has ${secret.length} characters; expected ${LEAST_PASSWORD} or more`);
  }
  return secret;
}

/** `90d` as the day that is so far from now; anything else as it is. */
function momentOf(given: string): string {
  const days = /^(\d{1,5})d$/.exec(given)?.[1];
  return days === undefined ? given : new Date(Date.now() + Number(days) * DAY_MS).toISOString().slice(0, 10);
}

main().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(error instanceof ServiceError ? `${reason}\n` : `${reason}\n\n${USAGE}`);
  process.exitCode = 1;
});
