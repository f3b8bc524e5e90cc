/** Checks the types, then builds the pages, then the widget; each with this very Node. */
import { spawnSync } from "node:child_process";

const STEPS = [
  ["node_modules/vue-tsc/bin/vue-tsc.js", "--noEmit"],
  ["node_modules/vite/bin/vite.js", "build", "--logLevel", "warn"],
  ["node_modules/vite/bin/vite.js", "build", "--config", "vite.widget.config.ts", "--logLevel", "warn"],
];

for (const step of STEPS) {
  const { status } = spawnSync(process.execPath, step, {
    cwd: import.meta.dirname,
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}
