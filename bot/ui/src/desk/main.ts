/** Starts the staff console at /desk. */
import "./elements";
import "./style/theme.css";
import "./style/base.css";

import { createApp } from "vue";

import App from "./App.vue";
import { CONSOLE, createConsole } from "./console";
import { tell, wordsOf } from "./shell/tell";
import { startClock } from "./state/clock";
import { firstLocale, i18n, speak } from "./words";

async function start(): Promise<void> {
  const desk = createConsole(tell, wordsOf);
  await Promise.all([speak(firstLocale()), desk.session.resume()]);
  startClock();
  createApp(App).use(i18n).provide(CONSOLE, desk).mount("#desk");
}

void start();
