// Wires the page: what came in the address, the one tab, the parents, the alarm, and what is tapped.

import { Alarm } from "./alarm.js";
import { keyIdOf, sentenceFault, startCore } from "./core.js";
import { byId } from "./element.js";
import { language, languageOf, setLanguage, t } from "./language.js";
import { brokenPage, elsewhere, homePage } from "./page-home.js";
import { historyPage } from "./page-history.js";
import { pairPage } from "./page-pair.js";
import { parentPage } from "./page-parent.js";
import { ownAddress, settingsPage } from "./page-settings.js";
import { PairingRun } from "./pairing.js";
import { Parents } from "./parents.js";
import { patch } from "./patch.js";
import { isNarrowed, narrow } from "./policy.js";
import { Scanner } from "./scanner.js";
import { Store } from "./store.js";
import { nameOf } from "./words.js";

const LANGUAGE = "kinguard-family-language";
const LOCK = "kinguard-family";
const PAIR = "pair";
const HERE = "here";
/** The time in which a page that is being left lets go of the lock. */
const HANDOVER_MS = 800;
const CODE = "code=";

/** What the address carries is for this page alone: it is taken out before anything else happens. */
function takeFragment() {
  const written = location.hash.slice(1);
  if (written) history.replaceState(null, "", location.pathname + location.search);
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

let arrived = takeFragment();

const app = { parents: null, alarm: null, run: null, scanner: null, route: { page: "home", id: null }, notice: null, notSaid: null, sentenceFault: null, codeFault: false, persisted: false, copied: false, owns: false, away: null };

function draw() {
  const shown = pages().flat(3).filter((part) => part instanceof Node);
  patch(byId("page"), shown);
}

function pages() {
  if (app.broken) return brokenPage(app.broken);
  if (app.away) return elsewhere(app.away);
  if (!app.parents) return [];
  const parent = app.parents.byId(app.route.id);
  if (app.route.page === "pair") return pairPage(app);
  if (app.route.page === "settings") return settingsPage(app);
  if (app.route.page === "history" && parent) return historyPage(app, parent);
  if (app.route.page === "parent" && parent) return parentPage(app, parent);
  return homePage(app);
}

/** After each change: the alarm sounds if one does, and its page is in front. */
function changed() {
  if (app.away || !app.parents) return draw();
  const sounding = app.parents.all.filter(({ view }) => view?.danger?.alarm);
  if (sounding.length > 0) {
    const [first] = sounding;
    const title = first.view.danger.title || `${nameOf(first)} · ${t("state_danger")}`;
    app.alarm.start(sounding.map(({ id, view }) => `${id} ${view.danger.incident} ${view.danger.received_ms}`).join(), title);
    if (app.route.page !== "parent" || !sounding.some(({ id }) => id === app.route.id)) app.route = { page: "parent", id: first.id };
  } else {
    app.alarm.stop();
    document.title = t("title");
  }
  return draw();
}

/** What a turn asks for beyond what the page shows by itself. */
function effect(parent, { type, title, text, loud }) {
  if (type === "alarm") {
    if (!parent.view?.danger?.alarm) app.alarm.test();
    notify(parent, title, text);
  }
  if (type === "notify") {
    if (loud) app.alarm.test();
    notify(parent, title, text);
  }
  if (type === "silent") {
    app.alarm.test();
    notify(parent, `${nameOf(parent)} · ${t("state_silent")}`, "");
  }
}

/** A notification of the browser, while nobody looks at this page. */
async function notify(parent, title, text) {
  if (!("Notification" in globalThis) || Notification.permission !== "granted" || document.visibilityState === "visible") return;
  const worker = await navigator.serviceWorker?.getRegistration();
  try {
    if (worker) await worker.showNotification(title, { body: text, tag: parent.id, renotify: true });
    else new Notification(title, { body: text, tag: parent.id });
  } catch {
    // The page itself says it.
  }
}

/** Opens the form of a pairing, in a page that may still speak to any server. */
function openPairing(code = "") {
  if (isNarrowed()) {
    beginAnew(code ? CODE + encodeURIComponent(code) : PAIR);
    return;
  }
  app.run?.close();
  app.run = null;
  app.codeFault = false;
  app.route = { page: "pair", id: null };
  app.scanner = Scanner.possible ? new Scanner((found) => { byId("code").value = found; }, draw) : null;
  draw();
  // Only filled in: whoever made the link does not decide what is paired.
  if (code) byId("code").value = code;
}

function beginAnew(fragment) {
  history.replaceState(null, "", `#${fragment}`);
  location.reload();
}

function leavePairing() {
  app.scanner?.stop();
  app.scanner = null;
  if (app.run?.state.type !== "paired") app.run?.close();
  app.run = null;
  if (!isNarrowed()) narrow(servers());
}

const servers = () => app.parents.all.map(({ record }) => record?.server).filter(Boolean);

function beginPairing() {
  const [code, name, number] = ["code", "name", "number"].map((id) => byId(id).value.trim());
  app.scanner?.stop();
  let parent = null;
  try {
    const run = new PairingRun(codeIn(code), async (state) => {
      if (state.type === "paired") {
        try {
          parent = await app.parents.add({ name, number, address: run.address, paired: state.paired, text: state.text });
        } catch (error) {
          fails(error);
          return;
        }
        runs.set(parent.id, run);
        app.persisted = (await navigator.storage?.persist?.()) ?? false;
        app.notice = "paired";
        go("home");
      } else if (state.type === "ended" && state.paired) {
        if (parent) await app.parents.remove(parent);
        app.notice = "ended_voided";
        go("home");
      } else draw();
    });
    app.run = run;
    app.codeFault = false;
  } catch {
    app.codeFault = true;
  }
  draw();
}

/** A code may come as the link that carries it. */
const codeIn = (text) => text.match(/kinguard1:[A-Za-z0-9_-]+/)?.[0] ?? text;

/** Pairings that are done, and that a second claim would still undo. */
const runs = new Map();

function go(page, id = null) {
  if (app.route.page === "pair") leavePairing();
  if (page !== "home") app.notice = null;
  app.route = { page: page === "cancel" ? "home" : page, id };
  app.notSaid = null;
  app.copied = false;
  app.sentenceFault = null;
  scrollTo(0, 0);
  changed();
}

async function answer(id, question, ask, sentence) {
  const parent = app.parents.byId(id);
  const made = await app.parents.answer(parent, Number(question), ask, sentence);
  app.notSaid = made ? null : id;
  changed();
}

async function say(id, question, text) {
  app.sentenceFault = sentenceFault(text);
  if (app.sentenceFault) return draw();
  await answer(id, question, "say", text.trim());
  if (byId("sentence")) byId("sentence").value = "";
  return draw();
}

const act = {
  go: ({ id, value }) => go(value, id ?? null),
  pair: () => openPairing(),
  begin: () => beginPairing(),
  scan: () => (app.scanner.on ? app.scanner.stop() : app.scanner.start()),
  unlock: () => app.alarm.unlock(),
  quiet: ({ id }) => app.parents.quiet(app.parents.byId(id)),
  answer: ({ id, value }) => answer(id, ...value.split(" ")),
  say: ({ id, value }) => say(id, value, byId("sentence").value),
  say_chip: ({ id, value }) => say(id, value.split(" ")[0], t(value.split(" ")[1])),
  save: async ({ id }) => {
    await app.parents.change(app.parents.byId(id), byId("edit-name").value.trim(), byId("edit-number").value.trim());
    go("parent", id);
  },
  remove: async ({ id }) => {
    runs.get(id)?.close();
    await app.parents.remove(app.parents.byId(id));
    go("home");
  },
  speak: ({ value }) => {
    setLanguage(value);
    localStorage.setItem(LANGUAGE, language());
    changed();
  },
  test_sound: () => app.alarm.test(),
  allow_notices: async () => {
    await Notification.requestPermission();
    draw();
  },
  copy: async () => {
    app.copied = await navigator.clipboard.writeText(ownAddress()).then(() => true, () => false);
    draw();
  },
  use_here: () => (isNarrowed() ? beginAnew(HERE) : own({ steal: true })),
};

function listen() {
  document.addEventListener("click", (event) => {
    const tapped = event.target.closest("[data-act]");
    if (tapped) act[tapped.dataset.act](tapped.dataset);
  });
  document.addEventListener("input", ({ target }) => {
    if (target.dataset.input !== "sentence") return;
    app.sentenceFault = target.value.trim() ? sentenceFault(target.value) : null;
    draw();
  });
  addEventListener("hashchange", () => open(takeFragment()));
}

/** Does what an address asks for: a code is filled in, an envelope is opened like one that arrived. */
async function open(fragment) {
  if (app.away || !app.parents || !fragment) return;
  if (fragment === PAIR) openPairing();
  else if (fragment.startsWith(CODE)) openPairing(fragment.slice(CODE.length));
  else {
    const parent = await app.parents.receiveFromAddress(fragment);
    if (parent) go("parent", parent.id);
    else {
      app.notice = "unknown_envelope";
      go("home");
    }
  }
}

/** Becomes the one tab, now or when the others are closed. */
function own(how) {
  navigator.locks.request(LOCK, how, async () => {
    app.owns = true;
    await start().catch(fails);
    return new Promise(() => {});
  }).catch((error) => (error.name === "AbortError" ? superseded() : fails(error)));
}

function superseded() {
  app.owns = false;
  leave("superseded");
  own({});
}

function leave(why) {
  app.parents?.stop();
  app.alarm?.stop();
  app.run?.close();
  app.parents = null;
  app.away = why;
  draw();
  ready();
}

async function start() {
  // What another tab has paired with meanwhile may be on a server that this page has shut off.
  if (isNarrowed()) return location.reload();
  app.away = null;
  const store = await Store.open();
  const parents = new Parents(store, { changed, effect, superseded: () => { if (app.parents === parents) leave("superseded"); } });
  parents.arrived = (parent, text) => { if (text) runs.get(parent.id)?.take(text); };
  app.alarm ??= new Alarm(draw);
  await parents.begin();
  app.parents = parents;
  app.persisted = (await navigator.storage?.persisted?.()) ?? false;
  const fragment = arrived.replace(HERE, "");
  arrived = "";
  if (fragment !== PAIR && !fragment.startsWith(CODE)) narrow(servers());
  changed();
  await open(fragment);
  changed();
  ready();
  return parents.refresh();
}

const ready = () => { document.documentElement.dataset.ready = "true"; };

async function main() {
  try {
    setLanguage(localStorage.getItem(LANGUAGE) ?? languageOf([...navigator.languages]));
    document.title = t("title");
    await startCore();
    listen();
    // Whoever comes by an alert must not be kept waiting.
    own(arrived === HERE || keyIdOf(arrived) ? { steal: true } : {});
  } catch (error) {
    fails(error);
    return;
  }
  setTimeout(() => { if (!app.owns && !app.broken) leave("other_tab"); }, HANDOVER_MS);
  if (location.protocol !== "file:") navigator.serviceWorker?.register("sw.js").catch(() => {});
}

function fails(error) {
  app.broken = ["SecurityError", "InvalidStateError", "QuotaExceededError"].includes(error?.name) ? t("cannot_store") : t("cannot_start", String(error?.message ?? error));
  draw();
  ready();
}

main();
