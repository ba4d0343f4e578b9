// What was received and said.

import { el } from "./element.js";
import { t } from "./language.js";
import { bar, note } from "./parts.js";
import { entryWords, moment } from "./words.js";

export function historyPage(app, parent) {
  const entries = [...(parent.record?.entries ?? [])].reverse();
  return [
    bar(t("history"), "parent", parent.id),
    el("main", { "data-key": "history" },
      entries.length === 0 ? note(t("nothing_yet")) : el("ol", { class: "history" }, entries.map((entry) => {
        const [title, text] = entryWords(entry);
        return el("li", { class: entry.what }, el("time", {}, moment(entry.at_ms)), el("p", {}, el("b", {}, title), text && el("span", {}, text)));
      }))),
  ];
}
