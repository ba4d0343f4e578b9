// What the guard thinks: lanes, what it knows, and each rule condition by condition. All of it comes from the core.

import { spanText } from "./app-words.js";
import { region, rules as ruleTable } from "./core.js";
import { conditionText } from "./conditions.js";
import { language, t } from "./language.js";
import { el } from "./element.js";
import { nameOf } from "./phone-state.js";

const NEAREST = 5;
const meanings = new Map();

function meaningOf(rule) {
  if (!meanings.has(language())) {
    meanings.set(language(), new Map(JSON.parse(ruleTable(language())).map((one) => [one.id, one])));
  }
  return meanings.get(language()).get(rule)?.meaning ?? rule;
}

export function drawLevel(chip, view) {
  const level = view.incident ? view.incident.level ?? "early" : "none";
  chip.className = `chip ${level}`;
  chip.textContent = t(`level_${level}`);
}

export function drawLanes(place, session) {
  // For a projector, too, letters count more than detail.
  const enough = document.body.classList.contains("teacher") ? 1100 : 560;
  const narrow = place.clientWidth > 0 && place.clientWidth < enough;
  // The core escapes every foreign text in it.
  place.innerHTML = session.simulation.lanes(language(), narrow);
}

export function drawKnown(place, view, session) {
  place.replaceChildren(screenCard(view, session), callsCard(view), installsCard(view, session));
}

const card = (title, ...rows) => el("section", { class: "fact-card" }, el("h3", {}, t(title)), ...rows);
const ago = (ms) => (ms < 1000 ? t("just_now") : t("ago", spanText(ms)));
const none = (name) => el("p", { class: "faint" }, t(name));

function screenCard(view, { phone }) {
  if (view.shares.length === 0) return card("known_screen", none("screen_none"));
  return card("known_screen", ...view.shares.map((share) => {
    const sure = { possible: 1, likely: 2, certain: 3 }[share.certainty];
    const notes = [!share.live && t("over"), share.habit && t("habit"), share.led && t("led")].filter(Boolean);
    return el("div", { class: `share ${share.live ? "live" : ""}` },
      el("p", {}, el("b", {}, t(`certainty_${share.certainty}`)), ` · ${nameOf(phone, share.owner, language()) ?? t("unknown_app")}`),
      el("meter", { min: 0, max: 3, low: 1, high: 2, optimum: 0, value: sure, "aria-label": t(`certainty_${share.certainty}`) }),
      el("p", { class: "faint" }, [...share.signs.map((sign) => t(`sign_${sign}`)), ...notes].join(" · ")));
  }));
}

function callsCard(view) {
  if (view.calls.length === 0) return card("known_calls", none("calls_none"));
  return card("known_calls", el("ul", {}, view.calls.map((call) => {
    const where = call.region && call.origin === "overseas" ? region(call.region, language()) : t(`origin_${call.origin}`);
    const state = call.ended !== null ? ago(view.at - call.ended) : call.answered ? t("in_call") : t("ringing");
    return el("li", { class: `weight ${call.risk}` },
      el("b", {}, `${t(`relation_${call.relation}`)} · ${where}`), " ",
      el("span", { class: "chip" }, t(`risk_${call.risk}`)), el("br"),
      el("span", { class: "faint" }, [call.answered && t("spoken", spanText(call.spoken)), state].filter(Boolean).join(" · ")));
  })));
}

function installsCard(view, { phone }) {
  if (view.installs.length === 0) return card("known_installs", none("installs_none"));
  const weight = { own: "none", doubtful: "slight", stranger: "risky" };
  return card("known_installs", el("ul", {}, view.installs.map((install) =>
    el("li", { class: `weight ${weight[install.instigator]}` },
      el("b", {}, nameOf(phone, install.package, language())), " ",
      el("span", { class: "chip" }, t(`instigator_${install.instigator}`)), el("br"),
      el("span", { class: "faint" }, [t(`source_${install.source}`), ago(view.at - install.at), install.gone && t("removed")].filter(Boolean).join(" · "))))));
}

/** The share of conditions that hold in the line that comes nearest. */
const nearness = (rule) => Math.max(...rule.lines.map((line) => (line.length === 0 ? 0 : line.filter((one) => one.holds).length / line.length)));
const grade = (rule) => ({ red: 2, amber: 1 })[rule.level] ?? 0;
const order = (rule, spoke) => (rule.rule === spoke ? 8 : rule.holds && rule.now ? 4 : rule.holds && rule.lines.some((line) => line.length > 0) ? 3 : 0) + nearness(rule);

export function drawRules(place, view, all, opened) {
  const spoke = view.incident?.rule;
  const ranked = [...view.rules].sort((one, other) => order(other, spoke) - order(one, spoke) || grade(other) - grade(one));
  place.replaceChildren(...(all ? ranked : ranked.slice(0, NEAREST)).map((rule, at) => ruleRow(rule, at === 0 && !all, opened, rule.rule === spoke)));
  return view.rules.length;
}

function ruleRow(rule, first, opened, spoke) {
  const nearest = rule.lines.reduce((best, line) => (score(line) > score(best) ? line : best));
  const met = nearest.filter((one) => one.holds).length;
  const kind = rule.holds && rule.now ? "holds" : rule.holds ? "almost" : "off";
  const states = {
    holds: t(rule.said ? "rule_said" : "rule_now"),
    almost: t("rule_if", t(`on_${rule.on}`)),
    off: t("rule_part", met, nearest.length),
  };
  const state = spoke && kind !== "holds" ? t("rule_spoke") : states[kind];
  const open = opened.has(rule.rule) ? opened.get(rule.rule) : first;
  return el("details", { class: `rule ${kind} ${rule.level ?? "family"}`, "data-rule": rule.rule, open, ontoggle: (event) => opened.set(rule.rule, event.target.open) },
    el("summary", {}, el("span", { class: `dot ${rule.level ?? "family"}`, "aria-hidden": "true" }), el("span", { class: "meaning" }, meaningOf(rule.rule)), el("span", { class: "state" }, state)),
    rule.level === null && el("p", { class: "faint" }, t("tells_only")),
    rule.lines.filter((line) => line.length > 0).sort((one, other) => score(other) - score(one)).slice(0, 3).map((line, at) => [
      at > 0 && el("p", { class: "either" }, t("either")),
      el("ul", { class: "conditions" }, line.map(conditionRow))]),
    el("p", { class: "faint id" }, rule.rule));
}

const score = (line) => (line.length === 0 ? 0 : line.filter((one) => one.holds).length / line.length);

function conditionRow({ condition, holds, left, missing }) {
  const time = left !== undefined ? t("left", spanText(left)) : missing !== undefined ? t("missing", spanText(missing)) : null;
  return el("li", { class: holds ? "met" : "unmet" }, el("span", { class: "mark", "aria-hidden": "true" }, holds ? "✓" : "○"), ` ${conditionText(condition)}`, time && el("span", { class: "time-left" }, ` ${time}`));
}
