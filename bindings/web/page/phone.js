// The parent's phone: home screen, calls, apps and the warning with the app's own words.

import { app, clockText } from "./app-words.js";
import { app_kind } from "./core.js";
import { language, t } from "./language.js";
import { el } from "./element.js";
import { nameOf } from "./phone-state.js";

const MESSAGES = "com.android.mms";

/** The apps on the home screen, by the region of the SIM. */
const HOME = {
  CN: ["com.icbc", "com.eg.android.AlipayGphone", "com.tencent.mm"],
  HK: ["hk.com.hsbc.hsbchkmobilebanking", "com.bochk.app.aos", "com.octopuscards.nfc_reader", "com.whatsapp"],
  SG: ["com.dbs.sg.dbsmbanking", "com.whatsapp", "org.telegram.messenger"],
};

export function drawPhone(place, session, act) {
  const { phone } = session;
  const screen = phone.warning ? warning(session, act) : phone.call && !phone.call.answered ? call(phone, act) : front(session, act);
  const parts = [
    el("div", { class: "status-line" }, el("span", {}, clockText(session.now).slice(0, 5)), el("span", {}, "5G ▮▮▮")),
    phone.shares.length > 0 && el("p", { class: "pill sharing" }, t("shown_to", phone.shares.map((one) => nameOf(phone, one.package, language()) ?? t("unknown_app")).join(", "))),
    phone.call?.answered && el("p", { class: "pill call" }, `${callerOf(phone.call)} `, el("button", { onclick: () => act.tap({ type: "call_ended" }) }, t("hang_up"))),
    phone.voice && el("p", { class: "pill voice" }, t("talking_in", nameOf(phone, phone.voice.package, language()) ?? t("unknown_app"))),
    screen,
    el("button", { class: "home-button", "aria-label": t("home_button"), onclick: () => act.home() }, "○"),
  ];
  place.replaceChildren(...parts.filter(Boolean));
}

const callerOf = (call) => call.number ?? t("origin_hidden");

function call(phone, act) {
  const { direction, contact, family } = phone.call;
  return el("div", { class: "screen call-screen" },
    el("p", { class: "faint" }, t(direction === "incoming" ? "calling_in" : "calling_out")),
    el("p", { class: "big" }, family ? t("to_first") : callerOf(phone.call)),
    el("p", {}, t(family ? "relation_family" : contact ? "relation_contact" : contact === false ? "relation_stranger" : "relation_not_told")),
    el("div", { class: "two" },
      el("button", { class: "refuse", onclick: () => act.tap({ type: "call_ended" }) }, t("refuse")),
      el("button", { class: "answer", onclick: () => act.tap({ type: "call_answered" }) }, t("answer"))));
}

function front(session, act) {
  const { phone } = session;
  if (!phone.front || phone.front === "home") return home(session, act);
  const name = nameOf(phone, phone.front, language());
  const money = app_kind(phone.front) === "money";
  const messages = app_kind(phone.front) === "messages";
  return el("div", { class: `screen app-screen ${money ? "money" : ""}` },
    el("h3", {}, messages ? t("app_messages") : name),
    money && el("p", { class: "big" }, t("balance"), el("br"), session.harmed ? "0.00" : "196,528.00"),
    messages && el("p", { class: "bubble" }, t("your_code")),
    !money && !messages && el("p", { class: "faint" }, phone.front));
}

