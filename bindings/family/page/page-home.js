// The overview: each parent with their state.

import { el } from "./element.js";
import { t } from "./language.js";
import { MOST_PARENTS } from "./parents.js";
import { button, callLink, connection, note } from "./parts.js";
import { moment, nameOf, stateOf } from "./words.js";

const DAY_MS = 86_400_000;

export function homePage(app) {
  const { all } = app.parents;
  if (all.length === 0) return welcome(app);
  return [
    el("header", { class: "bar" }, el("h1", {}, t("title")), button(t("settings"), "go", { look: "quiet", value: "settings" })),
    trial(),
    el("main", { "data-key": "home" },
      notice(app),
      all.map(card),
      all.length < MOST_PARENTS ? button(t("pair_another"), "pair", { look: "quiet wide" }) : note(t("most_parents", MOST_PARENTS))),
    soundBanner(app),
  ];
}

function welcome(app) {
  return [
    el("header", { class: "bar" }, el("h1", {}, t("title")), button(t("settings"), "go", { look: "quiet", value: "settings" })),
    trial(),
    el("main", { "data-key": "welcome" },
      notice(app),
      el("h2", { class: "headline" }, t("welcome")),
      note(t("welcome_note")),
      button(t("pair"), "pair", { look: "main wide" }),
      note(t("welcome_open")),
      note(t("iphone"))),
  ];
}

const trial = () => (location.protocol === "file:" ? el("p", { class: "banner open", role: "note" }, t("trial")) : null);

const notice = (app) => (app.notice ? el("p", { class: `card ${app.notice === "paired" ? "done" : "open"}`, role: "alert", "data-key": "notice" }, t(app.notice)) : null);

/** Lies over the page: it goes with the first touch, and must not move what that touch is meant for. */
const soundBanner = (app) => (app.alarm.ready ? null : el("div", { class: "banner sound" }, button(t("sound_locked"), "unlock", { look: "wide" })));

function card(parent) {
  const { look, words } = stateOf(parent);
  return el("section", { class: `card ${look}`, "aria-label": nameOf(parent), "data-key": parent.id },
    el("button", { type: "button", class: "open-card", "data-act": "go", "data-value": "parent", "data-id": parent.id },
      el("span", { class: "who" }, nameOf(parent)),
      el("span", { class: "state" }, words),
      latest(parent),
      parent.view?.heard && el("small", {}, t("heard", moment(parent.view.heard)))),
    parent.view?.questions.some(({ until_ms: until, incident }) => incident === null && Date.now() <= until) && note(t("questions"), "open"),
    connection(parent),
    callLink(parent.number, t("call_quiet", nameOf(parent)), look === "danger" || look === "fault" ? "main wide" : "wide"));
}

/** What was received last, for a day. */
function latest(parent) {
  const last = parent.record?.entries.findLast(({ what }) => what === "received");
  return last && Date.now() - last.at_ms < DAY_MS && el("span", { class: "latest" }, el("time", {}, moment(last.at_ms)), ` ${last.title}`);
}

/** The page that is in use elsewhere. */
export const elsewhere = (words) => [
  el("main", { "data-key": "elsewhere" }, el("h1", { class: "headline" }, t(words)), note(t("other_tab_note")), button(t("use_here"), "use_here", { look: "main wide" })),
];

export const brokenPage = (words) => [el("main", { "data-key": "broken" }, el("h1", { class: "headline" }, words))];
