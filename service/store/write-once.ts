import { ServiceError } from "../errors.ts";
import { digestOfText } from "../text-digest.ts";
import type { Actor } from "./actor.ts";
import type { AuditTrail, Deed } from "./audit.ts";
import type { Database } from "./database.ts";
import type { StoreDatabase, StoreTransaction } from "./schema.ts";

/** A write: who asks, under which key, and what. */
export interface WriteRequest {
  readonly actor: Actor;
  /** The client's key; the same key and request again give the first answer. Null where it sent none. */
  readonly key: string | null;
  /** What is asked, in one spelling. */
  readonly request: string;
}

/** The answer to a write, and what the audit trail says of it. */
export interface Written<T extends object> {
  readonly answer: T;
  /** Null where nothing was changed. */
  readonly deed: Deed | null;
}

/** Makes a write at most once under its key, with its entry of the audit trail. */
export type WriteOnce = <T extends object>(
  request: WriteRequest,
  change: (transaction: StoreTransaction) => Promise<Written<T>>,
) => Promise<T>;

/**
 * Makes writes that a client may send again: the change, its audit entry and the answer under its key are kept
 * together or not at all.
 * @throws {ServiceError} from the write: `key-reused` where its key came with another request, and what
 * {@link Database.write} throws
 */
export function createWriteOnce(database: Database, audit: AuditTrail, now: () => Date): WriteOnce {
  return ({ actor, key, request }, change) =>
    database.write(async (transaction) => {
      const hash = digestOfText(request).sha256;
      const own = key === null ? null : ownKey(key, actor);
      if (key !== null && own !== null) {
        await database.takeTurns(transaction, `key ${actor.workspace} ${own}`);
        const known = await findKey(transaction, key, actor);
        if (known !== undefined) return again(known, hash, key);
      }
      const { answer, deed } = await change(transaction);
      if (deed !== null) await audit.recordWith(transaction, actor, deed);
      if (own !== null) {
        await transaction
          .insertInto("keys")
          .values({
            workspace: actor.workspace,
            key: own,
            request: hash,
            answer: JSON.stringify(answer),
            at: now().toISOString(),
          })
          .execute();
      }
      return answer;
    });
}

/**
 * What a write was answered under its key, before it is prepared again; null where it is new, or has no key.
 * @throws {ServiceError} from it: `key-reused`, `store-unavailable`
 */
export type Recall = <T extends object>(request: WriteRequest) => Promise<T | null>;

/** Makes what looks for the answer to a write whose preparing takes long. */
export function createRecall(database: Database): Recall {
  return async ({ actor, key, request }) => {
    if (key === null) return null;
    const known = await database.read((db) => findKey(db, key, actor));
    return known === undefined ? null : again(known, digestOfText(request).sha256, key);
  };
}

/** Each person's keys are their own: another one's write is neither theirs to get nor in their way. */
const ownKey = (key: string, { name }: Actor) => `${key} ${name}`;

const findKey = (db: StoreDatabase, key: string, actor: Actor) =>
  db
    .selectFrom("keys")
    .select(["request", "answer"])
    .where("workspace", "=", actor.workspace)
    .where("key", "=", ownKey(key, actor))
    .executeTakeFirst();

function again<T>(known: { request: string; answer: string }, hash: string, key: string): T {
  if (known.request === hash) return JSON.parse(known.answer) as T;
  const message = `Idempotency-Key ${JSON.stringify(key.slice(0, 80))} came before with another request; expected the same request, or a new key.`;
  throw new ServiceError("key-reused", message);
}
