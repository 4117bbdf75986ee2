import { render } from "preact";
import { App } from "./app.tsx";
import { applyTheme } from "./shell/theme.ts";
import { boot } from "./state/boot.ts";

applyTheme();
render(<App />, document.getElementById("page")!);
void boot();
