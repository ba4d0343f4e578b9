// The words: the app's own, which the build takes from its string files, and the page's.

import { APP } from "./app-strings.js";
import { TEXTS } from "./texts.js";
import { span } from "./core.js";

const TAGS = ["zh-CN", "zh-HK", "en"];
let tag = "en";

export function languageOf(wanted) {
  const found = wanted.map((one) => {
    if (/^zh-(hk|mo|tw|hant)/i.test(one)) return "zh-HK";
    if (/^zh/i.test(one)) return "zh-CN";
    return TAGS.find((known) => known === one) ?? (/^en/i.test(one) ? "en" : null);
  }).find((one) => one);
  return found ?? "en";
}

export function setLanguage(next) {
  tag = TAGS.includes(next) ? next : "en";
  document.documentElement.lang = tag;
}

export const language = () => tag;

/** One of the page's own texts; {0}, {1} are replaced. */
export function t(name, ...values) {
  const texts = TEXTS[name];
  if (!texts) throw new Error(`no text ${name}`);
  return texts[TAGS.indexOf(tag)].replace(/\{(\d)\}/g, (_, index) => values[Number(index)] ?? "");
}

/** One of the app's texts; %1$s, %2$d are replaced. */
export function app(name, ...values) {
  const text = APP[tag][name];
  if (text === undefined) throw new Error(`the app has no text ${name}`);
  return text.replace(/%(\d+)\$[sd]/g, (_, index) => values[Number(index) - 1] ?? "");
}

export const spanText = (ms) => span(ms, tag);

/** Milliseconds as a trace writes them. */
export function clockText(ms) {
  const two = (number) => String(Math.floor(number)).padStart(2, "0");
  return `${two(ms / 3600000)}:${two((ms / 60000) % 60)}:${two((ms / 1000) % 60)}`;
}
