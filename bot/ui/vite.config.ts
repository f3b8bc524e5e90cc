/** Builds the pages: the demo shop (index.html) and the full-screen chat for apps (chat.html). */
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  build: {
    target: "es2021",
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0, // the pages' policy allows no data: scripts or styles
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ["index.html", "chat.html"] },
  },
});
