// Wires the page: stories, the phone, the family, and what the guard thinks.

import { clockText, spanText } from "./app-words.js";
import { startCore, steps, verdict } from "./core.js";
import { byId, el } from "./element.js";
import { drawFamily } from "./family.js";
import { drawFigures } from "./figures.js";
import { drawKnown, drawLanes, drawLevel, drawRules } from "./guard.js";
import { language, languageOf, setLanguage, t } from "./language.js";
import { drawPhone } from "./phone.js";
import { Session } from "./session.js";
import { fromFragment, readDropped, readFiles, toFragment } from "./share.js";
import { STORIES, traceOf } from "./stories.js";
import { daughter, drawWorld } from "./world.js";

/** Milliseconds between two steps. */
const SPEEDS = { slow: 3000, usual: 1300, fast: 150 };

const page = { session: null, story: null, text: null, play: null, next: 0, timer: 0, all: false, opened: new Map() };

const act = {
  tap(event) {
    perform(() => page.session.tap(event));
  },
  all(events) {
    perform(() => events.forEach((event) => page.session.tap(event)));
  },
  home() {
    perform(() => {
      if (page.session.phone.warning) page.session.tap({ type: "warning_answered", choice: "left" });
      page.session.tap({ type: "app_opened", package: "com.android.launcher" });
      page.session.phone.front = "home";
    });
  },
  answer(choice) {
    act.tap({ type: "warning_answered", choice });
  },
  callFamily() {
    perform(() => {
      const { session } = page;
      session.tap({ type: "warning_answered", choice: "call_family" });
      if (session.phone.call) session.tap({ type: "call_ended" });
      session.tap({ type: "call_started", direction: "outgoing", ...daughter(session.home) });
      session.tap({ type: "call_answered" });
    });
  },
  step(at) {
    perform(() => {
      const { warning } = page.session.phone;
      if (warning) page.session.phone.step = Math.min(at, warning.words.way.length - 1);
    });
  },
  stopSharing() {
    perform(() => {
      for (const { package: owner, display } of page.session.phone.shares) {
        if (owner) page.session.tap({ type: "capture_service_stopped", package: owner });
        if (display !== undefined) page.session.tap({ type: "private_display_removed", display });
      }
    });
  },
  harm() {
    perform(() => page.session.harm());
  },
};

/** A person acts: the story waits. */
function perform(what) {
  pause();
  what();
  draw();
}

function begin(text, file, story = null) {
  pause();
  const told = text ? JSON.parse(steps(text)) : { home: language() === "zh-HK" ? "HK" : "CN", familiar: "", about: "", steps: [] };
  page.session = new Session({ home: told.home, familiar: told.familiar, file, about: told.about });
  page.text = text;
  page.story = story;
  page.play = told.steps;
  page.next = 0;
  page.opened.clear();
  draw();
}

function nextStep() {
  const step = page.play[page.next];
  if (!step) {
    pause();
    return false;
  }
  page.next += 1;
  if (step.event) page.session.report(step.event, step.seen_ms, step.at_ms);
  else if (step.mark === "wait") page.session.waitUntil(step.seen_ms);
  else page.session.harm(step.seen_ms);
  if (page.next === page.play.length) pause();
  return true;
}

function play() {
  if (page.next >= page.play.length) begin(page.text, page.session.file, page.story);
  const tick = () => {
    nextStep();
    draw();
    if (page.timer) page.timer = setTimeout(tick, SPEEDS[byId("speed").value]);
  };
  page.timer = setTimeout(tick, 0);
  drawControls();
}

function pause() {
  clearTimeout(page.timer);
  page.timer = 0;
}

/** Draws anew, and leaves the keyboard where it was. */
function draw() {
  const focused = document.activeElement;
  const place = focused?.closest("#phone, #world, #rules");
  const stops = () => [...place.querySelectorAll("button:enabled, select, input, summary")];
  const at = place ? stops().indexOf(focused) : -1;
  const name = focused?.dataset?.act;
  const warned = Boolean(page.session.phone.warning) && !byId("phone").querySelector(".warning");
  drawAll();
  if (at < 0) return;
  const same = name ? place.querySelector(`[data-act="${name}"]:enabled`) : null;
  const next = warned && place.id === "phone" ? byId("warning-main") : same ?? stops()[Math.min(at, stops().length - 1)];
  next?.focus({ preventScroll: true });
}

function drawAll() {
  const { session } = page;
  const view = session.view();
  byId("clock").textContent = clockText(session.now);
  drawPhone(byId("phone"), session, act);
  drawFamily(byId("messages"), session);
  drawWorld(byId("world"), session, act);
  drawLevel(byId("level"), view);
  drawLanes(byId("lanes"), session);
  drawKnown(byId("known"), view, session);
  const count = drawRules(byId("rules"), view, page.all, page.opened);
  byId("more").textContent = page.all ? t("fewer") : t("more", count);
  byId("more").setAttribute("aria-expanded", String(page.all));
  drawRecord();
  drawCaption();
  drawControls();
}

function drawRecord() {
  const { session } = page;
  // The core escapes every foreign text in it.
  byId("lines").innerHTML = session.simulation.lines(language());
  byId("effects").textContent = session.lines();
  const trace = session.trace();
  byId("download").href = `data:application/json;charset=utf-8,${encodeURIComponent(trace)}`;
  byId("download").download = session.file;
  const over = session.harmed || (page.text && page.next === page.play.length);
  byId("verdict").replaceChildren(...(over ? JSON.parse(verdict(trace, language())) : []).map(({ text, good }) => el("p", { class: good ? "good" : "bad" }, text)));
}

