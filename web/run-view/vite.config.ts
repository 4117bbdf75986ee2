import { defineConfig, type Plugin } from "vite";

/** An assistant's host takes a view as one file: script and style go into the page. */
const oneFile: Plugin = {
  name: "one-file",
  enforce: "post",
  generateBundle(_options, bundle) {
    const page = bundle["index.html"];
    if (page?.type !== "asset") throw new Error("The view has no page.");
    let html = String(page.source);
    for (const [name, file] of Object.entries(bundle)) {
      if (file === page) continue;
      const inner = file.type === "chunk" ? file.code : String(file.source);
      const tag = file.type === "chunk" ? "script" : "style";
      const safe = inner.replaceAll(`</${tag}`, `<\\/${tag}`);
      const place = new RegExp(`<(?:script|link)[^>]*${name.replace(/[.-]/g, "\\$&")}[^>]*>(?:</script>)?`);
      // A script must run after the body that it fills.
      html =
        tag === "script"
          ? html.replace(place, "").replace("</body>", () => `<script type="module">${safe}</script></body>`)
          : html.replace(place, () => `<style>${safe}</style>`);
      delete bundle[name];
    }
    page.source = html;
    page.fileName = "run-view.html";
  },
};

export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  plugins: [oneFile],
  build: {
    outDir: "../dist",
    emptyOutDir: false,
    target: ["chrome123", "edge123", "firefox121", "safari17.5"],
    modulePreload: false,
    assetsInlineLimit: 0,
  },
});
