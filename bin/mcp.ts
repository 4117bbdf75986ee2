/** `npm run -s mcp`: the assistant's tools over standard input and output, for clients that start a program. */
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { LOCAL_CALLER } from "../contract/caller.ts";
import { DataError } from "../data/errors.ts";
import { openingLine } from "../data/report.ts";
import { createMcpServer } from "../server/mcp/create-mcp-server.ts";
import { createNote } from "../server/mcp/note.ts";
import { readConfig } from "../service/config.ts";
import { ServiceError } from "../service/errors.ts";
import { openService } from "../service/open-service.ts";

// Standard output belongs to the protocol: whatever is said goes to standard error.
const say = (line: string) => process.stderr.write(`${line}\n`);

try {
  const { service, pool, library, store } = await openService(readConfig());
  say(openingLine(service.book));
  const caller = {
    client: "stdio",
    workspace: LOCAL_CALLER.workspace,
    note: createNote(service, LOCAL_CALLER),
    origin: null,
    admit: async () => {},
    onUnexpected: (error: unknown, requestId: string) =>
      say(`${requestId} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
  };
  serveStdio(() => createMcpServer(service, caller), { onerror: ({ message }) => say(message) });
  // The client has gone; nothing is left to answer.
  process.stdin.once("end", () => void Promise.all([pool.close(), library.close(), store.close()]));
} catch (error) {
  const known = error instanceof ServiceError || error instanceof DataError;
  say(known ? error.message : String(error instanceof Error ? error.stack : error));
  process.exitCode = 1;
}
