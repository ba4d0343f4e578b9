// What happens next: everything that the phone's own screen cannot begin.

import { classify, search } from "./core.js";
import { language, t } from "./language.js";
import { el } from "./element.js";
import { nameOf } from "./phone-state.js";

/** Numbers by the region of the SIM: one from elsewhere, a mobile, a hotline and the daughter's. */
const NUMBERS = {
  CN: { abroad: "+85251234567", mobile: "13912345678", hotline: "95588", daughter: "13800138000" },
  HK: { abroad: "+8613912345678", mobile: "91234567", hotline: "1878288", daughter: "61234567" },
  SG: { abroad: "+85251234567", mobile: "81234567", hotline: "1800", daughter: "91234567" },
};

const numbers = (home) => NUMBERS[home] ?? NUMBERS.CN;

/** The daughter, as a call to her is reported. */
export const daughter = (home) => ({ number: numbers(home).daughter, contact: true, family: true });

const callers = (home) => ({
  caller_abroad: { number: numbers(home).abroad, contact: false },
  caller_hidden: { number: null, contact: false },
  caller_mobile: { number: numbers(home).mobile, contact: false },
  caller_hotline: { number: numbers(home).hotline, contact: false },
  caller_daughter: daughter(home),
  caller_own: { number: chosen.number || null, contact: chosen.contact },
});

const chosen = { caller: "caller_abroad", number: "", contact: false, chat: "com.tencent.mm", label: "云会通", query: "", share: "" };
let displays = 0;

const button = (name, onclick, extra = {}) => el("button", { onclick, "data-act": name, ...extra }, t(name));

export function drawWorld(place, session, act) {
  const redraw = () => drawWorld(place, session, act);
  place.replaceChildren(callGroup(session, act, redraw), shareGroup(session, act), installGroup(session, act), chatGroup(session, act), moreGroup(session, act));
}

const group = (name, ...rows) => el("fieldset", {}, el("legend", {}, t(name)), ...rows);

function callGroup(session, act, redraw) {
  const own = chosen.caller === "caller_own";
  const caller = () => callers(session.home)[chosen.caller];
  const { number, contact } = caller();
  const begin = (direction) => () => act.tap({ type: "call_started", direction, ...caller() });
  const read = JSON.parse(classify(session.home, number ?? "", language()));
  return group("group_call",
    el("select", { id: "caller", "aria-label": t("group_call"), onchange: (event) => { chosen.caller = event.target.value; redraw(); document.getElementById("caller").focus(); } },
      Object.keys(callers(session.home)).map((name) => el("option", { value: name, selected: name === chosen.caller }, t(name)))),
    own && el("label", {}, t("number"), " ", el("input", { type: "tel", value: chosen.number, oninput: (event) => { chosen.number = event.target.value; }, onchange: redraw })),
    own && el("label", {}, el("input", { type: "checkbox", checked: chosen.contact, onchange: (event) => { chosen.contact = event.target.checked; } }), " ", t("in_contacts")),
    el("p", { class: "faint" }, contact ? t("relation_contact") : [number, read.why].filter(Boolean).join(" · ")),
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
    el("label", {}, t("app_label"), " ", el("input", { value: chosen.label, id: "label", oninput: (event) => { chosen.label = event.target.value; } })),
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
