// One parent: the alarm while there is a danger, and otherwise the state in full.

import { el } from "./element.js";
import { HELPLINES } from "./helplines.js";
import { t } from "./language.js";
import { bar, button, callLink, connection, field, note } from "./parts.js";
import { askWords, moment, nameOf, stateOf } from "./words.js";

const TELLS = ["calling", "fine"];
const CHIPS = ["say_chip_hang_up", "say_chip_wait", "say_chip_fraud"];

export function parentPage(app, parent) {
  return parent.view?.danger ? alarmPage(app, parent, parent.view.danger) : statePage(app, parent);
}

const openQuestions = (parent) => parent.view.questions.filter(({ until_ms: until }) => Date.now() <= until);

function alarmPage(app, parent, danger) {
  const name = nameOf(parent);
  const question = openQuestions(parent).find(({ counter }) => counter === danger.question) ?? null;
  return [
    el("main", { class: `alarm ${danger.red ? "red" : "amber"}`, "data-key": `alarm ${parent.id}` },
      el("div", { role: "alert" },
        el("p", { class: "who" }, name, " · ", el("time", {}, moment(danger.received_ms))),
        el("h1", {}, danger.title || t("state_danger")),
        el("p", { class: "text" }, danger.text || t("danger_text", name))),
      callLink(parent.number, t("call", name), "main wide") ?? note(t("no_number")),
      danger.alarm && button(t("quiet"), "quiet", { look: "second wide", id: parent.id }),
      problems(app, parent),
      question ? answers(parent, question) : danger.question !== null && note(t("too_late")),
      said(danger.said),
      danger.steps.length > 0 && story(danger.steps),
      question && afar(app, parent, question),
      helplines(parent),
      !danger.alarm && button(t("close"), "go", { look: "second wide", value: "home" })),
  ];
}

const answerButton = (parent, question, ask) => button(t(`ask_${ask}`), "answer", { look: "second wide", id: parent.id, value: `${question.counter} ${ask}` });

function answers(parent, question) {
  const asks = TELLS.filter((ask) => question.asks.includes(ask));
  const words = t("answers", nameOf(parent));
  return asks.length > 0 && el("section", { "aria-label": words, "data-key": "answers" }, el("h2", {}, words), asks.map((ask) => answerButton(parent, question, ask)));
}

function afar(app, parent, question) {
  const has = (ask) => question.asks.includes(ask);
  return ["end_call", "say", "ring_next"].some(has) && el("section", { "aria-label": t("afar"), "data-key": "afar" },
    el("h2", {}, t("afar")),
    has("end_call") && [answerButton(parent, question, "end_call"), note(t("end_call_note"))],
    has("say") && sentence(app, parent, question),
    has("ring_next") && answerButton(parent, question, "ring_next"));
}

function sentence(app, parent, question) {
  const fault = app.sentenceFault;
  const chip = (name) => button(t(name), "say_chip", { look: "chip", id: parent.id, value: `${question.counter} ${name}` });
  return el("div", { class: "say" },
    el("p", {}, t("say", nameOf(parent))),
    el("div", { class: "chips" }, CHIPS.map(chip)),
    el("div", { class: "row" },
      el("input", { id: "sentence", maxlength: "120", autocomplete: "off", "aria-label": t("ask_say"), "aria-describedby": "sentence-fault", "data-input": "sentence" }),
      button(t("say_send"), "say", { look: "second", id: parent.id, value: String(question.counter) })),
    el("p", { id: "sentence-fault", role: "status", class: "fault" }, fault ? t(`sentence_${fault}`) : ""));
}

/** What was answered, and what became of it. */
function said(answers) {
  if (answers.length === 0) return null;
  return el("ol", { class: "said", "aria-live": "polite" }, answers.map(({ answer, sentence: words, at_ms: at, result, text, counter }) =>
    el("li", { class: result ?? "waiting", "data-key": String(counter) },
      el("time", {}, moment(at)), " ", el("b", {}, answer === "unknown" ? "" : askWords(answer, words)), " ",
      el("span", {}, t(`said_${result ?? "waiting"}`)), text && el("span", {}, ` ${text}`))));
}

const story = (steps) => el("section", { "aria-label": t("story"), "data-key": "story" },
  el("h2", {}, t("story")),
  el("ol", { class: "story", "aria-live": "polite" }, steps.map(({ at_ms: at, text }) => el("li", {}, el("time", {}, moment(at)), " ", text))));

function helplines(parent) {
  const lines = HELPLINES[parent.view.region?.toUpperCase()];
  if (!lines) return null;
  return el("div", { class: "row" },
    callLink(lines.police, t("police", lines.police), "second"),
    lines.advice && callLink(lines.advice, t("advice", lines.advice), "second"));
}

/** What keeps messages from arriving or leaving. */
function problems(app, parent) {
  const { view, record } = parent;
  return el("div", { class: "problems", role: "status" },
    app.notSaid === parent.id && note(t("not_said"), "open"),
    parent.fault && note(t("fault", parent.fault), "open"),
    connection(parent),
    record?.unsent.length > 0 && parent.unsentTries > 0 && note(t("unsent", record.unsent.length), "open"),
    view?.withheld > 0 && note(t("withheld", view.withheld), "open"),
    view?.did_not_arrive > 0 && note(t("did_not_arrive", view.did_not_arrive), "open"));
}

function statePage(app, parent) {
  const name = nameOf(parent);
  const { look, words } = stateOf(parent);
  const { view } = parent;
  const call = callLink(parent.number, t("call_quiet", name), look === "fault" ? "main wide" : "wide");
  return [
    bar(name),
    el("main", { "data-key": `parent ${parent.id}` },
      el("section", { class: `card ${look}`, "aria-label": name },
        el("p", { class: "state" }, words),
        view?.heard && el("small", {}, t("heard", moment(view.heard))),
        !view && note(t("lost_note", name)),
        view?.removed && note(t("removed_note")),
        view?.silent && note(t("silent_note", moment(view.heard)))),
      call ?? note(t("no_number")),
      problems(app, parent),
      view && openQuestions(parent).map((question) => asked(parent, question)),
      view?.health?.faults.length > 0 && el("section", { "aria-label": t("faults") }, el("h2", {}, t("faults")), el("ul", { class: "list" }, view.health.faults.map((fault) => el("li", {}, fault)))),
      view && button(t("history"), "go", { look: "quiet wide", value: "history", id: parent.id }),
      !view && button(t("pair"), "pair", { look: "wide" }),
      el("details", { "data-key": "edit" }, el("summary", {}, t("edit")),
        field("edit-name", t("name"), { maxlength: "30", value: parent.name }),
        field("edit-number", t("number"), { type: "tel", maxlength: "30", value: parent.number }),
        button(t("save"), "save", { id: parent.id })),
      el("details", { "data-key": "remove" }, el("summary", {}, t("remove", name)),
        note(t("remove_note")),
        button(t("remove_sure"), "remove", { look: "danger-button", id: parent.id }))),
  ];
}

function asked(parent, question) {
  return el("section", { class: "card open", "aria-label": t("questions"), "data-key": `question ${question.counter}` },
    el("p", { class: "state" }, question.title), question.text && note(question.text),
    question.asks.filter((ask) => ask !== "say").map((ask) => button(t(`ask_${ask}`), "answer", { look: "wide", id: parent.id, value: `${question.counter} ${ask}` })));
}
