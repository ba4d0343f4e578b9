// States and moments in words.

import { language, t } from "./language.js";

/** A moment as a clock shows it, with the day if it was not today. */
export function moment(ms) {
  const at = new Date(ms);
  const today = at.toDateString() === new Date(Date.now()).toDateString();
  const day = today ? {} : { month: "numeric", day: "numeric" };
  return new Intl.DateTimeFormat(language(), { ...day, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
}

export const nameOf = (parent) => parent.name || t("parent");

/** The state of a parent: what kind of news it is, and its words. */
export function stateOf(parent) {
  const { view } = parent;
  if (!view) return { look: "fault", words: t("state_lost") };
  if (view.removed) return { look: "fault", words: t("state_removed") };
  if (view.danger) return { look: view.danger.red ? "danger" : "open", words: view.danger.title || t("state_danger") };
  if (view.silent) return { look: "fault", words: t("state_silent") };
  if (!view.health) return { look: "plain", words: t("state_unheard") };
  const { state, faults } = view.health;
  if (state === "off") return { look: "fault", words: t("state_off") };
  if (state === "paused") return { look: "open", words: t("state_paused") };
  if (state === "limited" || faults.length) return { look: "open", words: t("state_limited") };
  return { look: "done", words: t("state_fine") };
}

/** What an answer is called, and what it said if it said something. */
export const askWords = (ask, sentence) => (sentence ? t("quoted", sentence) : t(`ask_${ask}`));

/** One line and the rest of a line of the history. */
export function entryWords({ what, ask, result, title, text }) {
  const named = ask && ask !== "unknown" ? askWords(ask, title) : title;
  if (what === "received") return [title, text];
  if (what === "said") return [t("what_said", named), text];
  if (what === "outcome") return [t("what_outcome", named, t(`said_${result ?? "unknown"}`)), text];
  return [t(`what_${what}`, title), text];
}
