/** Builds the widget: one classic script, embedded by one tag. Fails when it grows too heavy. */
import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

const MOST_BYTES = 60_000; // gzipped: what a shopper on a slow phone line is asked to wait for

function weighed(): Plugin {
  return {
    name: "weighed",
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== "chunk") continue;
        const bytes = gzipSync(chunk.code).length;
        const weight = `${chunk.fileName}: ${bytes} of ${MOST_BYTES} bytes gzipped`;
        if (bytes > MOST_BYTES) this.error(`${weight}: too heavy`);
        console.log(weight);
      }
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [weighed()],
  build: {
    target: "es2021",
    outDir: "dist",
    emptyOutDir: false, // the pages are already there
    license: { fileName: "order-support.licenses.txt" },
    lib: {
      entry: "src/widget/main.ts",
      formats: ["iife"],
      name: "OrderSupportWidget",
      fileName: () => "order-support.js",
    },
  },
});
