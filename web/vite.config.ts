import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  // Served from any path of any host: every address in the page is relative.
  base: "./",
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: ["chrome123", "edge123", "firefox121", "safari17.5"],
    modulePreload: { polyfill: false },
    // An inlined asset would be a data URL, which the content security policy refuses.
    assetsInlineLimit: 0,
  },
});
