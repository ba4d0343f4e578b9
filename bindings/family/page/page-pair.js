// The pages of a pairing.

import { el } from "./element.js";
import { t } from "./language.js";
import { bar, button, field, note } from "./parts.js";

export function pairPage(app) {
  const { state } = app.run ?? { state: { type: "form" } };
  const title = t("pair");
  if (state.type === "form") return [bar(title), form(app)];
  if (state.type === "connecting") {
    return [bar(title, "cancel"), el("main", { "data-key": "connecting" },
      el("div", { role: "status" }, el("h2", { class: "headline" }, t("pairing")), note(state.unreached ? t("pairing_unreached") : t("pairing_note"), state.unreached ? "open" : "")),
      button(t("cancel"), "go", { look: "quiet wide", value: "cancel" }))];
  }
  if (state.type === "digits") {
    return [bar(title, "cancel"), el("main", { "data-key": "digits" },
      el("h2", { class: "headline" }, t("digits")),
      el("p", { class: "digits", role: "status", "aria-label": [...state.digits].join(" ") }, el("span", {}, state.digits.slice(0, 3)), " ", el("span", {}, state.digits.slice(3))),
      note(t("digits_note"), "open"),
      button(t("cancel"), "go", { look: "quiet wide", value: "cancel" }))];
  }
  return [bar(title), el("main", { "data-key": "ended" },
    el("p", { class: "card fault", role: "alert" }, t(state.paired ? "ended_voided" : `ended_${state.why}`)),
    button(t("again"), "pair", { look: "main wide" }))];
}

function form(app) {
  return el("main", { "data-key": "form" },
    note(t("code_note")),
    app.scanner && (app.scanner.on
      ? el("div", { class: "scanner" }, el("video", { id: "scanner", playsinline: true, muted: true, "aria-label": t("scan") }), button(t("scan_stop"), "scan", { look: "wide" }))
      : button(t("scan"), "scan", { look: "wide" })),
    app.scanner?.refused && note(t("scan_refused"), "open"),
    el("label", { class: "field", for: "code" }, el("span", {}, t("code")), el("textarea", { id: "code", rows: "3", spellcheck: "false", autocapitalize: "off", autocomplete: "off", placeholder: "kinguard1:…" })),
    field("name", t("name"), { maxlength: "30", placeholder: t("name_hint") }),
    field("number", t("number"), { type: "tel", maxlength: "30" }, t("number_note")),
    el("p", { role: "alert", class: "fault" }, app.codeFault ? t("bad_code") : ""),
    button(t("begin"), "begin", { look: "main wide" }),
    note(t("iphone")));
}
