// The parents: what arrives becomes a turn of the core, a turn is stored, and only then is it carried out.

import { keyIdOf, turns, viewOf } from "./core.js";
import { poll, publish, Stream } from "./ntfy.js";
import { Superseded } from "./store.js";

/** ntfy keeps messages for twelve hours. Who has not asked for longer cannot tell what was held back. */
const CACHE_MS = 12 * 3_600_000;
const RETRY_MS = [2000, 5000, 15_000, 60_000, 300_000];
const NOTED_EVERY_MS = 600_000;
const MOST_ENTRIES = 500;
const MOST_UNSENT = 64;
/** Due moments are looked for so often: a computer that slept has missed every timer. */
const TICK_MS = 10_000;
export const MOST_PARENTS = 5;

export class Parents {
  /** `changed` is called after each change; `effect` with a parent and what is to be done about it now. */
  constructor(store, { changed, effect, superseded }) {
    this.store = store;
    this.changed = changed;
    this.effect = effect;
    this.superseded = superseded;
    this.all = [];
  }

  async begin() {
    for (const { id, record, mark } of await this.store.all()) this.all.push(this.known(id, record, mark));
    this.ticking = setInterval(() => this.tick(), TICK_MS);
    addEventListener("online", () => this.refresh());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.refresh();
    });
  }

  known(id, record, mark) {
    const parent = { id, record: null, view: null, name: mark.name, number: mark.number, key: mark.key, listening: "connecting", turn: Promise.resolve(), tries: 0, unsentTries: 0 };
    if (!record) return parent;
    try {
      parent.view = viewOf(record.link, record.generation);
      parent.record = record;
    } catch {
      // Shown as lost.
    }
    return parent;
  }

  byId(id) {
    return this.all.find((parent) => parent.id === id) ?? null;
  }

  /** Asks every server, and listens. */
  refresh() {
    this.tick();
    for (const parent of this.all) this.listen(parent);
  }

  tick() {
    for (const parent of this.all) {
      if (parent.record?.wake && parent.record.wake <= Date.now()) this.take(parent, turns.wake);
      if (parent.record && parent.listening === "connected") this.asks(parent);
    }
  }

  stop() {
    clearInterval(this.ticking);
    for (const parent of this.all) this.deafen(parent);
  }

  /** Adds a parent after a pairing: `paired` is its last step, `text` the envelope that led to it. */
  async add({ name, number, address, paired, text }) {
    const record = {
      id: crypto.randomUUID(), name, number, ...address, key: keyIdOf(text), link: paired.link, generation: paired.generation,
      since: Date.now(), line: "all", asked: Date.now(), away: false, wake: paired.wake_at_ms, entries: entriesOf(paired), unsent: [],
    };
    await this.store.put(record);
    const parent = this.known(record.id, record, record);
    this.all.push(parent);
    this.changed();
    this.listen(parent);
    return parent;
  }

  async change(parent, name, number) {
    await this.inTurn(parent, async () => {
      parent.name = name;
      parent.number = number;
      if (parent.record) await this.keep(parent, { ...parent.record, name, number });
    });
  }

  async remove(parent) {
    this.deafen(parent);
    await this.inTurn(parent, () => this.store.remove(parent.id));
    this.all = this.all.filter((one) => one !== parent);
    this.changed();
  }

  answer(parent, question, ask, sentence) {
    return this.take(parent, (record) => turns.answer(record, question, ask, sentence));
  }

  quiet(parent) {
    return this.take(parent, turns.quiet);
  }

  /** Opens what came in the address. Returns its parent, or null if the key is none of this browser's. */
  async receiveFromAddress(text) {
    const key = keyIdOf(text);
    const parent = this.all.find((one) => one.key === key) ?? null;
    if (parent?.record) await this.receive(parent, text);
    return parent;
  }

  async receive(parent, text) {
    await this.take(parent, (record) => turns.receive(record, text));
  }

  /** One thing at a time for each parent. */
  inTurn(parent, what) {
    const done = parent.turn.then(what);
    parent.turn = done.catch((error) => this.failed(parent, error));
    return done;
  }

  failed(parent, error) {
    if (error instanceof Superseded) {
      this.stop();
      this.superseded();
      return;
    }
    parent.fault = String(error?.message ?? error);
    this.changed();
  }

  /** Makes a turn, stores it, and carries it out. Returns whether there was one. */
  async take(parent, make) {
    let made = false;
    await this.inTurn(parent, async () => {
      if (!parent.record) return;
      const turn = this.made(parent, make);
      if (!turn) return;
      made = true;
      const { record } = parent;
      const next = {
        ...record, link: turn.link, generation: turn.generation, wake: turn.wake_at_ms ?? null,
        entries: [...record.entries, ...entriesOf(turn)].slice(-MOST_ENTRIES),
        unsent: [...record.unsent, ...turn.effects.filter(({ type }) => type === "send").map(({ text }) => text)].slice(-MOST_UNSENT),
      };
      try {
        await this.keep(parent, next);
      } catch (error) {
        if (error instanceof Superseded) throw error;
        // It cannot be stored, so nothing is said back. It is still shown: that only makes things louder.
        parent.view = viewOf(turn.link, turn.generation);
        parent.fault = String(error?.message ?? error);
      }
      for (const effect of turn.effects) this.effect(parent, effect);
      this.changed();
    }).catch(() => {});
    if (made) this.send(parent);
    return made;
  }

  made(parent, make) {
    try {
      return make(parent.record);
    } catch (error) {
      // Anybody who knows the topic can write to it: what does not open changes nothing.
      if (error.message !== "state_lost") return null;
      parent.record = null;
      parent.view = null;
      this.deafen(parent);
      this.changed();
      return null;
    }
  }

  async keep(parent, record) {
    await this.store.put(record);
    parent.record = record;
    parent.view = viewOf(record.link, record.generation);
    parent.fault = null;
  }

  /** Sends what is stored and was not accepted yet, the oldest first, with the same bytes each time. */
  async send(parent) {
    if (parent.sending || !parent.record) return;
    parent.sending = true;
    clearTimeout(parent.unsentTimer);
    while (parent.record?.unsent.length) {
      const { server, answers, unsent } = parent.record;
      const said = await publish(server, answers, unsent[0]);
      if (said !== "accepted") {
        parent.unsentTimer = setTimeout(() => this.send(parent), delay(parent.unsentTries));
        parent.unsentTries += 1;
        break;
      }
      parent.unsentTries = 0;
      const without = async () => {
        if (parent.record) await this.keep(parent, { ...parent.record, unsent: parent.record.unsent.filter((text) => text !== unsent[0]) });
      };
      const stored = await this.inTurn(parent, without).then(() => true, () => false);
      if (!stored) break;
    }
    parent.sending = false;
    this.changed();
  }

  deafen(parent) {
    parent.round = null;
    parent.stream?.close();
    parent.stream = null;
    clearTimeout(parent.retry);
  }

  /** Asks for what has arrived since the last time, and then listens. */
  async listen(parent) {
    this.deafen(parent);
    if (!parent.record || parent.view?.removed) return;
    const round = {};
    parent.round = round;
    const goesOn = () => parent.round === round && parent.record;
    this.hears(parent, "connecting");
    this.send(parent);
    const since = Date.now() - parent.record.asked;
    if (since > CACHE_MS || since < 0) {
      await this.note(parent, { away: true });
      await this.take(parent, turns.away);
    }
    if (!goesOn()) return;
    const began = Date.now();
    const { lines, whole, fault } = await poll(parent.record.server, parent.record.alerts, parent.stored ?? parent.record.line);
    if (!goesOn()) return;
    if (fault) return void this.again(parent, fault);
    for (const line of lines) await this.hear(parent, line);
    if (!goesOn()) return;
    if (parent.record.away && whole) {
      await this.take(parent, turns.caughtUp);
      await this.note(parent, { away: false, asked: began });
    }
    if (!goesOn()) return;
    parent.stream = new Stream(parent.record.server, parent.record.alerts, parent.stored ?? parent.record.line, {
      opened: () => {
        parent.tries = 0;
        this.hears(parent, "connected");
        this.asks(parent);
      },
      said: (line) => {
        this.hear(parent, line);
        this.asks(parent);
      },
      ended: () => { if (goesOn()) this.again(parent, "unreachable"); },
    });
  }

  async hear(parent, { id, text }) {
    this.arrived?.(parent, text);
    if (text) await this.receive(parent, text);
    // What could not be stored is asked for again.
    if (!parent.fault) parent.stored = id;
  }

  /** The server was heard of: noted now and then, so that a long absence is known to have been one. */
  asks(parent) {
    const now = Date.now();
    if (Math.abs(now - parent.record.asked) > NOTED_EVERY_MS) this.note(parent, { asked: now });
  }

  note(parent, what) {
    return this.inTurn(parent, async () => {
      if (parent.record) await this.keep(parent, { ...parent.record, line: parent.stored ?? parent.record.line, ...what });
    }).catch(() => {});
  }

  hears(parent, listening) {
    parent.listening = listening;
    this.changed();
  }

  again(parent, fault) {
    this.hears(parent, fault);
    clearTimeout(parent.retry);
    parent.retry = setTimeout(() => this.listen(parent), delay(parent.tries));
    parent.tries += 1;
  }
}

const entriesOf = ({ effects }) => effects.filter(({ type }) => type === "record").map(({ entry }) => entry);

/** Longer each time, and never the same for all who lost one server. */
const delay = (tries) => RETRY_MS[Math.min(tries, RETRY_MS.length - 1)] * (0.8 + 0.4 * Math.random());
