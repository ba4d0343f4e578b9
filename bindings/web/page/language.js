// The language of a page, and the page's own texts.

import { TEXTS } from "./texts.js";

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
