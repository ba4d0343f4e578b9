// The family's side of the protocol. The module is part of the page, so nothing is fetched.

import { MODULE } from "./module.js";
import { initSync, FamilyPairing, link_answer, link_away, link_caught_up, link_quiet, link_receive, link_view, link_wake, sentence_fault } from "./kinguard_family_web.js";

/** Unpacks the module and starts it. */
export async function startCore() {
  const packed = Uint8Array.from(atob(MODULE), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  initSync({ module: await WebAssembly.compile(await new Response(unpacked).arrayBuffer()) });
}

const drawn = () => crypto.getRandomValues(new Uint8Array(64));

/** A pairing, from a code to a link. Throws if `code` is none. */
export class Pairing {
  constructor(code) {
    this.inner = new FamilyPairing(code, drawn());
    this.address = JSON.parse(this.inner.address());
    this.claim = this.inner.claim();
  }

  /** What follows from a text of the topic, or null if nothing does. */
  receive(text) {
    const step = this.inner.receive(text, Date.now());
    return step === undefined ? null : JSON.parse(step);
  }
}

/** Each returns the turn that follows: the link after it, what is to be done, and when it wants to be woken. */
export const turns = {
  receive: (record, text) => JSON.parse(link_receive(record.link, record.generation, text, Date.now(), drawn())),
  answer: (record, question, ask, sentence) => JSON.parse(link_answer(record.link, record.generation, question, ask, sentence, Date.now(), drawn())),
  wake: (record) => JSON.parse(link_wake(record.link, record.generation, Date.now())),
  quiet: (record) => JSON.parse(link_quiet(record.link, record.generation)),
  away: (record) => ({ ...JSON.parse(link_away(record.link, record.generation)), wake_at_ms: record.wake }),
  caughtUp: (record) => ({ ...JSON.parse(link_caught_up(record.link, record.generation)), wake_at_ms: record.wake }),
};

/** All that there is to show about a link. Throws if it is lost. */
export const viewOf = (link, generation) => JSON.parse(link_view(link, generation));

/** Why a text is no sentence for the warning, or null if it is one. */
export const sentenceFault = (text) => sentence_fault(text) ?? null;

/** The id of the key that an envelope calls for, or null if the text is no envelope. */
export function keyIdOf(text) {
  if (!/^[A-Za-z0-9_-]{600,3500}$/.test(text)) return null;
  // Version 1, kind envelope, and the eight bytes after them.
  const head = atob(text.slice(0, 16).replaceAll("-", "+").replaceAll("_", "/"));
  if (!head.startsWith("\u0001\u0010")) return null;
  return Array.from(head.slice(2, 10), (letter) => letter.charCodeAt(0).toString(16).padStart(2, "0")).join("");
}
