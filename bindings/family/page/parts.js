// What the pages are made of. A button names what it does in `data-act`; main.js does it.

import { el } from "./element.js";
import { t } from "./language.js";

export const button = (words, act, { look = "", id = null, value = null, off = false } = {}) =>
  el("button", { type: "button", class: look, "data-act": act, "data-id": id, "data-value": value, disabled: off }, words);

/** A link that calls. What somebody typed becomes digits. */
export function callLink(number, words, look) {
  const digits = number.replace(/[^0-9+]/g, "").slice(0, 20);
  return digits ? el("a", { class: `button ${look}`, href: `tel:${digits}` }, words) : null;
}

export const bar = (title, back = "home", id = null) =>
  el("header", { class: "bar" }, button(t("back"), "go", { look: "quiet", value: back, id }), el("h1", {}, title));

export const note = (words, look = "") => el("p", { class: `note ${look}` }, words);

export const field = (id, words, attributes, hint = null) =>
  el("label", { class: "field", for: id }, el("span", {}, words), el("input", { id, autocomplete: "off", ...attributes }), hint && el("small", {}, hint));

/** How sure it is that what the parent's phone says arrives here. */
export function connection(parent) {
  if (!parent.view || parent.view.removed) return null;
  return parent.listening === "connected" ? null : note(t(`listening_${parent.listening}`), parent.listening === "connecting" ? "" : "open");
}
