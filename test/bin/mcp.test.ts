import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { expect, it } from "vitest";

const command = fileURLToPath(new URL("../../bin/mcp.ts", import.meta.url));

it("serves the tools over standard input and output, and ends with its client", async () => {
  const folder = await mkdtemp(join(tmpdir(), "mcp-"));
  const accounts = join(folder, "customers.csv");
  const rows = Array.from(
    { length: 40 },
    (_, i) => `c${i},${i % 4 === 0 ? "North" : "South"},${(i + 1) * 1000}`,
  );
  await writeFile(accounts, `Customer ID,Region,Revenue 2025\n${rows.join("\n")}\n`);
  const mapping = join(folder, "mapping.json");
  await writeFile(
    mapping,
    JSON.stringify({
      accounts: { "Customer ID": "ID", "Revenue 2025": "TotalRevenue_FY25" },
      signals: { runway: "Revenue 2025" },
    }),
  );
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [command],
    env: { PATH: process.env.PATH ?? "", TIERING_ACCOUNTS: accounts, TIERING_MAPPING: mapping, WORKERS: "1" },
    stderr: "pipe",
  });
  const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode: "auto" } });
  await client.connect(transport);
  const result = await client.callTool({ name: "retier", arguments: { plan: { weights: { runway: 1 } } } });
  expect(result.isError).toBeFalsy();
  expect(result.structuredContent).toMatchObject({ summary: { accounts: 40, moved: null } });
  const links = result.content.filter(({ type }) => type === "resource_link");
  expect(links).toHaveLength(1);
  await client.close();
  await rm(folder, { recursive: true });
});
