/** `npm run -s mcp`: the assistant's tools over standard input and output, for clients that start a program. */
import { setImmediate } from "node:timers/promises";
import { StdioServerTransport, serveStdio } from "@modelcontextprotocol/server/stdio";
import { LOCAL_CALLER } from "../contract/caller.ts";
import { ContractError } from "../contract/errors.ts";
import { DataError } from "../data/errors.ts";
import { openingLine } from "../data/report.ts";
import { PromptError } from "../prompts/index.ts";
import { readConfig } from "../service/config.ts";
import { ServiceError } from "../service/errors.ts";
import { checkingParams } from "../service/mcp/check-params.ts";
import { createMcpServer } from "../service/mcp/create-mcp-server.ts";
import { createNote } from "../service/mcp/note.ts";
import type { Explained } from "../service/mcp/tool.ts";
import { openService } from "../service/open-service.ts";
import { TieringError } from "../tiering/index.ts";

// Standard output belongs to the protocol: whatever is said goes to standard error.
const say = (line: string) => process.stderr.write(`${line}\n`);

const KNOWN = [ContractError, TieringError, ServiceError, PromptError, DataError];

/** What a client is told of an error; what is ours goes to standard error alone. */
function explain(error: unknown): Explained {
  if (error instanceof Error && KNOWN.some((kind) => error instanceof kind)) {
    const errors = error instanceof ContractError ? error.details.faults : undefined;
    return { detail: error.message, errors, unexpected: false };
  }
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return { detail: "Something failed on our side; standard error says what.", unexpected: true };
}

try {
  const { service, pool, library, store } = await openService(readConfig());
  say(openingLine(service.book));
  const caller = {
    client: "stdio",
    workspace: LOCAL_CALLER.workspace,
    note: createNote(service, LOCAL_CALLER),
    origin: null,
    admit: async () => {},
    // One client, whose other calls go on meanwhile.
    turn: () => setImmediate(),
    explain,
  };
  serveStdio(() => createMcpServer(service, caller), {
    transport: checkingParams(new StdioServerTransport()),
    onerror: ({ message }) => say(message),
  });
  // The client has gone; nothing is left to answer.
  process.stdin.once("end", () => void Promise.all([pool.close(), library.close(), store.close()]));
} catch (error) {
  const known = error instanceof ServiceError || error instanceof DataError;
  say(known ? error.message : String(error instanceof Error ? error.stack : error));
  process.exitCode = 1;
}
