/** The view of a run inside an assistant's conversation: it gets the result of `retier` and asks for nothing. */
import { App } from "@modelcontextprotocol/ext-apps";
import { render } from "preact";
import type { z } from "zod";
import type { retierOutput } from "../../contract/tools.ts";
import { RunView } from "./run-view.tsx";
import "./run-view.css";

const place = document.getElementById("run") as HTMLElement;
const app = new App({ name: "tiering-run", version: "1.0.0" });
app.ontoolresult = ({ structuredContent, isError }) => {
  if (isError || structuredContent === undefined) render("The run failed; the conversation says why.", place);
  else render(<RunView run={structuredContent as z.output<typeof retierOutput>} />, place);
};
await app.connect();
