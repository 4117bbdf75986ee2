import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from "kysely";
import pg from "pg";
import { faultOf } from "./faults.ts";
import type { StoreDatabase, StoreTables } from "./schema.ts";

/** How long a connection and an answer are waited for, milliseconds. */
const CONNECT_MS = 1_500;
const ANSWER_MS = 2_000;
/** The same for work that may take long, such as a start beside others. */
const PATIENT_CONNECT_MS = 10_000;
const CONNECTIONS = 8;

/**
 * Kysely over PostgreSQL. No call waits longer than two seconds for an answer, and a connection that gave none
 * is not used again.
 * @param isPatient true for work that may take long, such as migrations and restores: answers are waited for
 */
export function openPostgres(url: string, { isPatient = false } = {}): StoreDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: isPatient ? PATIENT_CONNECT_MS : CONNECT_MS,
    // The server gives up a little earlier, so that it does not do what nobody waits for.
    ...(!isPatient && {
      query_timeout: ANSWER_MS,
      statement_timeout: ANSWER_MS - 200,
      idle_in_transaction_session_timeout: 5 * ANSWER_MS,
    }),
    keepAlive: true,
    application_name: "tiering-assistant",
  });
  // What goes wrong on a connection that nobody uses shows at the next use.
  pool.on("error", () => undefined);
  return new Kysely<StoreTables>({ dialect: new PostgresDialect({ pool: discarding(pool) }) });
}

/** A pool that lets go of clients on which a call failed for want of an answer. */
function discarding(pool: pg.Pool): PostgresPool {
  const wrapped = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    async connect() {
      const client = await pool.connect();
      const known = wrapped.get(client) ?? wrap(client);
      wrapped.set(client, known);
      return known;
    },
    end: () => pool.end(),
  };
}

function wrap(client: pg.PoolClient): PostgresPoolClient {
  let isBroken = false;
  // Between two calls of a transaction nobody else listens, and an error that nobody hears ends the process.
  client.on("error", () => {
    isBroken = true;
  });
  const query = async (text: string, parameters: readonly unknown[]) => {
    if (isBroken) throw new Error("Connection terminated");
    try {
      return await client.query(text, parameters.map(storable));
    } catch (error) {
      isBroken ||= faultOf(error) === "unavailable";
      throw error;
    }
  };
  return {
    query: query as unknown as PostgresPoolClient["query"],
    release: (destroy) => client.release(destroy === true || isBroken),
  };
}

/** PostgreSQL holds no text with a NUL in it: kept as the sign for what cannot be shown, and so found by none. */
function storable(parameter: unknown): unknown {
  return typeof parameter === "string" ? parameter.replaceAll("\0", "\uFFFD") : parameter;
}
