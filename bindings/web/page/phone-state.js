// What a phone shows after the events so far. It decides nothing: what is dangerous is the core's business.

import { app_name } from "./core.js";

export const newPhone = () => ({
  front: null,
  call: null,
  voice: null,
  shares: [],
  labels: {},
  installed: [],
  control: [],
  forwarded: false,
  nfc: false,
  capability: null,
  warning: null,
  step: null,
  messages: [],
});

/** The phone after one event. */
export function after(phone, event) {
  const next = { ...phone };
  switch (event.type) {
    case "call_started":
      next.call = { ...event, answered: Boolean(phone.call?.answered) };
      break;
    case "call_answered":
      if (phone.call) next.call = { ...phone.call, answered: true };
      break;
    case "call_ended":
      next.call = null;
      break;
    case "voice_chat_started":
      next.voice = event;
      break;
    case "voice_chat_ended":
      next.voice = null;
      break;
    case "app_installed":
      next.installed = [...phone.installed.filter((one) => one !== event.package), event.package];
      if (event.label) next.labels = { ...phone.labels, [event.package]: event.label };
      break;
    case "app_removed":
      next.installed = phone.installed.filter((one) => one !== event.package);
      break;
    case "app_opened":
      next.front = event.package;
      break;
    case "capture_service_started":
      next.shares = [...phone.shares.filter((one) => one.package !== event.package), { package: event.package }];
      break;
    case "capture_service_stopped":
      next.shares = phone.shares.filter((one) => one.package !== event.package);
      break;
    case "private_display_added":
    case "public_display_added": {
      const open = phone.shares.findIndex((one) => one.package && one.display === undefined);
      next.shares = open < 0
        ? [...phone.shares, { package: null, display: event.display }]
        : phone.shares.map((one, at) => (at === open ? { ...one, display: event.display } : one));
      break;
    }
    case "private_display_removed":
    case "public_display_removed":
      next.shares = phone.shares.filter((one) => one.display !== event.display);
      break;
    case "remote_control_enabled":
      next.control = [...phone.control.filter((one) => one !== event.package), event.package];
      break;
    case "remote_control_disabled":
      next.control = phone.control.filter((one) => one !== event.package);
      break;
    case "call_forwarding_changed":
      next.forwarded = event.on;
      break;
    case "nfc_turned":
      next.nfc = event.on;
      break;
    case "warning_answered":
      next.warning = null;
      break;
    case "protection_changed":
      next.capability = event.capability;
      break;
    case "device_booted":
      Object.assign(next, { call: null, voice: null, shares: [], front: null });
      break;
    default:
  }
  return next;
}

/** The phone after what the guard said. */
export function afterEffect(phone, said) {
  const { effect, warning, message } = said;
  if (effect.type === "warn") return { ...phone, warning: { ...effect, words: warning, at: said.at_ms }, step: warning.question ? null : 0 };
  if (effect.type === "dismiss") return { ...phone, warning: null };
  return { ...phone, messages: [...phone.messages, { ...effect, words: message, at: said.at_ms, app: phone.installed.at(-1) ?? null, capability: phone.capability }] };
}

/** The name of an app as this phone shows it. */
export function nameOf(phone, id, tag) {
  if (!id) return null;
  return app_name(id, tag) || phone.labels[id] || id.split(".").at(-1);
}