function drawCaption() {
  const column = ["zh-CN", "zh-HK", "en"].indexOf(language());
  byId("look").textContent = page.story ? t("look", page.story.look[column]) : page.text ? page.session.about : t("look_own");
  const last = [...byId("lines").querySelectorAll(".line")].at(-1);
  byId("happening").textContent = last?.querySelector("p")?.textContent ?? "";
  byId("answered").textContent = [...(last?.querySelectorAll(".card > p") ?? [])].map((card) => card.textContent).join(" ");
}

function drawControls() {
  const has = page.play.length > 0;
  byId("play").textContent = t(page.timer ? "pause" : "play");
  byId("play").disabled = !has;
  for (const id of ["step", "end"]) byId(id).disabled = !has || page.next >= page.play.length;
}

function drawLanguage() {
  for (const place of document.querySelectorAll("[data-text]")) place.textContent = t(place.dataset.text);
  for (const place of document.querySelectorAll("[data-label]")) place.setAttribute("aria-label", t(place.dataset.label));
  for (const place of document.querySelectorAll("[data-wait]")) place.textContent = t("wait", spanText(Number(place.dataset.wait)));
  byId("language").value = language();
  byId("lanes").setAttribute("aria-label", t("guard_label"));
  const column = ["zh-CN", "zh-HK", "en"].indexOf(language());
  const group = (kind) => el("optgroup", { label: t(kind) }, STORIES.filter((story) => story.kind === kind).map((story) => el("option", { value: story.id }, story.name[column])));
  const selected = page.story?.id ?? (page.text ? "opened" : "own");
  byId("stories").replaceChildren(group("frauds"), group("ordinary"), el("option", { value: "own" }, t("own_story")), page.text && !page.story ? el("option", { value: "opened" }, t("opened_story")) : "");
  byId("stories").value = selected;
  const speed = byId("speed").value || "usual";
  byId("speed").replaceChildren(...Object.keys(SPEEDS).map((name) => el("option", { value: name }, t(name))));
  byId("speed").value = speed;
  document.title = `KinGuard 亲守 · ${t("title")}`;
}

function tell(id) {
  const story = STORIES.find((one) => one.id === id);
  if (story) begin(traceOf(story), story.trace.split("/").at(-1), story);
  else begin(null, "kinguard.json");
  drawLanguage();
}

/** Plays a trace that came from outside, or says why it cannot. Returns whether it could. */
function open(file, text) {
  try {
    begin(text, file);
    byId("said").textContent = "";
    drawLanguage();
    byId("stage").scrollIntoView();
    return true;
  } catch (error) {
    byId("said").textContent = t("unread", file, error.message);
    byId("traces").open = true;
    return false;
  }
}

function take(files, folder) {
  if (files.length === 1 && !folder) open(...files[0]);
  else {
    byId("traces").open = true;
    drawFigures(byId("figures"), files, open);
    byId("figures").scrollIntoView();
  }
}

function listen() {
  byId("stories").addEventListener("change", (event) => tell(event.target.value));
  byId("play").addEventListener("click", () => (page.timer ? (pause(), drawControls()) : play()));
  byId("step").addEventListener("click", () => { pause(); nextStep(); draw(); });
  byId("end").addEventListener("click", () => {
    while (page.next < page.play.length) nextStep();
    pause();
    draw();
  });
  byId("again").addEventListener("click", () => begin(page.text, page.session.file, page.story));
  byId("teacher").addEventListener("click", () => {
    const on = document.body.classList.toggle("teacher");
    byId("teacher").setAttribute("aria-pressed", String(on));
    draw();
  });
  byId("language").addEventListener("change", (event) => {
    setLanguage(event.target.value);
    // The phone of one's own story is at home where the language is.
    if (!page.text && page.session.now === 0) begin(null, page.session.file);
    drawLanguage();
    draw();
  });
  byId("more").addEventListener("click", () => { page.all = !page.all; draw(); });
  for (const place of document.querySelectorAll("[data-wait]")) place.addEventListener("click", () => perform(() => page.session.wait(Number(place.dataset.wait))));
  byId("answer-calling").addEventListener("click", () => act.tap({ type: "family_answered", contact: 0, answer: "calling" }));
  byId("answer-fine").addEventListener("click", () => act.tap({ type: "family_answered", contact: 0, answer: "fine" }));
  byId("share").addEventListener("click", async () => {
    history.replaceState(null, "", `#${await toFragment(page.session.trace())}`);
    try {
      await navigator.clipboard.writeText(location.href);
      byId("said").textContent = t("shared");
    } catch {
      byId("said").textContent = t("share_by_hand");
    }
  });
  byId("file").addEventListener("change", async (event) => take(await readFiles(event.target.files), false));
  byId("folder").addEventListener("change", async (event) => take(await readFiles(event.target.files), true));
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", async (event) => {
    event.preventDefault();
    const files = await readDropped(event.dataTransfer);
    take(files, files.length !== 1);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, button, a, summary, textarea")) return;
    if (event.key === " ") { event.preventDefault(); byId("play").click(); }
    if (event.key === "ArrowRight") byId("step").click();
  });
  addEventListener("hashchange", fromAddress);
  addEventListener("resize", () => drawLanes(byId("lanes"), page.session));
}

async function fromAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  if (parts.has("t")) {
    try {
      if (open("kinguard.json", await fromFragment(parts.get("t")))) return;
    } catch (error) {
      byId("said").textContent = t("unread", "#t", error.message);
    }
  }
  tell(parts.get("s") ?? "brief");
}

async function main() {
  await startCore();
  setLanguage(languageOf([...navigator.languages]));
  byId("closed").remove();
  byId("stage").hidden = false;
  drawLanguage();
  listen();
  await fromAddress();
  performance.mark("ready");
  document.documentElement.dataset.ready = "true";
}

main();
