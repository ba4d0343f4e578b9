// One run: the guarded phone, what it shows, and everything the guard said.

import { Simulation } from "./core.js";
import { after, afterEffect, newPhone } from "./phone-state.js";

/** What a person does takes this long. */
const A_TAP = 3000;

export class Session {
  constructor({ home = "CN", familiar = "", file = "kinguard.json", about = "" } = {}) {
    this.simulation = new Simulation(home, familiar);
    this.home = home;
    this.file = file;
    this.about = about;
    this.phone = newPhone();
    this.said = [];
    this.harmed = false;
  }

  get now() {
    return this.simulation.now();
  }

  /** Something that happens a moment later, because somebody taps. */
  tap(event) {
    this.report(event, this.now + A_TAP);
  }

  report(event, seen = this.now, at = seen) {
    const moment = Math.max(seen, this.now);
    const said = this.simulation.observe(moment, Math.min(at, moment), JSON.stringify(event));
    this.phone = after(this.phone, event);
    this.hear(said);
  }

  wait(ms) {
    this.waitUntil(this.now + ms);
  }

  waitUntil(moment) {
    this.hear(this.simulation.wait(Math.max(moment, this.now)));
  }

  harm(at = this.now) {
    this.waitUntil(at);
    this.simulation.harm(at);
    this.harmed = true;
  }

  hear(written) {
    for (const said of JSON.parse(written)) {
      this.said.push(said);
      this.phone = afterEffect(this.phone, said);
    }
  }

  view() {
    return JSON.parse(this.simulation.view());
  }

  trace() {
    return this.simulation.trace(this.about);
  }

  /** As `kinguard replay --json` prints them. */
  lines() {
    return this.said.map(({ at_ms, effect }) => `${JSON.stringify({ file: this.file, at_ms, effect })}\n`).join("");
  }
}
