// The figures of many traces: the worst first, each a click away.

import { spanText } from "./app-words.js";
import { evaluate } from "./core.js";
import { t } from "./language.js";
import { el } from "./element.js";

/** `files` are pairs of a name and a text; `open` plays one of them. */
export function drawFigures(place, files, open) {
  if (files.length === 0) {
    place.replaceChildren(el("p", {}, t("no_traces")));
    return;
  }
  const found = JSON.parse(evaluate(JSON.stringify(files)));
  const texts = new Map(files);
  const caught = found.cases.cases_caught_before_harm.all;
  const told = found.cases.families_told_before_harm.all;
  const facts = [
    t("figures", found.traces.length, found.traces.filter((one) => one.case).length, found.traces.filter((one) => !one.case).length),
    t("figures_red", caught.red, caught.of),
    t("figures_told", told.told, told.of),
    t("figures_quiet", found.false_alarms.red),
  ];
  const heads = ["column_trace", "column_kind", "column_red", "column_amber", "column_family", "column_lead", "column_rules"];
  const row = (one) => el("tr", { class: `rank-${one.rank}` },
    el("th", { scope: "row" }, el("button", { class: "link", onclick: () => open(one.file, texts.get(one.file)) }, one.file)),
    el("td", {}, t(one.case ? "kind_case" : "kind_quiet")),
    el("td", {}, String(one.red)), el("td", {}, String(one.amber)), el("td", {}, String(one.family)),
    el("td", {}, one.case ? (one.lead_ms === null ? t("never") : spanText(one.lead_ms)) : ""),
    el("td", { class: "faint" }, one.rules.join(", ")));
  place.replaceChildren(
    el("ul", { class: "facts" }, facts.map((fact) => el("li", {}, fact))),
    ...found.unread.map((one) => el("p", { class: "bad" }, t("unread", one.file, one.what))),
    el("div", { class: "scroll", tabindex: "0" }, el("table", { class: "figures" },
      el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, t(head))))),
      el("tbody", {}, found.traces.map(row)))));
}
