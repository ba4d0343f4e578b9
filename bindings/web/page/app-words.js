// The words that are not the page's own: the app's, which the build takes from its string files, and the core's.

import { APP } from "./app-strings.js";
import { span } from "./core.js";
import { language } from "./language.js";

/** One of the app's texts; %1$s, %2$d are replaced. */
export function app(name, ...values) {
  const text = APP[language()][name];
  if (text === undefined) throw new Error(`the app has no text ${name}`);
  return text.replace(/%(\d+)\$[sd]/g, (_, index) => values[Number(index) - 1] ?? "");
}

export const spanText = (ms) => span(ms, language());

/** Milliseconds as a trace writes them. */
export function clockText(ms) {
  const two = (number) => String(Math.floor(number)).padStart(2, "0");
  return `${two(ms / 3600000)}:${two((ms / 60000) % 60)}:${two((ms / 1000) % 60)}`;
}
