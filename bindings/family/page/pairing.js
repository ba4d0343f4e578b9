// A pairing that goes on, in memory only: with the page it ends.

import { Pairing } from "./core.js";
import { poll, publish, Stream } from "./ntfy.js";

/** A code lives so long. */
const LIFE_MS = 600_000;
const AGAIN_MS = [1000, 2000, 5000];

/** Takes a code to a link. `changed` is called with each state: connecting, digits, paired, ended. */
export class PairingRun {
  /** Throws if `code` is none. */
  constructor(code, changed) {
    this.pairing = new Pairing(code);
    this.address = this.pairing.address;
    this.changed = changed;
    this.state = { type: "connecting" };
    this.line = "all";
    this.tries = 0;
    this.heard = new Set();
    this.timer = setTimeout(() => this.end(this.unreached ? "no_connection" : "expired"), LIFE_MS);
    this.claims();
    this.listen();
  }

  /** Sends the claim until the server has it. */
  async claims() {
    if (await this.sent(this.pairing.claim)) return;
    this.unreached = true;
    this.moves({ type: "connecting", unreached: true });
    if (!this.over) setTimeout(() => this.claims(), this.pause());
  }

  pause() {
    this.tries += 1;
    return AGAIN_MS[Math.min(this.tries, AGAIN_MS.length) - 1];
  }

  async sent(text) {
    return this.over || (await publish(this.address.server, this.address.answers, text)) === "accepted";
  }

  async listen() {
    if (this.over) return;
    const { lines } = await poll(this.address.server, this.address.alerts, this.line);
    for (const line of lines ?? []) this.hear(line);
    if (this.over || this.state.type === "paired") return;
    this.stream = new Stream(this.address.server, this.address.alerts, this.line, {
      opened: () => {
        this.unreached = false;
        if (this.state.type === "connecting") this.moves({ type: "connecting" });
      },
      said: (line) => this.hear(line),
      ended: () => { if (!this.over) setTimeout(() => this.listen(), this.pause()); },
    });
  }

  hear({ id, text }) {
    this.line = id;
    if (text) this.take(text);
  }

  /** Takes a text of the topic. After the pairing it is for `Parents` to hand in what arrives: a second claim ends it even then. */
  take(text) {
    if (this.over) return;
    const step = this.pairing.receive(text);
    if (step?.type === "reply") this.replies(step.text);
    else if (step?.type === "show") this.moves({ type: "digits", digits: step.digits });
    else if (step?.type === "paired") {
      this.stream?.close();
      this.moves({ type: "paired", paired: step, text });
    } else if (step?.type === "ended") this.end(step.ending);
  }

  async replies(text) {
    for (let tries = 0; tries < 5 && !this.over; tries += 1) {
      if (await this.sent(text)) return;
      await new Promise((done) => setTimeout(done, this.pause()));
    }
  }

  moves(state) {
    if (this.over || (this.state.type !== "connecting" && state.type === "connecting")) return;
    this.state = state;
    this.changed(state);
  }

  end(why) {
    const paired = this.state.type === "paired";
    // What is left of a pairing that is over and done needs no end but a second claim.
    if (!(paired && why === "expired")) this.moves({ type: "ended", why, paired });
    this.close();
  }

  close() {
    this.over = true;
    clearTimeout(this.timer);
    this.stream?.close();
  }
}
