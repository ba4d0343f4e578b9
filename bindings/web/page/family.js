// The family's phone: each message as the app writes it.

import { app, clockText } from "./app-words.js";
import { language, t } from "./language.js";
import { el } from "./element.js";
import { nameOf } from "./phone-state.js";

/** The guard tells four further contacts. */
const MOST_NEXT = 4;

const TONES = {
  family_title_danger: "danger",
  family_title_went_on: "danger",
  family_title_money_sent: "danger",
  family_title_early: "early",
};

const POLICE = { CN: "110", HK: "999", MO: "999", TW: "110", SG: "999", MY: "999" };

const PART = {
  usage_access: "family_part_usage_access",
  phone_state: "family_part_phone_state",
  call_screening: "family_part_call_screening",
  overlay: "family_part_overlay",
  background_start: "family_part_background_start",
  lock_screen: "family_part_lock_screen",
  installed_apps: "family_part_installed_apps",
  sms: "family_part_sms",
  notifications: "family_part_notifications",
  contacts: "family_part_contacts",
  battery: "family_part_battery",
  autostart: "family_part_autostart",
  unused_exemption: "family_part_unused_exemption",
};

export function drawFamily(place, session) {
  const { phone } = session;
  if (phone.messages.length === 0) {
    place.replaceChildren(el("li", { class: "faint" }, t("no_message")));
    return;
  }
  let next = 0;
  const bubbles = phone.messages.map((message) => {
    const further = message.kind === "next_contact";
    if (further) next = Math.min(next + 1, MOST_NEXT);
    return bubble(message, session, t(further ? `to_next_${next}` : "to_first"));
  });
  place.replaceChildren(...bubbles.reverse());
}

function bubble(message, session, to) {
  const { phone } = session;
  const { title, happened, todo } = message.words;
  const police = POLICE[session.home] ?? "";
  const named = nameOf(phone, message.app, language());
  const reach = police ? app("family_reach_police", police) : app("family_reach_neighbours");
  const facts = [t("parent"), named ? app("family_quoted", named) : app("family_new_app"), app(PART[message.capability] ?? "family_part_of_it"), "", police, "", t("to_first"), "", "", reach];
  const time = clockText(message.at).slice(0, 5);
  return el("li", { class: `message ${TONES[title] ?? ""}` },
    el("p", { class: "to" }, to, " · ", el("time", {}, time)),
    el("p", { class: "title" }, app(title, ...facts)),
    el("p", {}, app("family_frame", app("family_at", time), app(happened, ...facts), app(todo, ...facts))));
}
