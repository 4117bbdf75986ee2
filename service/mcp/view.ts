import { existsSync, readFileSync } from "node:fs";
import { RESOURCE_MIME_TYPE, registerAppResource } from "@modelcontextprotocol/ext-apps/server";
import type { McpServer } from "@modelcontextprotocol/server";

/** The address of the view of a run. */
export const RUN_VIEW = "ui://tiering/run.html";

/** The built view, one file without any request of its own; it needs `npm run build`. */
const BUILT = new URL("../../web/dist/run-view.html", import.meta.url);

/** Offers the view that shows a run inside an assistant's conversation. */
export function registerView(server: McpServer): void {
  registerAppResource(
    server,
    "Run",
    RUN_VIEW,
    {
      description: "Who moves, KPIs before and after, and the rules of a run.",
      mimeType: RESOURCE_MIME_TYPE,
    },
    () => {
      if (!existsSync(BUILT)) throw new Error("The view is not built; npm run build makes it.");
      return {
        contents: [{ uri: RUN_VIEW, mimeType: RESOURCE_MIME_TYPE, text: readFileSync(BUILT, "utf8") }],
      };
    },
  );
}
