// Language, sound, and what wakes this page.

import { el } from "./element.js";
import { language, t } from "./language.js";
import { bar, button, note } from "./parts.js";

const LANGUAGES = [["zh-CN", "简体中文"], ["zh-HK", "繁體中文"], ["en", "English"]];

export function settingsPage(app) {
  const part = (title, ...content) => el("section", { "aria-label": t(title) }, el("h2", {}, t(title)), content);
  return [
    bar(t("settings")),
    el("main", { "data-key": "settings" },
      el("section", { "aria-label": t("language") }, el("h2", {}, t("language")), el("div", { class: "chips" }, LANGUAGES.map(([tag, name]) =>
        el("button", { type: "button", class: "chip", lang: tag, "data-act": "speak", "data-value": tag, "aria-pressed": String(tag === language()) }, name)))),
      part("sound", note(t("sound_note")), button(t("sound_test"), "test_sound", { look: "wide" })),
      part("wake", note(t("wake_note")), location.protocol === "https:" || location.hostname === "127.0.0.1" ? address(app) : note(t("trial"), "open")),
      "Notification" in globalThis && part("notices", notices()),
      part("storage", note(t(app.persisted ? "storage_kept" : "storage_loose"), app.persisted ? "" : "open"), note(t("iphone")))),
  ];
}

const address = (app) => el("div", {},
  el("p", { class: "address", "aria-label": t("address") }, ownAddress()),
  button(app.copied ? t("copied") : t("copy"), "copy", { look: "wide" }));

export const ownAddress = () => `${location.origin}${location.pathname}`;

function notices() {
  if (Notification.permission === "granted") return note(t("notices_on"));
  if (Notification.permission === "denied") return note(t("notices_refused"), "open");
  return button(t("notices_allow"), "allow_notices", { look: "wide" });
}