function home(session, act) {
  const { phone } = session;
  const apps = [...(HOME[session.home] ?? HOME.CN), ...phone.installed];
  const icon = (id, label, kind, tap) => el("button", { class: `icon ${kind}`, "data-app": id, onclick: tap },
    el("span", { class: "tile", "aria-hidden": "true" }, [...label][0]), el("span", { class: "name" }, label));
  const opened = (id) => () => act.tap({ type: "app_opened", package: id });
  return el("div", { class: "screen home-screen" },
    el("div", { class: "icons" },
      [...new Set(apps)].map((id) => icon(id, nameOf(phone, id, language()), app_kind(id) === "money" ? "money" : phone.installed.includes(id) ? "new" : "plain", opened(id))),
      icon(MESSAGES, t("app_messages"), "plain", opened(MESSAGES)),
      icon("com.android.browser", t("app_browser"), "plain", opened("com.android.browser")),
      icon("com.android.settings", t("app_settings"), "plain", () => act.tap({ type: "settings_opened", what: "accessibility" }))),
    el("button", { class: "help", onclick: () => act.tap({ type: "help_asked" }) }, "KinGuard 亲守", el("br"), t("help_button")));
}

/** The warning, as the app writes it. */
function warning(session, act) {
  const { phone } = session;
  const { level, words } = phone.warning;
  const daughter = t("to_first");
  const page = phone.step === null ? question(words, act) : step(words, phone.step, session, act, daughter);
  const name = words.app ? nameOf(phone, words.app, language()) : null;
  const named = name === null ? app(words.nameless) : words.frame ? app(words.frame, name) : name;
  const first = phone.step === null || phone.step === 0;
  return el("div", { class: `screen warning ${level}`, role: "alertdialog", "aria-label": t(level === "red" ? "warning_red" : "warning_amber") },
    page.step && el("p", { class: "small" }, page.step),
    el("h3", {}, first ? app(words.order ?? words.headline, named) : page.title),
    first && words.order && el("p", { class: "body" }, app(words.headline, named)),
    first && words.truth && el("p", { class: "body" }, app(words.truth)),
    el("p", { class: "body" }, page.body),
    el("button", { class: "main", id: "warning-main", onclick: page.main[1] }, page.main[0]),
    page.second && el("button", { class: "second", onclick: page.second[1] }, page.second[0]),
    !page.calls && el("button", { class: "second", id: "warning-call", onclick: () => act.callFamily() }, app("warning_call_button", daughter)),
    el("div", { class: "low" },
      first && el("button", { class: "quiet", id: "warning-go-on", onclick: () => act.answer("continue") }, page.goOn ?? app("warning_go_on_button")),
      el("button", { class: "quiet", id: "warning-money-sent", onclick: () => act.answer("money_sent") }, app("warning_money_sent_button"))));
}

function question(words, act) {
  return {
    body: app(words.question.text),
    main: [app(words.question.stops), () => act.step(0)],
    goOn: app(words.question.goes_on),
  };
}

function step(words, at, session, act, daughter) {
  const next = () => act.step(at + 1);
  const shown = words.way.length > 1 ? app("warning_step", at + 1, words.way.length) : null;
  switch (words.way[at]) {
    case "hang_up":
      return { title: app("warning_hang_up_now"), step: shown, body: app("warning_hang_up"), main: [app("warning_hang_up_button"), () => { if (session.phone.call) act.tap({ type: "call_ended" }); next(); }] };
    case "hang_up_chat":
      return { title: app("warning_hang_up_chat_title"), step: shown, body: app("warning_hang_up_chat"), main: [app("warning_hang_up_chat_button"), () => { if (session.phone.voice) act.tap({ type: "voice_chat_ended" }); next(); }] };
    case "stop_sharing":
      return { title: app("warning_stop_sharing_title"), step: shown, body: app("warning_stop_sharing"), main: [app("warning_stop_sharing_button"), () => { act.stopSharing(); next(); }] };
    case "switch_off":
      return {
        title: app("warning_switch_off_title"), step: shown, body: app("warning_switch_off"), calls: true,
        main: [app("warning_call_button", daughter), () => act.callFamily()],
        second: [app("warning_done_button"), () => act.answer("stop")],
      };
    default:
      return {
        title: app("warning_call_title"), step: shown, body: app("warning_call", daughter), calls: true,
        main: [app("warning_call_button", daughter), () => act.callFamily()],
        second: [app("warning_done_button"), () => act.answer("stop")],
      };
  }
}
