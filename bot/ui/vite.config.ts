/** Builds the pages: the demo shop (index.html), the full-screen chat for apps (chat.html) and the
 * staff console (desk.html). */
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [vue()],
  define: {
    // What the console does not use of its libraries stays out of the build.
    __VUE_OPTIONS_API__: "true", // Element Plus has components written that way
    __VUE_PROD_DEVTOOLS__: "false",
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
    __VUE_I18N_LEGACY_API__: "false",
    __VUE_I18N_FULL_INSTALL__: "false",
    __INTLIFY_PROD_DEVTOOLS__: "false",
  },
  build: {
    target: "es2021",
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0, // the pages' policy allows no data: scripts or styles
    modulePreload: { polyfill: false },
    license: { fileName: "licenses.txt" }, // what we bundle asks for its notices to go along
    rolldownOptions: { input: ["index.html", "chat.html", "desk.html"] },
  },
});
