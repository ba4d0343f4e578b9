// What happens next: everything that the phone's own screen cannot begin.

import { classify, search } from "./core.js";
import { language, t } from "./language.js";
import { el } from "./element.js";
import { DAUGHTER } from "./phone.js";
import { nameOf } from "./phone-state.js";

const CALLERS = {
  caller_hk: { number: "+85251234567", contact: false },
  caller_hidden: { number: null, contact: false },
  caller_mobile: { number: "13912345678", contact: false },
  caller_bank: { number: "95588", contact: false },
  caller_daughter: { number: DAUGHTER, contact: true, family: true },
  caller_own: null,
};

const chosen = { caller: "caller_hk", number: "", contact: false, chat: "com.tencent.mm", label: "云会通", query: "", share: "" };
let displays = 0;

const button = (name, onclick, extra = {}) => el("button", { onclick, "data-act": name, ...extra }, t(name));

export function drawWorld(place, session, act) {
  const redraw = () => drawWorld(place, session, act);
  place.replaceChildren(callGroup(session, act, redraw), shareGroup(session, act), installGroup(session, act), chatGroup(session, act), moreGroup(session, act));
}

const group = (name, ...rows) => el("fieldset", {}, el("legend", {}, t(name)), ...rows);

function callGroup(session, act, redraw) {
  const own = chosen.caller === "caller_own";
  const caller = () => (own ? { number: chosen.number || null, contact: chosen.contact } : CALLERS[chosen.caller]);
  const { number, contact, family } = caller();
  const begin = (direction) => () => act.tap({ type: "call_started", direction, ...caller() });
  const read = JSON.parse(classify(session.home, number ?? "", language()));
  return group("group_call",
    el("select", { id: "caller", "aria-label": t("group_call"), onchange: (event) => { chosen.caller = event.target.value; redraw(); document.getElementById("caller").focus(); } },
      Object.keys(CALLERS).map((name) => el("option", { value: name, selected: name === chosen.caller }, t(name)))),
    own && el("label", {}, t("number"), " ", el("input", { type: "tel", value: chosen.number, onchange: (event) => { chosen.number = event.target.value; redraw(); } })),
    own && el("label", {}, el("input", { type: "checkbox", checked: chosen.contact, onchange: (event) => { chosen.contact = event.target.checked; } }), " ", t("in_contacts")),
    el("p", { class: "faint" }, contact || family ? t("relation_contact") : read.why),
    button("rings", begin("incoming"), { disabled: Boolean(session.phone.call) }),
    button("dials", begin("outgoing"), { disabled: Boolean(session.phone.call) }));
}

function shareGroup(session, act) {
  const { phone } = session;
  const apps = [...new Set([...phone.installed.toReversed(), ...(phone.voice?.package ? [phone.voice.package] : []), "com.tencent.mm", "com.tencent.wemeet.app", "com.carriez.flutter_hbb"])];
  if (!apps.includes(chosen.share) || phone.installed.at(-1)) chosen.share = apps.includes(chosen.share) && chosen.picked ? chosen.share : apps[0];
  return group("group_share",
    el("select", { "aria-label": t("which_app"), id: "share-app", onchange: (event) => { chosen.share = event.target.value; chosen.picked = true; } },
      apps.map((id) => el("option", { value: id, selected: id === chosen.share }, nameOf(phone, id, language())))),
    button("asks_share", () => act.tap({ type: "capture_consent_opened", package: chosen.share })),
    button("shares", () => {
      displays += 1;
      act.all([{ type: "capture_service_started", package: chosen.share }, { type: "private_display_added", display: displays }]);
    }),
    button("shares_no_more", () => act.stopSharing(), { disabled: phone.shares.length === 0 }));
}

function installGroup(session, act) {
  const results = el("ul", { class: "found" });
  const show = () => results.replaceChildren(...JSON.parse(search(chosen.query, 6)).map((found) =>
    el("li", {}, el("button", { onclick: () => act.tap({ type: "app_installed", package: found.package, label: found.name, source: "store", update: false }) },
      `${t("from_store")}: ${language() === "en" ? found.name_en : found.name}`))));
  show();
  return group("group_install",
    el("label", {}, t("app_label"), " ", el("input", { value: chosen.label, id: "label", onchange: (event) => { chosen.label = event.target.value; } })),
    button("from_link", () => act.tap({ type: "app_installed", package: `link.app${session.phone.installed.length + 1}`, label: chosen.label || null, source: "sideload", update: false })),
    el("label", {}, t("find_app"), " ", el("input", { type: "search", value: chosen.query, oninput: (event) => { chosen.query = event.target.value; show(); } })),
    results);
}

function chatGroup(session, act) {
  const { phone } = session;
  const apps = [...new Set(["com.tencent.mm", ...phone.installed, "com.whatsapp", "com.tencent.wemeet.app"])];
  return group("group_chat",
    el("select", { "aria-label": t("which_app"), onchange: (event) => { chosen.chat = event.target.value; } },
      apps.map((id) => el("option", { value: id, selected: id === chosen.chat }, nameOf(phone, id, language())))),
    button("chat_begins", () => act.tap({ type: "voice_chat_started", package: chosen.chat }), { disabled: Boolean(phone.voice) }),
    button("chat_ends", () => act.tap({ type: "voice_chat_ended" }), { disabled: !phone.voice }));
}

function moreGroup(session, act) {
  const newest = session.phone.installed.at(-1);
  return group("group_more",
    button("control_on", () => act.tap({ type: "remote_control_enabled", package: newest }), { disabled: !newest }),
    button("forward_on", () => act.tap({ type: "call_forwarding_changed", on: true }), { disabled: session.phone.forwarded }),
    button("nfc_on", () => act.tap({ type: "nfc_turned", on: true }), { disabled: session.phone.nfc }),
    button("uninstall_screen", () => act.tap({ type: "settings_opened", what: "uninstall" })),
    button("reboot", () => act.tap({ type: "device_booted" })),
    button("money_leaves", () => act.harm(), { class: "harm-button" }));
}
