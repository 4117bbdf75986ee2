import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";

/** Offers the one thing that people start with, so that a client can show it as a command. */
export function registerPrompt(server: McpServer): void {
  server.registerPrompt(
    "tier_book",
    {
      title: "Tier the book",
      description:
        "From a wish in plain words to refreshed tiers, with what was understood and what it costs.",
      argsSchema: z.object({ wish: z.string().max(4_000).describe("What matters, in plain words.") }),
    },
    ({ wish }) => ({
      messages: [
        {
          role: "user",
          content: {
            type: "text",
            text: `Re-tier my customer book. What matters to me: ${wish}\n\nRead it with interpret, tell me what was understood and what was not, ask me what is open, then run retier and tell me who moves, what it brings, which rules are broken and how sure it is. Link the CSV.`,
          },
        },
      ],
    }),
  );
}
